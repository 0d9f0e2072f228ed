using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Refuses a document whose own lineage is cyclic: something is not made from itself (W3C PROV constraints). Two
/// components are one thing where they share a bom-ref, a digest, a package URL with revision, or name and version.
/// </summary>
internal static class LineageCycles
{
    public static bool Refuse(Bom bom)
    {
        int[] things = Things(bom);
        var sources = new Dictionary<int, List<Statement>>();
        foreach (Statement statement in bom.Statements.Where(IsMaking))
        {
            int subject = things[statement.Subject];
            if (subject == things[statement.Object])
            {
                bom.Report.Refuse(
                    FindingCodes.SelfAncestor,
                    statement.Pointer,
                    $"'{NameOf(bom, statement.Subject)}' is named among its own ancestors.",
                    outcome: Outcome.Failed);
                return true;
            }

            if (!sources.TryGetValue(subject, out List<Statement>? own))
            {
                own = [];
                sources.Add(subject, own);
            }

            own.Add(statement);
        }

        return Find(sources, things) is { } cycle && Report(bom, cycle);
    }

    private static bool IsMaking(Statement statement) => statement.Predicate
        is EdgeKind.DerivedFrom or EdgeKind.TrainedOn or EdgeKind.LabeledWith or EdgeKind.GeneratedWith;

    /// <summary>Depth first without recursion: a document may state a chain as long as it has components.</summary>
    private static List<Statement>? Find(Dictionary<int, List<Statement>> sources, int[] things)
    {
        var done = new HashSet<int>();
        foreach (int start in sources.Keys)
        {
            var path = new List<Statement>();
            var open = new HashSet<int> { start };
            var stack = new Stack<(int Thing, int Next)>();
            stack.Push((start, 0));
            while (stack.TryPop(out var at))
            {
                if (done.Contains(at.Thing)
                    || !sources.TryGetValue(at.Thing, out List<Statement>? own)
                    || at.Next == own.Count)
                {
                    done.Add(at.Thing);
                    open.Remove(at.Thing);
                    if (path.Count > 0)
                    {
                        path.RemoveAt(path.Count - 1);
                    }

                    continue;
                }

                stack.Push((at.Thing, at.Next + 1));
                Statement edge = own[at.Next];
                int source = things[edge.Object];
                path.Add(edge);
                if (open.Contains(source))
                {
                    return path[path.FindIndex(step => things[step.Subject] == source)..];
                }

                open.Add(source);
                stack.Push((source, 0));
            }
        }

        return null;
    }

    private static bool Report(Bom bom, List<Statement> cycle)
    {
        IEnumerable<string> names = cycle.Select(step => NameOf(bom, step.Subject)).Append(NameOf(bom, cycle[^1].Object));
        string path = string.Join(" → ", names);
        bom.Report.Refuse(
            FindingCodes.LineageCycle,
            cycle[0].Pointer,
            FindingLimits.Cut($"The lineage that the document states is cyclic: {path}.")!,
            outcome: Outcome.Failed);
        return true;
    }

    /// <summary>For each entity the first one that is the same thing.</summary>
    private static int[] Things(Bom bom)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] things = new int[bom.Entities.Count];
        for (int i = 0; i < things.Length; i++)
        {
            DeclaredEntity entity = bom.Entities[i];
            string[] keys = [.. KeysOf(entity)];
            things[i] = keys.Select(key => first.TryGetValue(key, out int same) ? same : i).DefaultIfEmpty(i).Min();
            foreach (string key in keys)
            {
                first.TryAdd(key, things[i]);
            }
        }

        return things;
    }

    private static IEnumerable<string> KeysOf(DeclaredEntity entity)
    {
        foreach (DeclaredDigest digest in entity.Digests.Where(digest => digest.IsStrong))
        {
            yield return digest.ToString();
        }

        if (PackageUrl.TryParse(entity.PackageUrl, out PackageUrl? url) && url.Version is not null)
        {
            yield return url.ToString();
        }
        else if (entity is { Name.Length: > 0, Version.Length: > 0, Digests.IsEmpty: true })
        {
            yield return $"name:{entity.Kind}:{entity.QualifiedNameAndVersion()}";
        }
    }

    private static string NameOf(Bom bom, int entity) => bom.Entities[entity].QualifiedNameAndVersion();
}
