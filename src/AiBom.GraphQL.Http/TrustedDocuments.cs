using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace AiBom.GraphQL.Http;

/// <summary>
/// The documents that an operator lists, by their SHA-256: clients may send the hash instead of the text. The list does
/// not change while the server runs.
/// </summary>
public sealed class TrustedDocuments
{
    private static readonly JsonDocumentOptions ManifestOptions = new() { AllowDuplicateProperties = false };

    private readonly FrozenDictionary<string, string> _byHash;

    private TrustedDocuments(IEnumerable<KeyValuePair<string, string>> byHash) =>
        _byHash = byHash.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _byHash.Count;

    /// <summary>
    /// Reads a manifest: a JSON object whose keys are hashes, 64 lowercase hexadecimal digits with or without
    /// <c>sha256:</c> before them, and whose values are the documents.
    /// </summary>
    /// <param name="utf8">The manifest, with or without a byte order mark.</param>
    /// <exception cref="FormatException">It is none, or a hash is not that of its document; the message names it.
    /// </exception>
    public static TrustedDocuments Parse(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
        {
            throw new FormatException("The manifest of trusted documents is not UTF-8.");
        }

        try
        {
            JsonElement manifest = JsonElement.Parse(WithoutMark(utf8), ManifestOptions);
            return manifest.ValueKind is JsonValueKind.Object
                ? new TrustedDocuments(manifest.EnumerateObject().Select(Read).ToList())
                : throw new FormatException(
                    $"The manifest of trusted documents must be a JSON object, not {manifest.ValueKind}.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The manifest of trusted documents is not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>Makes a list of documents whose hashes nobody has worked out yet.</summary>
    public static TrustedDocuments Of(params IEnumerable<string> documents) => new(
        documents.Distinct(StringComparer.Ordinal).Select(text => KeyValuePair.Create(DocumentHash.Of(text), text)));

    /// <summary>The document with a hash, if it is listed.</summary>
    internal bool TryFind(string hash, [NotNullWhen(true)] out string? document) =>
        _byHash.TryGetValue(hash, out document);

    private static KeyValuePair<string, string> Read(JsonProperty entry)
    {
        string document = entry.Value.ValueKind is JsonValueKind.String
            ? entry.Value.GetString()!
            : throw new FormatException($"Trusted document '{entry.Name}' must be a string, not {entry.Value.ValueKind}.");
        string hash = DocumentHash.OfId(entry.Name)
            ?? throw new FormatException($"The key of a trusted document is {DocumentHash.Form}, not '{entry.Name}'.");
        string actual = DocumentHash.Of(document);
        return string.Equals(hash, actual, StringComparison.Ordinal)
            ? KeyValuePair.Create(hash, document)
            : throw new FormatException($"Trusted document '{entry.Name}' has the SHA-256 {actual}.");
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
