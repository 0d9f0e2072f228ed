using System.Globalization;
using System.Text.Json;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Types;

/// <summary>What kind of value a scalar or enum is asked to accept.</summary>
public enum LeafInputKind
{
    /// <summary>A number without fraction or exponent, or a JSON number whose value is whole.</summary>
    Int,

    /// <summary>Any other number.</summary>
    Float,

    /// <summary>A string.</summary>
    String,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>A name in a document; a variable never has this kind.</summary>
    Enum,

    /// <summary>A list.</summary>
    List,

    /// <summary>An input object.</summary>
    Object,
}

/// <summary>An input value as a leaf type sees it: a literal in a document or a JSON value of a variable.</summary>
/// <param name="Kind">Which kind.</param>
/// <param name="Text">
/// A number as it is written, a string's or a name's text; of a list or object no more than a message shows.
/// </param>
/// <param name="IsLiteral">Whether it stands in the document, where enum values are names and not strings.</param>
/// <param name="Plain">
/// The value as plain objects: <see langword="bool"/>, <see langword="string"/>, <see langword="long"/> or
/// <see langword="double"/>, a list or a dictionary of those.
/// </param>
public readonly record struct LeafInput(LeafInputKind Kind, string Text, bool IsLiteral, object? Plain)
{
    /// <summary>The value for a message.</summary>
    public override string ToString() => Kind is LeafInputKind.String
        ? QuotedString.Print(Excerpt.Of(Text))
        : Excerpt.Of(Text);

    /// <summary>The input of a literal.</summary>
    /// <param name="node">Not null and not a variable.</param>
    /// <param name="variables">The value of a variable inside a list or object.</param>
    internal static LeafInput Of(ValueNode node, Func<string, object?>? variables = null) => node switch
    {
        IntValueNode number => new(LeafInputKind.Int, number.Value, IsLiteral: true, Number(number.Value)),
        FloatValueNode number => new(LeafInputKind.Float, number.Value, IsLiteral: true, Number(number.Value)),
        StringValueNode text => new(LeafInputKind.String, text.Value, IsLiteral: true, text.Value),
        BooleanValueNode flag => new(LeafInputKind.Boolean, flag.Value ? "true" : "false", IsLiteral: true, flag.Value),
        EnumValueNode name => new(LeafInputKind.Enum, name.Value, IsLiteral: true, name.Value),
        ListValueNode list => new(LeafInputKind.List, Excerpt.Of(list), IsLiteral: true, PlainOf(list, variables)),
        ObjectValueNode fields =>
            new(LeafInputKind.Object, Excerpt.Of(fields), IsLiteral: true, PlainOf(fields, variables)),
        _ => throw new ArgumentException($"A leaf is never parsed from {node.GetType().Name}.", nameof(node)),
    };

    internal static LeafInput Of(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => OfNumber(json.GetRawText()),
        JsonValueKind.String => new(LeafInputKind.String, json.GetString()!, IsLiteral: false, json.GetString()),
        JsonValueKind.True => new(LeafInputKind.Boolean, "true", IsLiteral: false, Plain: true),
        JsonValueKind.False => new(LeafInputKind.Boolean, "false", IsLiteral: false, Plain: false),
        JsonValueKind.Array => new(LeafInputKind.List, Excerpt.Of(json.GetRawText()), IsLiteral: false, PlainOf(json)),
        JsonValueKind.Object => new(LeafInputKind.Object, Excerpt.Of(json.GetRawText()), IsLiteral: false, PlainOf(json)),
        _ => throw new ArgumentException($"A leaf is never parsed from {json.ValueKind}.", nameof(json)),
    };

    // JSON has one kind of number, so 1.0 and 1e3 are whole numbers too. Beyond 2^53 a double no longer tells whole
    // numbers apart, so those stay as they are written.
    private static LeafInput OfNumber(string text)
    {
        object number = Number(text);
        if (number is not double value || !double.IsInteger(value))
        {
            LeafInputKind kind = number is long ? LeafInputKind.Int : LeafInputKind.Float;
            return new(kind, text, IsLiteral: false, number);
        }

        return Math.Abs(value) <= 1L << 53
            ? new(LeafInputKind.Int, ((long)value).ToString(CultureInfo.InvariantCulture), IsLiteral: false, (long)value)
            : new(LeafInputKind.Int, text, IsLiteral: false, number);
    }

    private static object Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? whole
            : double.Parse(text, CultureInfo.InvariantCulture);

    private static object? PlainOf(ValueNode node, Func<string, object?>? variables) => node switch
    {
        NullValueNode => null,
        VariableNode variable => variables?.Invoke(variable.Name.Value),
        ListValueNode list => list.Values.Select(item => PlainOf(item, variables)).ToList(),
        ObjectValueNode fields => fields.Fields
            .DistinctBy(field => field.Name.Value, StringComparer.Ordinal)
            .ToDictionary(field => field.Name.Value, field => PlainOf(field.Value, variables), StringComparer.Ordinal),
        _ => Of(node).Plain,
    };

    private static object? PlainOf(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Array => json.EnumerateArray().Select(PlainOf).ToList(),
        JsonValueKind.Object => json.EnumerateObject()
            .DistinctBy(property => property.Name, StringComparer.Ordinal)
            .ToDictionary(property => property.Name, property => PlainOf(property.Value), StringComparer.Ordinal),
        _ => Of(json).Plain,
    };
}
