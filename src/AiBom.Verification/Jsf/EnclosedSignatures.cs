using System.Globalization;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Verification.Jsf;

/// <summary>Where signatures stand in a document, without reading them.</summary>
/// <param name="HasOwn">Whether the document as a whole has one.</param>
/// <param name="Inner">How many of its parts have one: components, services, annotations and the like.</param>
internal sealed record EnclosedSignatures(bool HasOwn, int Inner)
{
    /// <summary>The member of CycloneDX that holds a signature.</summary>
    public const string Member = "signature";

    private static readonly EnclosedSignatures None = new(HasOwn: false, 0);

    /// <summary>Looks through a document. What is no JSON has no signatures.</summary>
    public static EnclosedSignatures Find(ReadOnlySpan<byte> document)
    {
        var options = new JsonReaderOptions { MaxDepth = VerificationLimits.DocumentDepth };
        var reader = new Utf8JsonReader(document, options);
        (bool hasOwn, int inner) = (false, 0);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName
                    && reader.ValueTextEquals(Member)
                    && IsObjectNext(reader))
                {
                    bool isOwn = reader.CurrentDepth == 1;
                    hasOwn |= isOwn;
                    inner += isOwn ? 0 : 1;
                }
            }
        }
        catch (Exception notJson) when (notJson is JsonException or InvalidOperationException)
        {
            return None;
        }

        return hasOwn || inner > 0 ? new EnclosedSignatures(hasOwn, inner) : None;
    }

    /// <summary>What is said of the signatures of parts; null where there is none.</summary>
    public Finding? NotChecked(ReadOnlyMemory<byte> document)
    {
        if (Inner == 0)
        {
            return null;
        }

        using JsonDocument parsed = JsonDocument.Parse(
            document, new JsonDocumentOptions { MaxDepth = VerificationLimits.DocumentDepth });
        return new Finding(
            "enclosed-signature",
            Outcome.Unsupported,
            FindingCodes.SignatureNotChecked,
            Severity.Information,
            FirstInner(parsed.RootElement, "", isRoot: true) ?? "",
            $"{Inner} {(Inner == 1 ? "part" : "parts")} of the document, of which this is the first, "
            + "have signatures of their own, which are not verified.");
    }

    /// <summary>On a copy of the reader; a name without an object below it is a name like any other.</summary>
    private static bool IsObjectNext(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType is JsonTokenType.StartObject;

    /// <summary>The pointer (RFC 6901) to the first part with a signature.</summary>
    private static string? FirstInner(JsonElement element, string pointer, bool isRoot = false)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                return element.EnumerateArray().Index()
                    .Select(item => FirstInner(
                        item.Item, string.Create(CultureInfo.InvariantCulture, $"{pointer}/{item.Index}")))
                    .FirstOrDefault(found => found is not null);
            case JsonValueKind.Object:
                bool isSigned = !isRoot
                    && element.TryGetProperty(Member, out JsonElement signature)
                    && signature.ValueKind is JsonValueKind.Object;
                return isSigned
                    ? pointer
                    : element.EnumerateObject()
                        .Select(property => FirstInner(property.Value, $"{pointer}/{Escape(property.Name)}"))
                        .FirstOrDefault(found => found is not null);
            default:
                return null;
        }
    }

    private static string Escape(string name) => name
        .Replace("~", "~0", StringComparison.Ordinal)
        .Replace("/", "~1", StringComparison.Ordinal);
}
