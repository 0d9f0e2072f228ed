using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Section 5.5.2.2: no fragment spreads itself, directly or through others. A depth-first search with a stack of its
/// own, since a chain of fragments can be as long as the document.
/// </summary>
internal sealed class NoFragmentCycles(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public override void Leave(DocumentNode document)
    {
        IEnumerable<FragmentDefinitionNode> fragments = document.Definitions.OfType<FragmentDefinitionNode>();
        foreach (FragmentDefinitionNode fragment in fragments.Where(fragment => _seen.Add(fragment.Name.Value)))
        {
            Search(fragment);
        }
    }

    // The path is the chain of spreads from the fragment to where the search is; each open fragment is known by the
    // length that the path had when it was entered.
    private void Search(FragmentDefinitionNode start)
    {
        var path = new List<FragmentSpreadNode>();
        var open = new Stack<(string Name, IEnumerator<FragmentSpreadNode> Spreads)>();
        var pathLengths = new Dictionary<string, int>(StringComparer.Ordinal);
        Open(start);
        while (open.TryPeek(out (string Name, IEnumerator<FragmentSpreadNode> Spreads) top))
        {
            path.RemoveRange(pathLengths[top.Name], path.Count - pathLengths[top.Name]);
            if (!top.Spreads.MoveNext())
            {
                open.Pop().Spreads.Dispose();
                pathLengths.Remove(top.Name);
                continue;
            }

            path.Add(top.Spreads.Current);
            string name = top.Spreads.Current.Name.Value;
            if (pathLengths.TryGetValue(name, out int cycleStart))
            {
                Report($"Expected no cycle of fragments, found one through {name}.", [.. path[cycleStart..]]);
            }
            else if (Context.FindFragment(name) is { } next && _seen.Add(name))
            {
                Open(next);
            }
        }

        void Open(FragmentDefinitionNode fragment)
        {
            pathLengths[fragment.Name.Value] = path.Count;
            open.Push((fragment.Name.Value, Context.SpreadsOf(fragment).GetEnumerator()));
        }
    }
}
