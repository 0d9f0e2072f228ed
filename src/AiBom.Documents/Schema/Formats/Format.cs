namespace AiBom.Documents.Schema.Formats;

/// <summary>Whether UTF-8 text is of a format.</summary>
internal delegate bool FormatTest(ReadOnlySpan<byte> text);

/// <summary>The formats that are asserted, by their names in JSON Schema.</summary>
internal static class Format
{
    /// <summary>The test of a format; null for one that is not known.</summary>
    public static FormatTest? Find(string name) => name switch
    {
        "date-time" => DateTimes.IsDateTime,
        "date" => DateTimes.IsDate,
        "time" => DateTimes.IsTime,
        "email" => text => Mailbox.Is(text, isInternational: false),
        "idn-email" => text => Mailbox.Is(text, isInternational: true),
        "uri" => text => UriText.Is(text, isInternational: false, mayBeRelative: false),
        "uri-reference" => text => UriText.Is(text, isInternational: false, mayBeRelative: true),
        "iri" => text => UriText.Is(text, isInternational: true, mayBeRelative: false),
        "iri-reference" => text => UriText.Is(text, isInternational: true, mayBeRelative: true),
        "ipv4" => IpText.IsVersion4,
        "ipv6" => IpText.IsVersion6,
        "uuid" => IsUuid,
        "regex" => Compilation.EcmaPattern.IsPattern,
        "json-pointer" => IsJsonPointer,

        // CycloneDX 1.2 and 1.3 wrote this; there is no such format, and they meant the type.
        "string" => _ => true,
        _ => null,
    };

    // RFC 9562 section 4.
    private static bool IsUuid(ReadOnlySpan<byte> text)
    {
        if (text.Length != 36)
        {
            return false;
        }

        for (int at = 0; at < text.Length; at++)
        {
            bool isHyphen = at is 8 or 13 or 18 or 23;
            if (isHyphen ? text[at] != '-' : !char.IsAsciiHexDigit((char)text[at]))
            {
                return false;
            }
        }

        return true;
    }

    // RFC 6901 section 3.
    private static bool IsJsonPointer(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] != '/')
        {
            return false;
        }

        for (int at = text.IndexOf((byte)'~'); at >= 0;)
        {
            if (at + 1 == text.Length || text[at + 1] is not ((byte)'0' or (byte)'1'))
            {
                return false;
            }

            int next = text[(at + 1)..].IndexOf((byte)'~');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return true;
    }
}
