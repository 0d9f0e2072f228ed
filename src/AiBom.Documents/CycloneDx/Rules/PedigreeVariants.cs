using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>pedigree.variants</c> are related in a way that the standard leaves open, so by themselves they are no edge.
/// Where the notes name the hub's relation, they are base models of a relation that cdxgen does not know.
/// </summary>
internal static class PedigreeVariants
{
    private const string Rule = "cdxgen:pedigree.variants";
    private const string HubNote = "Hugging Face relation:";

    public static void Read(Bom bom)
    {
        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is { Place: Place.Variant, Entity: not null, Parent: { Entity: not null } owner }
                && owner.PedigreeNotes?.Contains(HubNote, StringComparison.OrdinalIgnoreCase) is true)
            {
                Derivations.RelateAncestor(bom, owner, entry, entry.Part.At, Rule, Reading.Inferred);
            }
        }
    }
}
