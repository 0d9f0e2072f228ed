using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>pedigree.ancestors</c>: each is a component from which its owner was derived (CycloneDX guide, "Declaring a
/// model's pedigree"). Several are a merge of models or a join of datasets, unless <see cref="StatedMethods"/> says
/// otherwise.
/// </summary>
internal static class PedigreeAncestors
{
    private const string Rule = "cyclonedx:pedigree.ancestors";

    public static void Read(Bom bom)
    {
        IEnumerable<IGrouping<ComponentEntry, ComponentEntry>> groups = bom.Components
            .Where(entry => entry is { Place: Place.Ancestor, Entity: not null, Parent.Entity: not null })
            .GroupBy(entry => entry.Parent!);
        foreach (IGrouping<ComponentEntry, ComponentEntry> group in groups)
        {
            DerivationMethod? ofSeveral = OfSeveral(group);
            foreach (ComponentEntry ancestor in group)
            {
                Derivations.RelateAncestor(
                    bom, group.Key, ancestor, ancestor.Part.At, Rule, ofSeveral: ofSeveral);
            }
        }
    }

    private static DerivationMethod? OfSeveral(IGrouping<ComponentEntry, ComponentEntry> ancestors) =>
        ancestors.Count(ancestor => ancestor.Kind == ancestors.Key.Kind) < 2
            ? null
            : Derivations.OfSeveral(ancestors.Key.Kind);
}
