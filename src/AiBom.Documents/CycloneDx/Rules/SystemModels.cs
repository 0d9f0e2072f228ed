using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// Where the subject is an application, as tools write it that put the job or the workload there: of the listed models
/// it contains the one that bears its name, or the only one.
/// </summary>
internal static class SystemModels
{
    private const string Rule = "tools:application-contains-model";

    public static void Read(Bom bom)
    {
        // Who knows our word for a system says itself what it contains.
        if (bom.Subject is not { Kind: EntityKind.AiSystem, Entity: { } system }
            || OwnProperties.IsOfKind(bom.Subject, EntityKind.AiSystem))
        {
            return;
        }

        ComponentEntry[] models = [.. bom.Components.Where(entry =>
            entry is { Place: Place.Listed, Kind: EntityKind.Model, Entity: not null })];
        foreach (ComponentEntry model in models)
        {
            string name = bom.Entities[model.Entity!.Value].Name;
            if (models.Length == 1 || string.Equals(name, bom.Entities[system].Name, StringComparison.Ordinal))
            {
                bom.Relate(system, EdgeKind.Contains, model.Entity.Value, model.Part.At, Reading.Inferred, Rule);
            }
        }
    }
}
