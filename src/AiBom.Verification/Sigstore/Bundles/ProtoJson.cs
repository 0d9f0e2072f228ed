using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Sigstore.Bundles;

/// <summary>
/// Reads the JSON form of protocol buffers ("ProtoJSON Format"), which bundles and trusted roots are written in: names
/// in lowerCamelCase or as in the schema, null for absent, 64-bit numbers as strings or numbers, base64 in either
/// alphabet, padded or not. What breaks a rule and can be read all the same is noted, and the checks refuse it: white
/// space or stray bits in base64, a name that stands twice in whichever spelling, a list beyond its bound.
/// </summary>
internal sealed class ProtoJson
{
    /// <summary>How many elements beyond its bound a list may have and still be read.</summary>
    private const int Beyond = 1;

    private readonly Dictionary<ProtoJsonKind, ProtoJsonProblem> notes = [];


    /// <summary>Reads the value of the one member that the reader stands on, to its end.</summary>
    public delegate void ReadMember(ref Utf8JsonReader reader, string name);

    /// <summary>Reads one element, on whose first token the reader stands, to its end.</summary>
    public delegate void ReadElement(ref Utf8JsonReader reader);

    /// <summary>What was noted: the first of each kind.</summary>
    public IReadOnlyDictionary<ProtoJsonKind, ProtoJsonProblem> Notes => notes;

