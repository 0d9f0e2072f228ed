using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// The edges of rules that find a base model as a mere name. They speak only of models for which no edge of another
/// rule leads to a base: tools write the name beside the pedigree, too, and often in another spelling.
/// </summary>
internal static class NamedBaseModels
{
    /// <summary>Reads the names that the rules find, each rule's in its order.</summary>
    public static void Read(StatementDraft draft, params IReadOnlyList<Func<Entry, IEnumerable<NamedSource>>> rules)
    {
        var withBase = draft.Statements
            .Where(statement => statement.Predicate is EdgeKind.DerivedFrom)
            .Select(statement => statement.Subject)
            .ToHashSet();
        var models = new NamedEntities(draft, EntityKind.Model);

        // So many that the document is refused.
        int most = (int)Math.Min(int.MaxValue, 1 + (2L * draft.Limits.Components));
        foreach (Entry entry in draft.Entries.ToArray())
        {
            if (entry is { Kind: EntityKind.Model, Entity: { } subject } && !withBase.Contains(subject))
            {
                foreach (Func<Entry, IEnumerable<NamedSource>> rule in rules)
                {
                    Relate(draft, entry, subject, [.. Distinct(rule(entry)).Take(most)], models);
                }
            }
        }
    }

    private static void Relate(
        StatementDraft draft, Entry entry, int subject, NamedSource[] named, NamedEntities models)
    {
        // The hub takes a model with several bases for a merge.
        DerivationMethod? ofSeveral = named.Length > 1 ? Derivations.OfSeveral(EntityKind.Model) : null;
        string own = named.Length == 0 ? "" : draft.Entities[subject].QualifiedName();
        foreach (NamedSource source in named.Where(source => !source.Name.Equals(own, StringComparison.Ordinal)))
        {
            int known = models.Find(source);
            if (known != subject)
            {
                DerivationMethod? method =
                    source.Method ?? draft.MethodsOf(entry).Of(ancestor: null, source.Name, ofSeveral);
                draft.Relate(
                    subject, EdgeKind.DerivedFrom, known, source.At, source.Reading, source.Rule, method);
            }
        }
    }

    private static IEnumerable<NamedSource> Distinct(IEnumerable<NamedSource> named) =>
        named.Where(source => source.IsName).DistinctBy(source => source.Name, StringComparer.Ordinal);
}
