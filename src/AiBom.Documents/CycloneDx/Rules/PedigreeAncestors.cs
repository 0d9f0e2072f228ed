using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>pedigree.ancestors</c>: each is a component from which its owner was derived (CycloneDX guide, "Declaring a
/// model's pedigree"). Several ancestors of one model are a merge, unless a method says otherwise.
/// </summary>
internal static class PedigreeAncestors
{
    private const string Rule = "cyclonedx:pedigree.ancestors";
    private const string HuggingFaceTag = "base_model:";

    public static void Read(Bom bom)
    {
        foreach (IGrouping<ComponentEntry, ComponentEntry> group in bom.Components
            .Where(entry => entry is { Place: Place.Ancestor, Entity: not null, Parent.Entity: not null })
            .GroupBy(entry => entry.Parent!))
        {
            ComponentEntry[] ancestors = [.. group];
            foreach (ComponentEntry ancestor in ancestors)
            {
                // What a model was trained on is not its ancestor, even where a tool lists it as one.
                bool isData = group.Key.Kind is EntityKind.Model && ancestor.Kind is EntityKind.Dataset;
                bom.Relate(
                    group.Key.Entity!.Value,
                    isData ? EdgeKind.TrainedOn : EdgeKind.DerivedFrom,
                    ancestor.Entity!.Value,
                    ancestor.Part.At,
                    isData ? Reading.Inferred : Reading.Declared,
                    Rule,
                    isData ? null : MethodOf(group.Key, ancestor, ancestors.Length));
            }
        }
    }

    private static DerivationMethod? MethodOf(ComponentEntry owner, ComponentEntry ancestor, int ancestors) =>
        Terms.Own<DerivationMethod>(ancestor.Properties[AibomProperties.DerivationMethod].FirstOrDefault())
        ?? Terms.Own<DerivationMethod>(owner.Properties[AibomProperties.DerivationMethod].FirstOrDefault())
        ?? OfTags(owner)
        ?? (ancestors > 1 && owner.Kind is EntityKind.Model ? DerivationMethod.Merge : null);

    /// <summary>A tag such as <c>base_model:finetune:org/name</c>, as the hub writes it and tools copy it.</summary>
    private static DerivationMethod? OfTags(ComponentEntry owner) => owner.Properties["tags"]
        .SelectMany(tags => tags.Split(',', StringSplitOptions.TrimEntries))
        .Where(tag => tag.StartsWith(HuggingFaceTag, StringComparison.Ordinal))
        .Select(tag => Terms.ToolMethod(tag[HuggingFaceTag.Length..].Split(':')[0]))
        .FirstOrDefault(method => method is not null);
}
