using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;
using AiBom.Domain;

namespace AiBom.Documents.Json;

/// <summary>
/// Looks once over the bytes before anything is built from them: UTF-8, well-formed, not too deep, no half of a
/// surrogate pair. A document that is sound can be read without an exception.
/// </summary>
internal static class JsonScan
{
    /// <summary>Whether the bytes are sound; if not, <paramref name="report"/> says why.</summary>
    public static bool IsSound(ReadOnlySpan<byte> json, int depth, Report report)
    {
        // One level more than may be, so that the bound is ours to report and not the tokenizer's.
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = depth + 1 });
        try
        {
            while (reader.Read())
            {
                if (IsTooDeep(ref reader, depth))
                {
                    report.Refuse(FindingCodes.DepthExceeded, "", $"The document nests deeper than {depth} levels.");
                    return false;
                }

                if (reader.ValueIsEscaped && HasLoneSurrogate(reader.ValueSpan))
                {
                    report.Refuse(
                        FindingCodes.JsonMalformed,
                        "",
                        $"A text before byte {reader.BytesConsumed} has half of a surrogate pair.");
                    return false;
                }
            }
        }
        catch (JsonException malformed)
        {
            string at = string.Create(
                CultureInfo.InvariantCulture,
                $"line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}");
            report.Refuse(FindingCodes.JsonMalformed, "", $"The document is not JSON: see {at}.", "JSON (RFC 8259)");
            return false;
        }

        if (!Utf8.IsValid(json))
        {
            report.Refuse(FindingCodes.JsonMalformed, "", "The document is not UTF-8.", "UTF-8 (RFC 8259 section 8.1)");
            return false;
        }

        return true;
    }

    private static bool IsTooDeep(ref Utf8JsonReader reader, int depth) =>
        reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= depth;

    private static bool HasLoneSurrogate(ReadOnlySpan<byte> escaped)
    {
        bool afterHigh = false;
        for (int at = 0; at < escaped.Length;)
        {
            bool isHigh = false;
            bool isLow = false;
            int length = escaped[at] == '\\' ? 2 : 1;
            if (length == 2 && escaped[at + 1] == 'u')
            {
                length = 6;
                _ = Utf8Parser.TryParse(escaped.Slice(at + 2, 4), out ushort unit, out _, 'x');
                isHigh = char.IsHighSurrogate((char)unit);
                isLow = char.IsLowSurrogate((char)unit);
            }

            if (isLow != afterHigh)
            {
                return true;
            }

            afterHigh = isHigh;
            at += length;
        }

        return afterHigh;
    }
}
