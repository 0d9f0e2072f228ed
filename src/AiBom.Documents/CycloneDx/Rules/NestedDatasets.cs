using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// Datasets nested in a model's <c>components</c>, as Manifest writes them, with a property <c>usage</c> for the role.
/// The standard only says that they are parts of the model.
/// </summary>
internal static class NestedDatasets
{
    private const string Rule = "manifest:nested-datasets";

    public static void Read(Bom bom)
    {
        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is
                {
                    Place: Place.Nested,
                    Kind: EntityKind.Dataset,
                    Entity: { } dataset,
                    Parent: { Kind: EntityKind.Model, Entity: { } model },
                })
            {
                DatasetRole role = RoleOf(entry);
                bom.Relate(model, Terms.EdgeOf(role), dataset, entry.Part.At, Reading.Inferred, Rule, role: role);
            }
        }
    }

    private static DatasetRole RoleOf(ComponentEntry dataset) => dataset.Properties[AibomProperties.DatasetRole]
        .Select(Terms.Own<DatasetRole>)
        .Concat(dataset.Properties["usage"].SelectMany(usage => usage.Split(',', '|', '/', ' ').Select(Terms.ToolRole)))
        .FirstOrDefault(role => role is not null) ?? DatasetRole.Training;
}
