using System.Text.Json;

namespace AiBom.Verification.Dsse;

/// <summary>
/// Reads JSON that decides about trust: what two readers could understand differently is refused. Every method throws
/// <see cref="JsonException"/> for what is not as asked; <see cref="Read"/> is where that becomes data.
/// </summary>
internal static class StrictJson
{
    /// <summary>Reads the one member that the reader stands on; it must read its value to the end.</summary>
    public delegate void ReadMember(ref Utf8JsonReader reader, string name);

    /// <summary>Reads one element, on whose first token the reader stands, to its end.</summary>
    public delegate void ReadElement(ref Utf8JsonReader reader);

    /// <summary>Reads a text that is one object.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read(ReadOnlySpan<byte> json, ReadMember member)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = VerificationLimits.JsonDepth });
        try
        {
            reader.Read();
            ReadObject(ref reader, member);

            // The reader itself refuses whatever follows the object.
            reader.Read();
            return null;
        }
        catch (JsonException malformed)
        {
            return malformed.Message;
        }
        catch (InvalidOperationException)
        {
            // How Utf8JsonReader reports bytes or escapes inside a string that are no Unicode text.
            return "A string is not valid UTF-8 or has a lone surrogate.";
        }
    }

    /// <summary>Reads the object on whose brace the reader stands. A name that stands twice is refused.</summary>
    public static void ReadObject(ref Utf8JsonReader reader, ReadMember member)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            string name = Text(ref reader);
            if (!names.Add(name))
            {
                throw new JsonException("An object has one name twice.");
            }

            if (names.Count > VerificationLimits.Members)
            {
                throw new JsonException($"An object has more than {VerificationLimits.Members} members.");
            }

            reader.Read();
            member(ref reader, name);
        }
    }

    /// <summary>Reads the array on whose bracket the reader stands.</summary>
    public static void ReadArray(ref Utf8JsonReader reader, int most, ReadElement element)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        int count = 0;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (++count > most)
            {
                throw new JsonException($"An array is longer than the bound of {most}.");
            }

            element(ref reader);
        }
    }

    /// <summary>Reads a string of at most <see cref="VerificationLimits.NameLength"/> bytes.</summary>
    public static string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw new JsonException($"Expected a string, found {reader.TokenType}.");
        }

        return reader.ValueSpan.Length <= VerificationLimits.NameLength
            ? reader.GetString()!
            : throw new JsonException($"A string has more than {VerificationLimits.NameLength} bytes.");
    }

    /// <summary>Reads a string that holds bytes in base64, of any length.</summary>
    public static byte[] Bytes(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            // A writer may escape '/' and '+'.
            var unescaped = new byte[text.Length];
            text = unescaped.AsSpan(0, reader.CopyString(unescaped));
        }

        return StrictBase64.TryDecode(text, out byte[]? decoded)
            ? decoded
            : throw new JsonException("A string is not base64 (RFC 4648) without white space.");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new JsonException($"Expected {type}, found {reader.TokenType}.");
        }
    }
}
