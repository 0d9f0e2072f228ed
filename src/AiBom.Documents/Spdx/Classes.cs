namespace AiBom.Documents.Spdx;

/// <summary>The compact names of the classes that are read (SPDX 3.0.1).</summary>
internal static class Classes
{
    public const string Model = "ai_AIPackage";
    public const string Dataset = "dataset_DatasetPackage";
    public const string Package = "software_Package";
    public const string File = "software_File";
    public const string Build = "build_Build";
    public const string Sbom = "software_Sbom";
    public const string Document = "SpdxDocument";
    public const string Bom = "Bom";
    public const string Bundle = "Bundle";
    public const string Relationship = "Relationship";
    public const string ScopedRelationship = "LifecycleScopedRelationship";
    public const string Person = "Person";
    public const string Organization = "Organization";
    public const string Agent = "Agent";
    public const string SoftwareAgent = "SoftwareAgent";
    public const string CreationInfo = "CreationInfo";
    public const string Annotation = "Annotation";
    public const string Vulnerability = "security_Vulnerability";
    public const string VexAffected = "security_VexAffectedVulnAssessmentRelationship";
    public const string VexNotAffected = "security_VexNotAffectedVulnAssessmentRelationship";
    public const string VexFixed = "security_VexFixedVulnAssessmentRelationship";
    public const string VexUnderInvestigation = "security_VexUnderInvestigationVulnAssessmentRelationship";

    private static readonly Dictionary<string, string> ByBareName = new(StringComparer.Ordinal)
    {
        ["AIPackage"] = Model,
        ["DatasetPackage"] = Dataset,
        ["Package"] = Package,
        ["File"] = File,
        ["Build"] = Build,
        ["Sbom"] = Sbom,
    };

    private static readonly HashSet<string> Known = new(
        [
            .. ByBareName.Values, Document, Bom, Bundle, Relationship, ScopedRelationship, Person, Organization, Agent,
            SoftwareAgent, CreationInfo, Annotation, Vulnerability, VexAffected, VexNotAffected, VexFixed,
            VexUnderInvestigation,
        ],
        StringComparer.Ordinal);

    /// <summary>Whether a class of that compact name is read.</summary>
    public static bool IsRead(string name) => Known.Contains(name);

    /// <summary>
    /// The class that tools mean who leave out its profile, or put a prefix before it that nothing declares; null where
    /// the name is none.
    /// </summary>
    public static string? OfForeignName(string name)
    {
        string last = name[(name.LastIndexOf(':') + 1)..];
        return Known.Contains(last) ? last : ByBareName.GetValueOrDefault(last);
    }
}
