using AiBom.Documents.Drafts;
using AiBom.Documents.Drafts.Rules;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// Datasets nested in a model's <c>components</c>, as Manifest writes them, with a property <c>usage</c> (or our role,
/// or words of that meaning) that says what for. Several words are several edges. Without one they are parts of the
/// model and no more.
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

            foreach (DatasetRole role in RolesOf(bom, entry))
            {
                bom.Relate(
                    model, Terms.EdgeOf(role), dataset, entry.Part.At, Reading.Inferred, Rule, role: role);
            }
        }
    }

    /// <summary>Whether it says that it is data that something was trained or tested on.</summary>
    public static bool SaysWhatFor(Bom bom, ComponentEntry data) =>
        data.First(AibomProperties.DatasetRole) is not null || DatasetWords.RolesOf(data, bom).Length > 0;

    private static DatasetRole[] RolesOf(Bom bom, ComponentEntry dataset) =>
        dataset.First(AibomProperties.DatasetRole) is not null
            ? OwnProperties.Roles(dataset.Properties[AibomProperties.DatasetRole], bom)
            : DatasetWords.RolesOf(dataset, bom);
}
