using AiBom.Documents.Json;

namespace AiBom.Documents.Schema.Rules;

/// <summary>The types of JSON Schema, as a set.</summary>
[Flags]
internal enum JsonTypes
{
    None = 0,
    Null = 1 << 0,
    Boolean = 1 << 1,
    Number = 1 << 2,
    String = 1 << 3,
    Array = 1 << 4,
    Object = 1 << 5,

    /// <summary>Numbers without a fraction, such as <c>1.0</c>.</summary>
    Integer = 1 << 6,

    Container = Array | Object,
    All = Null | Boolean | Number | String | Array | Object,
}

/// <summary>The types of tokens.</summary>
internal static class TokenTypes
{
    /// <summary>How many kinds of token there are.</summary>
    public const int Kinds = (int)TokenKind.Name + 1;

    private static readonly JsonTypes[] ByKind =
    [
        JsonTypes.Null, JsonTypes.Boolean, JsonTypes.Boolean, JsonTypes.Number, JsonTypes.String, JsonTypes.Array,
        JsonTypes.Object, JsonTypes.String,
    ];

    /// <summary>The type of a kind of token; a name is a string.</summary>
    public static JsonTypes Of(TokenKind kind) => ByKind[(int)kind];
}
