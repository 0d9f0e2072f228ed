using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>Our property for the label sets that a dataset carries; CycloneDX has no field for labels.</summary>
internal static class DatasetLabelSets
{
    private const string Rule = "aibom:dataset:label-set";

    public static void Read(Bom bom) => PropertyReferences.Relate(
        bom, AibomProperties.DatasetLabelSet, EntityKind.Dataset, EdgeKind.LabeledWith, EntityKind.LabelSet, Rule);
}