    /// <summary>Reads a text that is one message.</summary>
    /// <returns>Why it cannot be read; null where it can, whatever was noted.</returns>
    public ProtoJsonProblem? Read(ReadOnlySpan<byte> json, ReadMember member)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = VerificationLimits.JsonDepth });
        try
        {
            reader.Read();
            ReadMessage(ref reader, member);

            // The reader itself refuses whatever follows the object.
            reader.Read();
            return null;
        }
        catch (ProtoJsonException malformed)
        {
            return new ProtoJsonProblem(malformed.Kind, malformed.Message);
        }
        catch (JsonException malformed)
        {
            return new ProtoJsonProblem(ProtoJsonKind.Form, malformed.Message);
        }
        catch (InvalidOperationException)
        {
            // How Utf8JsonReader reports bytes or escapes inside a string that are no Unicode text.
            return new ProtoJsonProblem(ProtoJsonKind.Form, "A string is not valid UTF-8 or has a lone surrogate.");
        }
    }

    /// <summary>Reads the message on whose brace the reader stands. Members that are null are absent.</summary>
    public void ReadMessage(ref Utf8JsonReader reader, ReadMember member)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            string name = ToCamelCase(StrictJson.Text(ref reader));
            if (!names.Add(name))
            {
                Note(ProtoJsonKind.Limit, "An object has one name twice.");
            }

            if (names.Count > VerificationLimits.Members)
            {
                throw new ProtoJsonException(
                    ProtoJsonKind.Limit, $"An object has more than {VerificationLimits.Members} members.");
            }

            reader.Read();
            if (reader.TokenType is not JsonTokenType.Null)
            {
                member(ref reader, name);
            }
        }
    }

    /// <summary>Reads the list on whose bracket the reader stands; far beyond its bound it is skipped.</summary>
    public void ReadList(ref Utf8JsonReader reader, int most, ReadElement element)
    {
        Expect(ref reader, JsonTokenType.StartArray);
        int count = 0;
        while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (++count > most)
            {
                Note(ProtoJsonKind.Limit, $"A list is longer than the bound of {most}.");
            }

            if (count <= most + Beyond)
            {
                element(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>Reads a string of at most <paramref name="most"/> bytes.</summary>
    public static string Text(ref Utf8JsonReader reader, int most = VerificationLimits.NameLength)
    {
        Expect(ref reader, JsonTokenType.String);
        return reader.ValueSpan.Length <= most
            ? reader.GetString()!
            : throw new ProtoJsonException(ProtoJsonKind.Limit, $"A string has more than {most} bytes.");
    }

    /// <summary>Reads bytes in base64.</summary>
    public byte[] Bytes(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        Utf8JsonReader same = reader;
        try
        {
            return StrictJson.Bytes(ref reader);
        }
        catch (JsonException malformed)
        {
            Note(ProtoJsonKind.Base64, malformed.Message);
            return LaxBytes(ref same) ?? throw new ProtoJsonException(ProtoJsonKind.Base64, malformed.Message);
        }
    }

    /// <summary>Reads a 64-bit number: decimal digits, in quotes or not.</summary>
    public static long Number(ref Utf8JsonReader reader)
    {
        long number = 0;
        bool isNumber = reader.TokenType switch
        {
            JsonTokenType.Number => reader.TryGetInt64(out number),
            JsonTokenType.String => long.TryParse(
                reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isNumber
            ? number
            : throw new ProtoJsonException(ProtoJsonKind.Number, "Expected a whole number of 64 bits.");
    }

    /// <summary>Reads the name of an enumerator; one given by its number gives that number's digits.</summary>
    public static string Enumerator(ref Utf8JsonReader reader) => reader.TokenType is JsonTokenType.Number
        ? Number(ref reader).ToString(CultureInfo.InvariantCulture)
        : Text(ref reader);

    /// <summary>Reads a message of which one member counts, which holds bytes; empty where it is absent.</summary>
    public byte[] BytesOf(ref Utf8JsonReader reader, string wanted)
    {
        byte[] bytes = [];
        ReadMessage(ref reader, (ref member, name) =>
        {
            if (string.Equals(name, wanted, StringComparison.Ordinal))
            {
                bytes = Bytes(ref member);
            }
            else
            {
                member.Skip();
            }
        });
        return bytes;
    }

    /// <summary>Reads a message of which one member counts, which is text; empty where it is absent.</summary>
    public string TextOf(ref Utf8JsonReader reader, string wanted, int most = VerificationLimits.NameLength)
    {
        string text = "";
        ReadMessage(ref reader, (ref member, name) =>
        {
            if (string.Equals(name, wanted, StringComparison.Ordinal))
            {
                text = Text(ref member, most);
            }
            else
            {
                member.Skip();
            }
        });
        return text;
    }

    /// <summary>Base64 as the platform takes it, white space and all; null for what is none.</summary>
    private static byte[]? LaxBytes(ref Utf8JsonReader reader)
    {
        string text = reader.GetString()!;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int length) ? bytes[..length] : null;
    }

    private void Note(ProtoJsonKind kind, string message) =>
        notes.TryAdd(kind, new ProtoJsonProblem(kind, message));

    private static string ToCamelCase(string name)
    {
        if (!name.Contains('_', StringComparison.Ordinal))
        {
            return name;
        }

        string[] words = name.Split('_');
        return words[0] + string.Concat(words.Skip(1).Select(word =>
            word.Length == 0 ? "_" : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
        {
            throw new JsonException($"Expected {type}, found {reader.TokenType}.");
        }
    }
}

/// <summary>What kind of rule a text breaks.</summary>
internal enum ProtoJsonKind
{
    /// <summary>It is not JSON, or a value is of another type.</summary>
    Form = 1,

    /// <summary>A number is no whole number of 64 bits.</summary>
    Number,

    /// <summary>Bytes are not in base64.</summary>
    Base64,

    /// <summary>A bound is exceeded, or a name stands twice.</summary>
    Limit,
}

/// <summary>What is wrong with a text.</summary>
internal sealed record ProtoJsonProblem(ProtoJsonKind Kind, string Message);

/// <summary>Carries a problem out of nested readers; caught where the reading began.</summary>
[SuppressMessage("Design", "CA1032:Implement standard exception constructors", Justification = "It never gets out.")]
internal sealed class ProtoJsonException(ProtoJsonKind kind, string message) : JsonException(message)
{
    public ProtoJsonKind Kind => kind;
}
