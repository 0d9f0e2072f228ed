using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>component.components</c>: what is nested is a part of what is around it, an assembly (CycloneDX
/// <c>component.components</c>). Files are not entities; they belong to what they are files of.
/// </summary>
internal static class NestedComponents
{
    private const string Rule = "cyclonedx:component.components";

    public static void Read(Bom bom)
    {
        var used = bom.Statements
            .Where(statement => statement.Predicate is EdgeKind.TrainedOn or EdgeKind.TestedOn)
            .Select(statement => (statement.Subject, statement.Object))
            .ToHashSet();
        foreach (ComponentEntry entry in bom.Components)
        {
            // What a model was trained or tested on is not a part of it, though tools nest it there.
            if (entry is { Place: Place.Nested, Entity: { } part, Parent.Entity: { } whole }
                && !used.Contains((whole, part)))
            {
                bom.Relate(whole, EdgeKind.Contains, part, entry.Part.At, Reading.Declared, Rule);
            }
        }
    }
}
