using System.Globalization;

namespace AiBom.GraphQL.Types;

/// <summary>
/// The five built-in scalars (sections 3.5.1 to 3.5.5), and two that most schemas need beside them.
/// </summary>
public static class Scalars
{
    private const string DateTimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    private static readonly string[] DateTimeForms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK",
        DateTimeFormat,
    ];

    /// <summary>A whole number of 32 bits.</summary>
    public static ScalarType Int { get; } = new(
        "Int",
        "A whole number between -(2^31) and 2^31 - 1.",
        ParseInt,
        value => SerializeInt(value));

    /// <summary>A double-precision number that is finite.</summary>
    public static ScalarType Float { get; } = new(
        "Float",
        "A finite double-precision number (IEEE 754).",
        ParseFloat,
        SerializeFloat);

    /// <summary>Text.</summary>
    public static ScalarType String { get; } = new(
        "String",
        "Text: a sequence of Unicode characters.",
        ParseString,
        SerializeString);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static ScalarType Boolean { get; } = new(
        "Boolean",
        "Either `true` or `false`.",
        ParseBoolean,
        SerializeBoolean);

    /// <summary>A string or whole number that identifies something; always a string in results.</summary>
    public static ScalarType Id { get; } = new(
        "ID",
        "An opaque identifier. Written as a string or a whole number, always answered as a string.",
        ParseId,
        SerializeId);

    /// <summary>A whole number of 64 bits (<see cref="long"/>); a JSON number.</summary>
    public static ScalarType Long { get; } = new(
        "Long",
        "A whole number between -(2^63) and 2^63 - 1, as a JSON number.",
        ParseLong,
        value => value is long or int or short or byte or uint
            ? Convert.ToInt64(value, CultureInfo.InvariantCulture)
            : null);

    /// <summary>A point in time (<see cref="DateTimeOffset"/>), RFC 3339; in results always in UTC.</summary>
    public static ScalarType DateTime { get; } = new(
        "DateTime",
        "A point in time as RFC 3339 writes it, such as `2026-01-31T12:00:00Z`.",
        ParseDateTime,
        value => value is DateTimeOffset time
            ? time.UtcDateTime.ToString(DateTimeFormat, CultureInfo.InvariantCulture)
            : null,
        "https://www.rfc-editor.org/rfc/rfc3339");

    /// <summary>The five that every schema may use without declaring them.</summary>
    internal static IReadOnlyList<ScalarType> BuiltIn { get; } = [Int, Float, String, Boolean, Id];

    private static bool Accept(object accepted, out object? value, out string? reason)
    {
        (value, reason) = (accepted, null);
        return true;
    }

    private static bool Refuse(string because, out object? value, out string? reason)
    {
        (value, reason) = (null, because);
        return false;
    }

    private static bool ParseInt(LeafInput input, out object? value, out string? reason)
    {
        if (input.Kind is not LeafInputKind.Int)
        {
            return Refuse($"Int cannot represent non-integer value: {input}", out value, out reason);
        }

        return int.TryParse(input.Text, CultureInfo.InvariantCulture, out int number)
            ? Accept(number, out value, out reason)
            : Refuse($"Int cannot represent non 32-bit signed integer value: {input}", out value, out reason);
    }

    private static int? SerializeInt(object value) => value switch
    {
        int or short or byte or sbyte or ushort => Convert.ToInt32(value, CultureInfo.InvariantCulture),
        bool flag => flag ? 1 : 0,
        string { Length: > 0 } text => double.TryParse(text, CultureInfo.InvariantCulture, out double number)
            ? IntOf(number)
            : null,
        long or uint or ulong or double or float or decimal =>
            IntOf(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static int? IntOf(double number) =>
        number is >= int.MinValue and <= int.MaxValue && double.IsInteger(number) ? (int)number : null;

    private static bool ParseFloat(LeafInput input, out object? value, out string? reason)
    {
        bool isFloat = input.Kind is LeafInputKind.Int or LeafInputKind.Float;
        return isFloat
            && double.TryParse(input.Text, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
            ? Accept(number, out value, out reason)
            : Refuse($"Float cannot represent non numeric value: {input}", out value, out reason);
    }

    private static object? SerializeFloat(object value) => value switch
    {
        double number => Finite(number),
        float number => Finite(number),
        decimal or int or long or short or byte => value,
        bool flag => flag ? 1 : 0,
        string { Length: > 0 } text => double.TryParse(text, CultureInfo.InvariantCulture, out double number)
            ? Finite(number)
            : null,
        _ => null,
    };

    private static double? Finite(double number) => double.IsFinite(number) ? number : null;

    private static bool ParseString(LeafInput input, out object? value, out string? reason)
    {
        return input.Kind is LeafInputKind.String
            ? Accept(input.Text, out value, out reason)
            : Refuse($"String cannot represent a non string value: {input}", out value, out reason);
    }

    private static object? SerializeString(object value) => value switch
    {
        string => value,
        bool flag => flag ? "true" : "false",
        double number when !double.IsFinite(number) => null,
        char or Uri or Guid => value.ToString(),
        int or long or short or byte or double or float or decimal =>
            Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool ParseBoolean(LeafInput input, out object? value, out string? reason)
    {
        return input.Kind is LeafInputKind.Boolean
            ? Accept(input.Plain!, out value, out reason)
            : Refuse($"Boolean cannot represent a non boolean value: {input}", out value, out reason);
    }

    private static object? SerializeBoolean(object value) => value switch
    {
        bool => value,
        int number => number != 0,
        long number => number != 0,
        double number => double.IsFinite(number) ? number != 0 : null,
        _ => null,
    };

    private static bool ParseId(LeafInput input, out object? value, out string? reason)
    {
        return input.Kind is LeafInputKind.String or LeafInputKind.Int
            ? Accept(input.Text, out value, out reason)
            : Refuse($"ID cannot represent a non-string and non-integer value: {input}", out value, out reason);
    }

    private static object? SerializeId(object value) => value switch
    {
        string => value,
        Guid => value.ToString(),
        int or long or short or byte => Convert.ToString(value, CultureInfo.InvariantCulture),
        double number when double.IsInteger(number) => number.ToString("F0", CultureInfo.InvariantCulture),
        _ => null,
    };

    private static bool ParseLong(LeafInput input, out object? value, out string? reason)
    {
        return input.Kind is LeafInputKind.Int
            && long.TryParse(input.Text, CultureInfo.InvariantCulture, out long number)
            ? Accept(number, out value, out reason)
            : Refuse($"Long cannot represent a value that is no 64-bit whole number: {input}", out value, out reason);
    }

    private static bool ParseDateTime(LeafInput input, out object? value, out string? reason)
    {
        DateTimeOffset time = default;

        // AssumeUniversal never applies: each form ends in an offset, and one without is refused below.
        bool isTime = input is { Kind: LeafInputKind.String, Text: [.., 'Z'] or [.., ':', _, _] }
            && DateTimeOffset.TryParseExact(
                input.Text, DateTimeForms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)
            && HasOffset(input.Text);
        return isTime
            ? Accept(time, out value, out reason)
            : Refuse(
                $"DateTime cannot represent a value that is no RFC 3339 time with an offset: {input}",
                out value,
                out reason);
    }

    private static bool HasOffset(string text) => text[^1] == 'Z' || text[^6] is '+' or '-';
}
