using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// The edges of rules that find a dataset of a model as a mere name. One that the model card has, too, is not said
/// again, although it may bear its hub's whole name here and its short name there.
/// </summary>
internal static class NamedDatasets
{
    /// <summary>Reads the names that the rules find.</summary>
    public static void Read(StatementDraft draft, params IReadOnlyList<Func<Entry, IEnumerable<NamedSource>>> rules)
    {
        var datasets = new NamedEntities(draft, EntityKind.Dataset);
        ILookup<int, string>? said = null;
        foreach (Entry entry in draft.Entries.ToArray())
        {
            if (entry is not { Kind: EntityKind.Model, Entity: { } subject })
            {
                continue;
            }

            HashSet<string>? known = null;
            foreach (NamedSource named in rules.SelectMany(rule => rule(entry)).Where(named => named.IsName))
            {
                if (draft.Report.IsRefused)
                {
                    return;
                }

                said ??= Said(draft);
                known ??= new HashSet<string>(said[subject], StringComparer.OrdinalIgnoreCase);
                if (!known.Contains(LastOf(named.Name)))
                {
                    draft.Relate(
                        subject,
                        Terms.EdgeOf(named.Role),
                        datasets.Find(named),
                        named.At,
                        named.Reading,
                        named.Rule,
                        role: named.Role);
                }
            }
        }
    }

    private static ILookup<int, string> Said(StatementDraft draft) => draft.Statements
        .Where(statement => statement.Predicate is EdgeKind.TrainedOn or EdgeKind.TestedOn)
        .ToLookup(statement => statement.Subject, statement => LastOf(draft.Entities[statement.Object].Name));

    private static string LastOf(string name) => name[(name.LastIndexOf('/') + 1)..];
}
