using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>Edges that a property of ours states: its value is a bom-ref of the document, or a package URL.</summary>
internal static class PropertyReferences
{
    /// <param name="bom">The document.</param>
    /// <param name="property">The property; it may stand several times.</param>
    /// <param name="subjectKind">What may have it; null for anything.</param>
    /// <param name="edge">The edge that it states.</param>
    /// <param name="sourceKind">What an undeclared package URL names; null for the same as the subject.</param>
    /// <param name="rule">The rule's name.</param>
    public static void Relate(
        Bom bom, string property, EntityKind? subjectKind, EdgeKind edge, EntityKind? sourceKind, string rule)
    {
        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is not { Entity: { } subject, Kind: { } kind } || (subjectKind is not null && kind != subjectKind))
            {
                continue;
            }

            Pointer at = entry.Part.At.To("properties");
            foreach (string reference in entry.Properties[property])
            {
                // A package URL that nothing in the document declares is the plain way to name what is replaced.
                int? source = bom.Find(reference) is null && PackageUrl.TryParse(reference, out _)
                    ? bom.Name(reference, at, sourceKind ?? kind)
                    : bom.Resolve(reference, at, sourceKind ?? kind);
                if (source is { } known)
                {
                    bom.Relate(subject, edge, known, at, Reading.Declared, rule);
                }
            }
        }
    }
}
