using System.Collections.Immutable;
using System.Globalization;
using AiBom.Domain;
using AiBom.Lineage;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// Whether a document closes a cycle with the record. A cycle is a conflict between claims and is recorded as one; only
/// a document whose every opposing edge is better proved than itself is refused.
/// </summary>
internal static class CycleRule
{
    /// <summary>The most statements on cycles that are weighed, because weighing one walks the graph.</summary>
    private const int MostConflicts = 100;

    public static (IEnumerable<Finding> Findings, bool IsRefused) Check(
        DeclaredKeys keys, Voices voices, LineageGraph lineage)
    {
        // A cycle with the record leads through a dependent of this document that the record knows already. The reader
        // has refused a document that is cyclic by itself.
        if (keys.Statements.Statements.All(statement => keys.RecordOf(statement.Subject) is null))
        {
            return ([], false);
        }

        (LineageGraph candidate, StatementFacts[] edges, int[] ids) = CandidateLineage.Of(keys, voices, lineage);
        ImmutableArray<CyclicEdge> cyclic = candidate.CyclicEdges(edges);
        if (cyclic.IsEmpty)
        {
            return ([], false);
        }

        HashSet<(int, EdgeKind, int)> closing =
            [.. cyclic.Select(edge => (edge.Edge.Subject, edge.Edge.Kind, edge.Edge.Object))];
        Statement[] conflicting =
        [
            .. keys.Statements.Statements.Where(statement => closing.Contains(
                (ids[statement.Subject], statement.Predicate, ids[statement.Object]))),
        ];
        var findings = new List<Finding>();
        bool isRefused = false;
        foreach (Statement statement in conflicting.Take(MostConflicts))
        {
            (int subject, int source) = (ids[statement.Subject], ids[statement.Object]);
            if (candidate.WouldCycle(subject, source) is { } opposing)
            {
                bool isOutweighed = opposing.Weakest > voices.AssuranceOf(statement);
                isRefused |= isOutweighed;
                findings.Add(Describe(keys, ids, statement, opposing, isOutweighed));
            }
        }

        if (conflicting.Length > MostConflicts)
        {
            findings.Add(TooMany(conflicting.Length));
        }

        return (findings, isRefused);
    }

    // Not a reason to refuse: else many false statements about a document's things would keep the document out.
    private static Finding TooMany(int count) => RecordRules.Warn(
        FindingCodes.LineageCycle,
        "",
        $"{count} statements lie on cycles with the record; the first {MostConflicts} were weighed one by one, the "
        + "others are recorded as conflicts.",
        found: count.ToString(CultureInfo.InvariantCulture));

    private static Finding Describe(
        DeclaredKeys keys, int[] ids, Statement statement, OpposingPath opposing, bool isOutweighed)
    {
        string NameOf(int id)
        {
            int declared = Array.IndexOf(ids, id);
            return declared >= 0 ? keys.Entities[declared].QualifiedNameAndVersion() : $"entity {id}";
        }

        string subject = NameOf(ids[statement.Subject]);
        string source = NameOf(ids[statement.Object]);
        string path = string.Join(
            " → ", opposing.Edges.Select(edge => NameOf(edge.Object)).Prepend(source));
        string verdict = isOutweighed
            ? "What it contradicts is better proved, so the document is refused."
            : "The conflict is recorded as such.";
        Finding finding = RecordRules.Warn(
            FindingCodes.LineageCycle,
            statement.Pointer,
            FindingLimits.Cut(
                $"'{subject}' is said to be made from '{source}', which was made from it: {path}. {verdict}")!);
        return finding with { Severity = isOutweighed ? Severity.Error : Severity.Warning };
    }
}
