using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// Where the subject is an application, as tools write it that put the job or the workload there: it contains the models
/// nested in it, and of the listed ones the one that bears its name, or the only one that nothing else is made from.
/// </summary>
internal static class SystemModels
{
    private const string Rule = "tools:application-contains-model";

    public static void Read(Bom bom)
    {
        if (bom.Subject is not { Kind: EntityKind.AiSystem, Entity: { } system } subject)
        {
            return;
        }

        foreach (ComponentEntry model in bom.Components)
        {
            if (model is { Kind: EntityKind.Model, Entity: { } entity } && IsPart(bom, subject, model))
            {
                bom.Relate(system, EdgeKind.Contains, entity, model.Part.At, Reading.Inferred, Rule);
            }
        }
    }

    private static bool IsPart(Bom bom, ComponentEntry subject, ComponentEntry model)
    {
        if (model.Place is Place.Nested)
        {
            return ReferenceEquals(model.Parent, subject);
        }

        if (model.Place is not Place.Listed)
        {
            return false;
        }

        ComponentEntry[] listed =
            [.. bom.Components.Where(entry => entry is { Place: Place.Listed, Kind: EntityKind.Model })];
        return listed.Length == 1
            || string.Equals(
                bom.Entities[model.Entity!.Value].Name, bom.Entities[subject.Entity!.Value].Name, StringComparison.Ordinal);
    }
}
