using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>Which edges two documents state. How often, where and by which rule it was read is no difference.</summary>
internal static class EdgeComparison
{
    public static ImmutableArray<EdgeChange> Compare(StatementSet from, StatementSet to, ThingMatching things)
    {
        Dictionary<Ends, List<EdgeLabel>> before = EdgesOf(from, things.PairOfBefore);
        Dictionary<Ends, List<EdgeLabel>> after = EdgesOf(to, things.PairOfAfter);
        var changed = new List<EdgeChange>();
        var removed = new List<EdgeChange>();
        var added = new List<EdgeChange>();
        foreach ((Ends ends, List<EdgeLabel> labels) in after)
        {
            List<EdgeLabel> known = before.GetValueOrDefault(ends) ?? [];
            EdgeLabel[] old = [.. known.Except(labels)];
            EdgeLabel[] young = [.. labels.Except(known)];
            if (old is [var was] && young is [var became])
            {
                changed.Add(new EdgeChange(ChangeKind.Changed, ends.Subject, ends.Object, was, became));
                continue;
            }

            removed.AddRange(old.Select(label => Removed(ends, label)));
            added.AddRange(young.Select(label => new EdgeChange(
                ChangeKind.Added, ends.Subject, ends.Object, null, label)));
        }

        foreach ((Ends ends, List<EdgeLabel> labels) in before.Where(edge => !after.ContainsKey(edge.Key)))
        {
            removed.AddRange(labels.Select(label => Removed(ends, label)));
        }

        return [.. changed, .. removed, .. added];
    }

    private static EdgeChange Removed(Ends ends, EdgeLabel label) =>
        new(ChangeKind.Removed, ends.Subject, ends.Object, label, null);

    private static Dictionary<Ends, List<EdgeLabel>> EdgesOf(StatementSet set, Func<int, EntityPair> pairOf)
    {
        EntityPair[] pairs = [.. Enumerable.Range(0, set.Entities.Length).Select(pairOf)];
        var edges = new Dictionary<Ends, List<EdgeLabel>>();
        foreach (Statement statement in set.Statements)
        {
            var ends = new Ends(pairs[statement.Subject], pairs[statement.Object], FamilyOf(statement.Predicate));
            var label = new EdgeLabel(statement.Predicate, statement.Method, statement.Role);
            if (!edges.TryGetValue(ends, out List<EdgeLabel>? labels))
            {
                edges.Add(ends, [label]);
            }
            else if (!labels.Contains(label))
            {
                labels.Add(label);
            }
        }

        return edges;
    }

    /// <summary>Data that a model was tested on and now is trained on have another role: one edge, not two.</summary>
    private static EdgeKind FamilyOf(EdgeKind kind) => kind is EdgeKind.TestedOn ? EdgeKind.TrainedOn : kind;

    private readonly record struct Ends(EntityPair Subject, EntityPair Object, EdgeKind Family);
}
