namespace AiBom.Documents.Json;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    Null,
    False,
    True,
    Number,
    String,
    Array,
    Object,

    /// <summary>A member's name; its value is the next token.</summary>
    Name,
}

/// <summary>A value or name of a document, in document order.</summary>
/// <param name="Offset">Where its text begins; for strings and names behind the quotation mark.</param>
/// <param name="Length">The bytes of its text; of an object or array, how many members or items it has.</param>
/// <param name="End">The index behind its last descendant, so that of its next sibling.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsEscaped">Whether a string or name has escapes.</param>
internal readonly record struct Token(int Offset, int Length, int End, TokenKind Kind, bool IsEscaped)
{
    public bool IsContainer => Kind is TokenKind.Array or TokenKind.Object;
}
