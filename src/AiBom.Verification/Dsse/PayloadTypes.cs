namespace AiBom.Verification.Dsse;

/// <summary>What the payload of an envelope is, by the type that its signature covers.</summary>
internal enum PayloadKind
{
    /// <summary>Something else, which says nothing about a bill of materials.</summary>
    Other,

    /// <summary>An in-toto Statement, in JSON.</summary>
    Statement,

    /// <summary>A bill of materials itself: the payload is the document.</summary>
    BillOfMaterials,
}

/// <summary>The payload types and predicate types that make a signer the author of a bill of materials.</summary>
internal static class PayloadTypes
{
    /// <summary>The type of an in-toto Statement (in-toto attestation framework, "Envelope").</summary>
    public const string InToto = "application/vnd.in-toto+json";

    /// <summary>The media type of CycloneDX in JSON (IANA).</summary>
    public const string CycloneDx = "application/vnd.cyclonedx+json";

    /// <summary>The media type of SPDX in JSON (IANA).</summary>
    public const string Spdx = "application/spdx+json";

    /// <summary>The predicate type of a CycloneDX document, of any version.</summary>
    public const string CycloneDxPredicate = "https://cyclonedx.org/bom";

    /// <summary>The predicate type of an SPDX document, of any version.</summary>
    public const string SpdxPredicate = "https://spdx.dev/Document";

    /// <summary>The predicate type of SLSA provenance, of any version.</summary>
    public const string ProvenancePredicate = "https://slsa.dev/provenance";

    /// <summary>Tells the kind; parameters such as <c>; version=1.7</c> do not change it.</summary>
    public static PayloadKind KindOf(string payloadType)
    {
        string type = Bare(payloadType);

        // A predicate may have its own type, application/vnd.in-toto.<predicate>+json.
        bool isStatement = type is InToto
            || (type.StartsWith("application/vnd.in-toto.", StringComparison.Ordinal)
                && type.EndsWith("+json", StringComparison.Ordinal));
        return (isStatement, type) switch
        {
            (true, _) => PayloadKind.Statement,
            (_, CycloneDx or Spdx) => PayloadKind.BillOfMaterials,
            _ => PayloadKind.Other,
        };
    }

    /// <summary>
    /// The predicate type of which a bill of materials is that was signed as it is, by its media type.
    /// </summary>
    public static string PredicateOf(string payloadType) =>
        Bare(payloadType) is Spdx ? SpdxPredicate : CycloneDxPredicate;

    /// <summary>The media type of the bills of materials of a predicate type.</summary>
    public static string MediaTypeOf(string predicateType) =>
        IsVersionOf(predicateType, SpdxPredicate) ? Spdx : CycloneDx;

    /// <summary>
    /// Whether a Statement with this predicate type is itself a bill of materials, of whatever version.
    /// </summary>
    public static bool IsBillOfMaterials(string predicateType) =>
        IsVersionOf(predicateType, CycloneDxPredicate) || IsVersionOf(predicateType, SpdxPredicate);

    /// <summary>Whether a Statement with this predicate type is provenance, which can be a document.</summary>
    public static bool IsProvenance(string predicateType) => IsVersionOf(predicateType, ProvenancePredicate);

    /// <summary>Whether a predicate type is a family's own, or one of its versions, such as <c>/v1.4</c>.</summary>
    public static bool IsVersionOf(string type, string family)
    {
        if (!type.StartsWith(family, StringComparison.Ordinal))
        {
            return false;
        }

        string version = type[family.Length..];
        return version.Length == 0
            || (version.StartsWith("/v", StringComparison.Ordinal)
                && version.Length > 2
                && version[2..].All(c => char.IsAsciiDigit(c) || c is '.'));
    }

    private static string Bare(string payloadType)
    {
        int parameters = payloadType.IndexOf(';', StringComparison.Ordinal);
        return (parameters < 0 ? payloadType : payloadType[..parameters]).Trim().ToLowerInvariant();
    }
}
