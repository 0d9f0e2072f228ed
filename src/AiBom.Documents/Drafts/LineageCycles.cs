using System.Runtime.InteropServices;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// Refuses a document whose own lineage is cyclic: nothing is made from itself (W3C PROV constraints). Two components
/// are one thing where they share a strong digest, a package URL with revision, or name and version; two with
/// different digests are two, whatever else they share.
/// </summary>
internal sealed class LineageCycles(StatementDraft draft)
{
    private readonly int[] _things = new Things(draft.Entities).ToArray();
    private readonly Dictionary<int, List<Statement>> _sources = [];

    /// <summary>Whether the object of such an edge went into its subject.</summary>
    public static bool IsLineage(EdgeKind predicate) => predicate
        is EdgeKind.DerivedFrom or EdgeKind.TrainedOn or EdgeKind.LabeledWith or EdgeKind.GeneratedWith;

    /// <summary>Whether the document is refused.</summary>
    public static bool Refuse(StatementDraft draft) =>
        draft.Statements.Exists(statement => IsLineage(statement.Predicate)) && new LineageCycles(draft).Refuse();

    private bool Refuse()
    {
        foreach (Statement statement in draft.Statements.Where(statement => IsLineage(statement.Predicate)))
        {
            int subject = _things[statement.Subject];
            if (subject == _things[statement.Object])
            {
                draft.Report.Refuse(
                    FindingCodes.SelfAncestor,
                    statement.Pointer,
                    FindingLimits.Cut($"'{NameOf(statement.Subject)}' is named among its own ancestors.")!,
                    outcome: Outcome.Failed);
                return true;
            }

            ref List<Statement>? own = ref CollectionsMarshal.GetValueRefOrAddDefault(_sources, subject, out _);
            own ??= [];
            own.Add(statement);
        }

        return Find() is { } cycle && RefuseFor(cycle);
    }

    private List<Statement>? Find()
    {
        var done = new HashSet<int>();
        foreach (int start in _sources.Keys)
        {
            if (Find(start, done) is { } cycle)
            {
                return cycle;
            }
        }

        return null;
    }

    /// <summary>Depth first without recursion: a document may state a chain as long as it has components.</summary>
    private List<Statement>? Find(int start, HashSet<int> done)
    {
        var path = new List<Statement>();
        var open = new HashSet<int> { start };
        var stack = new Stack<(int Thing, int Next)>();
        stack.Push((start, 0));
        while (stack.TryPop(out (int Thing, int Next) at))
        {
            if (!done.Contains(at.Thing)
                && _sources.TryGetValue(at.Thing, out List<Statement>? own)
                && at.Next < own.Count)
            {
                Statement edge = own[at.Next];
                int source = _things[edge.Object];
                stack.Push((at.Thing, at.Next + 1));
                path.Add(edge);
                if (!open.Add(source))
                {
                    return path[path.FindIndex(step => _things[step.Subject] == source)..];
                }

                stack.Push((source, 0));
            }
            else
            {
                done.Add(at.Thing);
                open.Remove(at.Thing);
                if (path.Count > 0)
                {
                    path.RemoveAt(path.Count - 1);
                }
            }
        }

        return null;
    }

    private bool RefuseFor(List<Statement> cycle)
    {
        IEnumerable<string> names = cycle.Select(step => NameOf(step.Subject)).Append(NameOf(cycle[^1].Object));
        draft.Report.Refuse(
            FindingCodes.LineageCycle,
            cycle[0].Pointer,
            "The lineage that the document states is cyclic.",
            found: string.Join(" → ", names.Take(FindingLimits.Excerpt)),
            outcome: Outcome.Failed);
        return true;
    }

    private string NameOf(int entity) => draft.Entities[entity].QualifiedNameAndVersion();
}
