using AiBom.Documents.Drafts;
using AiBom.Documents.Drafts.Rules;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>pedigree.ancestors</c>: each is a component from which its owner was derived (CycloneDX guide, "Declaring a
/// model's pedigree"). Several are a merge of models or a join of datasets, unless a method says otherwise: ours, or
/// the hub's tag <c>base_model:finetune:org/name</c>.
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
            DerivationMethod? ofOwner = OwnProperties.Method(group.Key, bom) ?? OfTags(group.Key) ?? OfSeveral(group);
            foreach (ComponentEntry ancestor in group)
            {
                Relate(bom, group.Key, ancestor, ofOwner);
            }
        }
    }

    private static void Relate(Bom bom, ComponentEntry owner, ComponentEntry ancestor, DerivationMethod? ofOwner)
    {
        EdgeKind edge = Derivations.EdgeOf(owner.Kind!.Value, ancestor.Kind!.Value);
        bool isDerivation = edge is EdgeKind.DerivedFrom;
        DerivationMethod? method = OwnProperties.SaysNoMethod(ancestor.Properties)
            ? null
            : OwnProperties.Method(ancestor, bom) ?? ofOwner;
        bom.Relate(
            owner.Entity!.Value,
            edge,
            ancestor.Entity!.Value,
            ancestor.Part.At,
            isDerivation ? Reading.Declared : Reading.Inferred,
            Rule,
            isDerivation ? method : null,
            edge is EdgeKind.TrainedOn ? DatasetRole.Training : null);
    }

    private static DerivationMethod? OfTags(ComponentEntry owner) =>
        HubTags.Read(owner).Select(tag => tag.Method).FirstOrDefault(method => method is not null);

    private static DerivationMethod? OfSeveral(IGrouping<ComponentEntry, ComponentEntry> ancestors) =>
        ancestors.Count(ancestor => ancestor.Kind == ancestors.Key.Kind) < 2
            ? null
            : Derivations.OfSeveral(ancestors.Key.Kind);
}
