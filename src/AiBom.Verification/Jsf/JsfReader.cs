using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Jsf;

/// <summary>
/// Reads the signatures that stand inside a JSON document (JSON Signature Format 0.82): one, several beside one another
/// (<c>signers</c>), or each over those before it (<c>chain</c>).
/// </summary>
/// <remarks>
/// What is signed is the canonical form (RFC 8785) of the document with the signature in it, but for the current
/// <c>value</c>, the member <c>excludes</c> and the members that it names. Everything around the signature is made
/// canonical once, however many signatures there are.
/// </remarks>
internal sealed class JsfReader
{
    private readonly JsonObject signature;
    private readonly byte[] before;
    private readonly byte[] after;

    private JsfReader(JsonObject signature, byte[] before, byte[] after)
    {
        this.signature = signature;
        this.before = before;
        this.after = after;
    }

    /// <summary>Reads the signatures of a document.</summary>
    /// <param name="document">The document's bytes.</param>
    /// <param name="member">
    /// The member of the document that is its signature. In an array it is the last element, whatever the name.
    /// </param>
    public static JsfReading Read(ReadOnlyMemory<byte> document, string member)
    {
        var options = new JsonDocumentOptions
        {
            MaxDepth = VerificationLimits.DocumentDepth,
            AllowDuplicateProperties = false,
        };
        try
        {
            using JsonDocument parsed = JsonDocument.Parse(document, options);
            return Read(parsed.RootElement, member);
        }
        catch (JsonException malformed)
        {
            return new JsfReading.Malformed(malformed.Message);
        }
        catch (InvalidOperationException)
        {
            // How JsonElement reports an escape that is half of a surrogate pair.
            return new JsfReading.Malformed("A string is not valid Unicode text.");
        }
    }

    private static JsfReading Read(JsonElement root, string member)
    {
        JsonElement element = root.ValueKind switch
        {
            JsonValueKind.Object when root.TryGetProperty(member, out JsonElement named) => named,
            JsonValueKind.Array when root.GetArrayLength() > 0 => root[root.GetArrayLength() - 1],
            _ => default,
        };
        if (element.ValueKind is not JsonValueKind.Object)
        {
            return new JsfReading.Malformed("The signature is no object.");
        }

        // A copy, because parts of it are taken out; the document itself stays as it is.
        JsonObject copy = JsonObject.Create(element.Clone())!;
        ImmutableArray<string> excluded = TakeExcludes(copy);
        bool isArray = root.ValueKind is JsonValueKind.Array;
        if (excluded.Contains(member, StringComparer.Ordinal) || (excluded.Length > 0 && isArray))
        {
            return new JsfReading.Malformed("'excludes' names the signature itself, or stands in an array.");
        }

        (byte[] before, byte[] after) = isArray
            ? AroundLast(root, element)
            : CanonicalJson.CanonicalizeAround(root, member, excluded.ToHashSet(StringComparer.Ordinal));
        ImmutableArray<JsfSignature> signatures = new JsfReader(copy, before, after).ReadSignatures();
        return new JsfReading.Signatures(signatures, excluded);
    }

    private static (byte[] Before, byte[] After) AroundLast(JsonElement array, JsonElement last)
    {
        byte[] whole = CanonicalJson.Canonicalize(array);
        int length = CanonicalJson.Canonicalize(last).Length;
        return (whole[..^(length + 1)], "]"u8.ToArray());
    }

    /// <summary>Takes <c>excludes</c> out of the signature, which does not cover it, and gives its names.</summary>
    private static ImmutableArray<string> TakeExcludes(JsonObject from)
    {
        if (!from.Remove("excludes", out JsonNode? excludes))
        {
            return [];
        }

        JsonArray list = ArrayOf(excludes, VerificationLimits.Members, "excludes");
        string[] names = [.. list.Select(name => TextOf(name, "excludes"))];
        return names.Length > 0 && names.Distinct(StringComparer.Ordinal).Count() == names.Length
            ? [.. names]
            : throw new JsonException("'excludes' is empty or names a member twice.");
    }

    private ImmutableArray<JsfSignature> ReadSignatures()
    {
        foreach (string several in (string[])["signers", "chain"])
        {
            if (!signature.TryGetPropertyValue(several, out JsonNode? list))
            {
                continue;
            }

            // What is no member of a wrapper would be a second way to read it.
            if (signature.Count(pair => pair.Key is "signers" or "chain" or "value" or "algorithm") > 1)
            {
                throw new JsonException($"A signature has '{several}' and is a signature itself.");
            }

            JsonArray signers = ArrayOf(list, VerificationLimits.Bundles, several);
            return signers.Count == 0
                ? throw new JsonException($"'{several}' is empty.")
                : [.. Enumerable.Range(0, signers.Count).Select(i => ReadOneOf(several, signers, i))];
        }

        byte[] value = TakeValue(signature);
        return [ReadCore(signature, value, signature)];
    }

