using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// Our property for the models that made rows of a dataset, or labels of a label set (inverse of SPDX
/// <c>generates</c>).
/// </summary>
internal static class DatasetGenerators
{
    private static readonly PropertyReferences Property = new(
        AibomProperties.DatasetGeneratedWith,
        EdgeKind.GeneratedWith,
        [EntityKind.Dataset, EntityKind.LabelSet],
        EntityKind.Model);

    public static void Read(StatementDraft draft) => Property.Read(draft);
}
