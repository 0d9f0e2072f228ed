using AiBom.Documents.Drafts;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary><c>pedigree.descendants</c>: each is a component that was derived from its owner.</summary>
internal static class PedigreeDescendants
{
    private const string Rule = "cyclonedx:pedigree.descendants";

    public static void Read(Bom bom)
    {
        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is { Place: Place.Descendant, Entity: not null, Parent: { Entity: not null } owner })
            {
                Derivations.RelateAncestor(bom, entry, owner, entry.Part.At, Rule);
            }
        }
    }
}
