using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// Datasets nested in a model's <c>components</c>, as Manifest writes them, with a property <c>usage</c> (or our role)
/// that says what for. Without such a word they are parts of the model and no more: the CycloneDX guide nests a model's
/// weights as data.
/// </summary>
internal static class NestedDatasets
{
    private const string Rule = "manifest:nested-datasets";
    private const string UsageProperty = "usage";

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

    /// <summary>Of several words one that means training counts: it is the one that taints.</summary>
    private static DatasetRole? RoleOf(Bom bom, ComponentEntry dataset)
    {
        if (dataset.First(AibomProperties.DatasetRole) is { } own)
        {
            return bom.ValueOf<DatasetRole>(own);
        }

        return dataset.Properties[UsageProperty]
            .SelectMany(usage => Terms.ToolRoles(usage.Value))
            .Select(role => (DatasetRole?)role)
            .Order()
            .FirstOrDefault();
    }
}
