using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>Our property for the label sets that a dataset carries; CycloneDX has no field for labels.</summary>
internal static class DatasetLabelSets
{
    private static readonly PropertyReferences Property = new(
        AibomProperties.DatasetLabelSet, EdgeKind.LabeledWith, [EntityKind.Dataset], EntityKind.LabelSet);

    public static void Read(StatementDraft draft) => Property.Read(draft);
}
