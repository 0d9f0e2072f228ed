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
            DerivationMethod? ofOwner = MethodOf(bom, group.Key) ?? OfTags(group.Key) ?? OfSeveral(group);
            foreach (ComponentEntry ancestor in group)
            {
                Relate(bom, group.Key, ancestor, ofOwner);
            }
        }
    }

    private static void Relate(Bom bom, ComponentEntry owner, ComponentEntry ancestor, DerivationMethod? ofOwner)
    {
        // Tools list among the ancestors what is none: the data a model was trained on, the model that made a dataset.
        EdgeKind edge = (owner.Kind, ancestor.Kind) switch
        {
            (EntityKind.Model, EntityKind.Dataset) => EdgeKind.TrainedOn,
            (EntityKind.Dataset, EntityKind.Model) => EdgeKind.GeneratedWith,
            (EntityKind.Dataset, EntityKind.LabelSet) => EdgeKind.LabeledWith,
            _ => EdgeKind.DerivedFrom,
        };
        bool isDerivation = edge is EdgeKind.DerivedFrom;
        bom.Relate(
            owner.Entity!.Value,
            edge,
            ancestor.Entity!.Value,
            ancestor.Part.At,
            isDerivation ? Reading.Declared : Reading.Inferred,
            Rule,
            isDerivation ? MethodOf(bom, ancestor) ?? ofOwner : null,
            edge is EdgeKind.TrainedOn ? DatasetRole.Training : null);
    }

    private static DerivationMethod? MethodOf(Bom bom, ComponentEntry entry) =>
        entry.First(AibomProperties.DerivationMethod) is { } property ? bom.ValueOf<DerivationMethod>(property) : null;

    private static DerivationMethod? OfTags(ComponentEntry owner) =>
        HubTags.Read(owner).Select(tag => tag.Method).FirstOrDefault(method => method is not null);

    private static DerivationMethod? OfSeveral(IGrouping<ComponentEntry, ComponentEntry> ancestors)
    {
        if (ancestors.Count(ancestor => ancestor.Kind == ancestors.Key.Kind) < 2)
        {
            return null;
        }

        return ancestors.Key.Kind switch
        {
            EntityKind.Model => DerivationMethod.Merge,
            EntityKind.Dataset => DerivationMethod.Join,
            _ => null,
        };
    }
}
