using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiBom.Domain;

/// <summary>
/// The writing half of <see cref="CanonicalJson"/>; each method meets one rule of RFC 8785 section 3.2.
/// </summary>
internal static class CanonicalJsonWriter
{
    /// <summary>Up to 2^53 a double holds every whole number, so its text is the number's own.</summary>
    private const long LargestWhole = 1L << 53;

    /// <summary>Quote, backslash and the control characters.</summary>
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. "\"\\", .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    public static void Write(JsonElement value, IBufferWriter<byte> output)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, output);
                break;
            case JsonValueKind.Array:
                WriteArray(value, output);
                break;
            case JsonValueKind.String:
                WriteString(value.GetString()!, output);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out long whole)
                && whole is >= -LargestWhole and <= LargestWhole:
                output.Write(Encoding.ASCII.GetBytes(whole.ToString(CultureInfo.InvariantCulture)));
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.ASCII.GetBytes(NumberText(value.GetDouble())));
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(value.GetRawText()));
                break;
        }
    }

    /// <summary>
    /// RFC 8785 section 3.2.2.3: a number is written as ECMAScript writes it (ECMA-262 Number::toString).
    /// </summary>
    /// <exception cref="JsonException">The number is not finite as an IEEE 754 double.</exception>
    internal static string NumberText(double number)
    {
        if (!double.IsFinite(number))
        {
            throw new JsonException("A number is beyond the range of an IEEE 754 double.");
        }

        if (number == 0)
        {
            return "0";
        }

        // "E16" is not the shortest form; "R" is, and its digits and exponent are taken apart.
        string shortest = Math.Abs(number).ToString("R", CultureInfo.InvariantCulture);
        (string digits, int point) = Take(shortest);
        string text = point switch
        {
            _ when digits.Length <= point && point <= 21 => digits + new string('0', point - digits.Length),
            > 0 and <= 21 => string.Concat(digits.AsSpan(0, point), ".", digits.AsSpan(point)),
            > -6 and <= 0 => string.Concat("0.", new string('0', -point), digits),
            _ => WithExponent(digits, point - 1),
        };
        return number < 0 ? "-" + text : text;
    }

    private static string WithExponent(string digits, int exponent)
    {
        string sign = exponent < 0 ? "-" : "+";
        string mantissa = digits.Length == 1 ? digits : string.Concat(digits.AsSpan(0, 1), ".", digits.AsSpan(1));
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{sign}{Math.Abs(exponent)}");
    }

    /// <summary>
    /// Splits into significant digits and the position of the decimal point after the first digit's left.
    /// </summary>
    private static (string Digits, int Point) Take(string shortest)
    {
        int e = shortest.IndexOf('E', StringComparison.Ordinal);
        int exponent = e < 0
            ? 0
            : int.Parse(shortest.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        string mantissa = e < 0 ? shortest : shortest[..e];
        int dot = mantissa.IndexOf('.', StringComparison.Ordinal);
        string all = mantissa.Replace(".", "", StringComparison.Ordinal);
        int point = (dot < 0 ? mantissa.Length : dot) + exponent;
        string digits = all.TrimStart('0');
        point -= all.Length - digits.Length;
        return (digits.TrimEnd('0'), point);
    }

    /// <summary>
    /// Writes an object without some members and with nothing for the value of one.
    /// </summary>
    /// <returns>Where that value belongs.</returns>
    public static int WriteAround(
        JsonElement value, string open, IReadOnlySet<string> leftOut, ArrayBufferWriter<byte> output)
    {
        int split = 0;
        WriteMembers(value, output, leftOut.Contains, (name, member) =>
        {
            if (string.Equals(name, open, StringComparison.Ordinal))
            {
                split = output.WrittenCount;
            }
            else
            {
                Write(member, output);
            }
        });
        return split;
    }

    private static void WriteObject(JsonElement value, IBufferWriter<byte> output) =>
        WriteMembers(value, output, static _ => false, (_, member) => Write(member, output));

    private static void WriteMembers(
        JsonElement value,
        IBufferWriter<byte> output,
        Predicate<string> isLeftOut,
        Action<string, JsonElement> writeValue)
    {
        // Section 3.2.3: names in the order of their UTF-16 code units, which is what ordinal comparison is.
        (string Name, JsonElement Value)[] properties =
            [.. value.EnumerateObject().Select(property => (property.Name, property.Value))];
        Array.Sort(properties, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        output.Write("{"u8);
        bool isFirst = true;
        for (int i = 0; i < properties.Length; i++)
        {
            (string name, JsonElement member) = properties[i];
            if (i > 0 && string.Equals(name, properties[i - 1].Name, StringComparison.Ordinal))
            {
                throw new JsonException($"The name '{name}' stands twice in one object.");
            }

            if (isLeftOut(name))
            {
                continue;
            }

            if (!isFirst)
            {
                output.Write(","u8);
            }

            isFirst = false;
            WriteString(name, output);
            output.Write(":"u8);
            writeValue(name, member);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(JsonElement value, IBufferWriter<byte> output)
    {
        output.Write("["u8);
        bool first = true;
        foreach (JsonElement item in value.EnumerateArray())
        {
            if (!first)
            {
                output.Write(","u8);
            }

            first = false;
            Write(item, output);
        }

        output.Write("]"u8);
    }

    /// <summary>Section 3.2.2.2: only what must be escaped is, and in one way.</summary>
    internal static void WriteString(ReadOnlySpan<char> text, IBufferWriter<byte> output)
    {
        output.Write("\""u8);
        while (text.IndexOfAny(Escaped) is >= 0 and int at)
        {
            Encoding.UTF8.GetBytes(text[..at], output);
            WriteEscape(text[at], output);
            text = text[(at + 1)..];
        }

        Encoding.UTF8.GetBytes(text, output);
        output.Write("\""u8);
    }

    private static void WriteEscape(char c, IBufferWriter<byte> output)
    {
        switch (c)
        {
            case '"':
                output.Write("\\\""u8);
                break;
            case '\\':
                output.Write("\\\\"u8);
                break;
            case '\b':
                output.Write("\\b"u8);
                break;
            case '\t':
                output.Write("\\t"u8);
                break;
            case '\n':
                output.Write("\\n"u8);
                break;
            case '\f':
                output.Write("\\f"u8);
                break;
            case '\r':
                output.Write("\\r"u8);
                break;
            default:
                output.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));
                break;
        }
    }
}
