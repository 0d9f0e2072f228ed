using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>pedigree.descendants</c>: each was derived from its owner. Of <c>pedigree.variants</c> the standard says that
/// nobody knows which came from which, so they are things of the document and no edge leads to them.
/// </summary>
internal static class PedigreeDescendants
{
    private const string Rule = "cyclonedx:pedigree.descendants";

    public static void Read(Bom bom)
    {
        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is not
                {
                    Place: Place.Descendant,
                    Entity: { } subject,
                    Kind: { } kind,
                    Parent: { Entity: { } source, Kind: { } sourceKind },
                })
            {
                continue;
            }

            EdgeKind edge = Derivations.EdgeOf(kind, sourceKind);
            bool isDerivation = edge is EdgeKind.DerivedFrom;
            bom.Relate(
                subject,
                edge,
                source,
                entry.Part.At,
                isDerivation ? Reading.Declared : Reading.Inferred,
                Rule,
                isDerivation ? OwnProperties.Method(entry, bom) : null,
                edge is EdgeKind.TrainedOn ? DatasetRole.Training : null);
        }
    }
}
