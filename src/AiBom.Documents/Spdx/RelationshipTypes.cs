namespace AiBom.Documents.Spdx;

/// <summary>The types of relationship (SPDX 3.0.1 Core <c>RelationshipType</c>), and those of the 3.1 draft.</summary>
internal static class RelationshipTypes
{
    public const string AmendedBy = "amendedBy";
    public const string AncestorOf = "ancestorOf";
    public const string AvailableFrom = "availableFrom";
    public const string Contains = "contains";
    public const string CopiedTo = "copiedTo";
    public const string DependsOn = "dependsOn";
    public const string DescendantOf = "descendantOf";
    public const string Describes = "describes";
    public const string EvaluatedOn = "evaluatedOn";
    public const string FinetunedFrom = "finetunedFrom";
    public const string FinetunedOn = "finetunedOn";
    public const string Generates = "generates";
    public const string HasDataFile = "hasDataFile";
    public const string HasDistributionArtifact = "hasDistributionArtifact";
    public const string HasDynamicLink = "hasDynamicLink";
    public const string HasInput = "hasInput";
    public const string HasOptionalComponent = "hasOptionalComponent";
    public const string HasOptionalDependency = "hasOptionalDependency";
    public const string HasOutput = "hasOutput";
    public const string HasProvidedDependency = "hasProvidedDependency";
    public const string HasStaticLink = "hasStaticLink";
    public const string HasVariant = "hasVariant";
    public const string PretrainedOn = "pretrainedOn";
    public const string PublishedBy = "publishedBy";
    public const string TestedOn = "testedOn";
    public const string TrainedOn = "trainedOn";
    public const string ValidatedOn = "validatedOn";

    private static readonly HashSet<string> Draft = new(
        [EvaluatedOn, FinetunedOn, PretrainedOn, ValidatedOn, "conformsTo", "performedBy", "runsOn"],
        StringComparer.Ordinal);

    private static readonly Dictionary<string, string> BySpelling = new[]
    {
        "affects", AmendedBy, AncestorOf, AvailableFrom, "configures", Contains, "coordinatedBy", CopiedTo,
        "delegatedTo", DependsOn, DescendantOf, Describes, "doesNotAffect", "expandsTo", "exploitCreatedBy", "fixedBy",
        "fixedIn", "foundBy", Generates, "hasAddedFile", "hasAssessmentFor", "hasAssociatedVulnerability",
        "hasConcludedLicense", HasDataFile, "hasDeclaredLicense", "hasDeletedFile", "hasDependencyManifest",
        HasDistributionArtifact, "hasDocumentation", HasDynamicLink, "hasEvidence", "hasExample", "hasHost", HasInput,
        "hasMetadata", HasOptionalComponent, HasOptionalDependency, HasOutput, "hasPrerequisite",
        HasProvidedDependency, "hasRequirement", "hasSpecification", HasStaticLink, "hasTest", "hasTestCase",
        HasVariant, "invokedBy", "modifiedBy", "other", "packagedBy", "patchedBy", PublishedBy, "reportedBy",
        "republishedBy", "serializedInArtifact", TestedOn, TrainedOn, "underInvestigationFor", "usesTool",
        FinetunedFrom,
    }.Concat(Draft).ToDictionary(type => type, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type that a text spells, in the standard's spelling; null where it is none.</summary>
    public static string? Find(string text) =>
        BySpelling.GetValueOrDefault(text)
        ?? BySpelling.GetValueOrDefault(text.Replace("_", "", StringComparison.Ordinal));

    /// <summary>Whether no version of SPDX has the type, though its name says what it means.</summary>
    public static bool IsForeign(string type) => type is FinetunedFrom;

    /// <summary>Whether only the draft of SPDX 3.1 has the type.</summary>
    public static bool IsDraft(string type) => Draft.Contains(type);
}
