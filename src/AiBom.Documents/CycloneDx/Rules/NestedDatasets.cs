using AiBom.Documents.Drafts;
using AiBom.Documents.Drafts.Rules;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// Datasets nested in a model's <c>components</c>, as Manifest writes them, with a property <c>usage</c> (or our role, or
/// words of that meaning) that says what for. Without such a word they are parts of the model and no more: the CycloneDX guide nests a model's
/// weights as data.
/// </summary>
internal static class NestedDatasets
{
    private const string Rule = "manifest:nested-datasets";

    public static void Read(Bom bom)
    {
        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is not
                {
                    Place: Place.Nested,
                    Kind: EntityKind.Dataset,
                    Entity: { } dataset,
                    Parent: { Kind: EntityKind.Model, Entity: { } model },
                })
            {
                continue;
            }

            if (RoleOf(bom, entry) is { } role)
            {
                bom.Relate(
                    model, Terms.EdgeOf(role), dataset, entry.Part.At, Reading.Inferred, Rule, role: role);
            }
        }
    }

    private static DatasetRole? RoleOf(Bom bom, ComponentEntry dataset) =>
        dataset.First(AibomProperties.DatasetRole) is { } own
            ? bom.ValueOf<DatasetRole>(own)
            : DatasetWords.RoleOf(dataset, bom);
}
