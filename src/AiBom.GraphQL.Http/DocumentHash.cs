using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace AiBom.GraphQL.Http;

/// <summary>
/// The SHA-256 by which a request names its document: as <c>documentId</c> (GraphQL over HTTP, appendix "Persisted
/// Documents"), or as <c>extensions.persistedQuery</c>, which Apollo's clients send.
/// </summary>
internal static class DocumentHash
{
    /// <summary>What a document identifier looks like.</summary>
    public const string Form = "64 lowercase hexadecimal digits, with or without 'sha256:' before them";

    private const string Scheme = "sha256:";
    private const int Length = 2 * SHA256.HashSizeInBytes;

    /// <summary>The hash of a document: lowercase hexadecimal, of its UTF-8.</summary>
    public static string Of(string document) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    /// <summary>The hash in a document identifier; null if it is none.</summary>
    public static string? OfId(string id)
    {
        string hash = id.StartsWith(Scheme, StringComparison.Ordinal) ? id[Scheme.Length..] : id;
        return IsHash(hash) ? hash : null;
    }

    /// <summary>Finds the hash in a request's parameters; null if there is none, or if it is refused.</summary>
    public static string? Read(string? documentId, JsonElement? extensions, out Refusal? refusal)
    {
        refusal = null;
        string? ofId = documentId is null ? null : OfId(documentId);
        if (documentId is not null && ofId is null)
        {
            refusal = Refusal.Malformed($"The parameter 'documentId' must be {Form}.");
            return null;
        }

        if (extensions is not { } some || !some.TryGetProperty("persistedQuery", out JsonElement persisted))
        {
            return ofId;
        }

        string? ofExtension = OfExtension(persisted, out refusal);
        if (refusal is null && ofId is not null && !string.Equals(ofId, ofExtension, StringComparison.Ordinal))
        {
            refusal = Refusal.Malformed("'documentId' and 'extensions.persistedQuery' name different documents.");
        }

        return refusal is null ? ofExtension : null;
    }

    private static string? OfExtension(JsonElement persisted, out Refusal? refusal)
    {
        refusal = null;
        if (persisted is { ValueKind: JsonValueKind.Object }
            && persisted.TryGetProperty("version", out JsonElement version)
            && version is { ValueKind: JsonValueKind.Number }
            && version.TryGetInt32(out int number)
            && number == 1
            && persisted.TryGetProperty("sha256Hash", out JsonElement hash)
            && hash is { ValueKind: JsonValueKind.String }
            && hash.GetString() is { } text
            && IsHash(text))
        {
            return text;
        }

        refusal = Refusal.Malformed(
            "'extensions.persistedQuery' must have 'version' 1 and as 'sha256Hash' 64 lowercase hexadecimal digits.");
        return null;
    }

    private static bool IsHash(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
