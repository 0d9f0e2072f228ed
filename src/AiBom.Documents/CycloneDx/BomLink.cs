using System.Globalization;

namespace AiBom.Documents.CycloneDx;

/// <summary>A reference to another document or to a part of it (CycloneDX "BOM-Link", <c>urn:cdx:</c>).</summary>
/// <param name="SerialNumber">The serial number, a UUID.</param>
/// <param name="Version">The document's version.</param>
/// <param name="BomRef">The bom-ref of the part; null for the document as a whole.</param>
internal sealed record BomLink(Guid SerialNumber, int Version, string? BomRef)
{
    private const string Scheme = "urn:cdx:";

    /// <summary>Whether a reference means to be one, sound or not.</summary>
    public static bool Is(string reference) => reference.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>urn:cdx:serial/version#bom-ref</c>; null where the text is no such link.</summary>
    public static BomLink? Parse(string reference)
    {
        if (!Is(reference))
        {
            return null;
        }

        string[] parts = reference[Scheme.Length..].Split('#', 2);
        string[] document = parts[0].Split('/');
        string? bomRef = parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : null;
        return document.Length == 2
            && Guid.TryParseExact(document[0], "D", out Guid serial)
            && int.TryParse(document[1], NumberStyles.None, CultureInfo.InvariantCulture, out int version)
                ? new BomLink(serial, version, bomRef)
                : null;
    }
}
