using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>Our property for the models that made rows or labels of a dataset (inverse of SPDX <c>generates</c>).</summary>
internal static class DatasetGenerators
{
    private const string Rule = "aibom:dataset:generated-with";

    public static void Read(Bom bom) => PropertyReferences.Relate(
        bom, AibomProperties.DatasetGeneratedWith, EntityKind.Dataset, EdgeKind.GeneratedWith, EntityKind.Model, Rule);
}