    /// <summary>
    /// The current one stands alone among <c>signers</c>; in a <c>chain</c> those before it stand complete and those
    /// after it do not yet.
    /// </summary>
    private JsfSignature ReadOneOf(string several, JsonArray signers, int current)
    {
        if (signers[current] is not JsonObject core || core.ContainsKey("excludes"))
        {
            throw new JsonException($"An element of '{several}' is no object, or has 'excludes' of its own.");
        }

        JsonObject own = core.DeepClone().AsObject();
        byte[] value = TakeValue(own);
        IEnumerable<JsonNode?> earlier = several is "chain"
            ? signers.Take(current).Select(node => node?.DeepClone())
            : [];
        JsonObject whole = signature.DeepClone().AsObject();
        whole[several] = new JsonArray([.. earlier, own]);
        return ReadCore(own, value, whole);
    }

    private JsfSignature ReadCore(JsonObject core, byte[] value, JsonObject whole)
    {
        byte[] canonical = CanonicalJson.Canonicalize(
            JsonSerializer.SerializeToUtf8Bytes<JsonNode>(whole, CanonicalJson.Options));
        return new JsfSignature(
            TextOf(core["algorithm"], "algorithm"),
            core.TryGetPropertyValue("keyId", out JsonNode? keyId) ? TextOf(keyId, "keyId") : null,
            ReadKey(core),
            value,
            new SignedBytes(before, canonical, after));
    }

    private static EmbeddedKey ReadKey(JsonObject core)
    {
        bool hasKey = core.TryGetPropertyValue("publicKey", out JsonNode? jwk);
        bool hasPath = core.TryGetPropertyValue("certificatePath", out JsonNode? path);
        return (hasKey, hasPath) switch
        {
            (true, true) => throw new JsonException("A signature has both publicKey and certificatePath."),
            (true, _) => JsonWebKey.Read(JsonSerializer.SerializeToElement(jwk)) switch
            {
                JsonWebKeyReading.Key key => new EmbeddedKey.Known(key.Value),
                JsonWebKeyReading.Unsupported other => new EmbeddedKey.Unsupported(other.Found),
                JsonWebKeyReading.Malformed bad => throw new JsonException(bad.Problem),
                var reading => throw new System.Diagnostics.UnreachableException($"A key was read as '{reading}'."),
            },
            (_, true) => ReadCertificate(path),
            _ => new EmbeddedKey.Absent(),
        };
    }

    /// <summary>Only the signer's own certificate is read, for its key: documents have no authorities.</summary>
    private static EmbeddedKey ReadCertificate(JsonNode? path)
    {
        JsonArray certificates = ArrayOf(path, VerificationLimits.ChainLength, "certificatePath");
        string text = certificates.Count > 0
            ? TextOf(certificates[0], "certificatePath", VerificationLimits.CertificateBytes)
            : "";
        if (!StrictBase64.TryDecode(System.Text.Encoding.UTF8.GetBytes(text), out byte[]? der)
            || !CertificateAuthorities.TryKeyOf(der, out PublicKey? key, out string subject))
        {
            throw new JsonException("The first certificate of certificatePath cannot be read.");
        }

        return key is null ? new EmbeddedKey.Unsupported($"the key of {subject}") : new EmbeddedKey.Known(key);
    }

    private static byte[] TakeValue(JsonObject core)
    {
        core.Remove("value", out JsonNode? value);
        return StrictBase64.TryDecodeUrl(TextOf(value, "value"), out byte[]? bytes)
            && bytes.Length is > 0 and <= VerificationLimits.SignatureBytes
                ? bytes
                : throw new JsonException("A signature's value is no signature in base64url.");
    }

    private static string TextOf(JsonNode? node, string name, int most = VerificationLimits.NameLength) =>
        node is JsonValue value && value.TryGetValue(out string? text) && text.Length <= most
            ? text
            : throw new JsonException($"'{name}' is no text of at most {most} characters.");

    private static JsonArray ArrayOf(JsonNode? node, int most, string name) =>
        node is JsonArray array && array.Count <= most
            ? array
            : throw new JsonException($"'{name}' is no list of at most {most} elements.");
}

/// <summary>What came of reading the signatures of a document.</summary>
internal abstract record JsfReading
{
    private JsfReading()
    {
    }

    /// <summary>They can be verified.</summary>
    /// <param name="Values">In the document's order; at least one.</param>
    /// <param name="Excluded">The members of the document that none of them covers.</param>
    public sealed record Signatures(ImmutableArray<JsfSignature> Values, ImmutableArray<string> Excluded) : JsfReading;

    /// <summary>They cannot be read.</summary>
    public sealed record Malformed(string Problem) : JsfReading;
}
