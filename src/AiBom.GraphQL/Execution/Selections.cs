using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>Walks selection sets without recursion.</summary>
internal static class Selections
{
    /// <summary>Every selection in a set and in the sets inside it; spreads are not followed.</summary>
    public static IEnumerable<SelectionNode> Within(SelectionSetNode set)
    {
        var open = new Stack<SelectionSetNode>([set]);
        while (open.TryPop(out SelectionSetNode? next))
        {
            foreach (SelectionNode selection in next.Selections)
            {
                yield return selection;
                SelectionSetNode? inner = selection switch
                {
                    FieldNode field => field.SelectionSet,
                    InlineFragmentNode fragment => fragment.SelectionSet,
                    _ => null,
                };
                if (inner is not null)
                {
                    open.Push(inner);
                }
            }
        }
    }

    /// <summary>Every selection of an operation, those of the fragments that it spreads included once.</summary>
    public static IEnumerable<SelectionNode> Within(OperationDefinitionNode operation, FragmentSet fragments)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<SelectionSetNode>([operation.SelectionSet]);
        while (open.TryPop(out SelectionSetNode? next))
        {
            foreach (SelectionNode selection in Within(next))
            {
                yield return selection;
                if (selection is FragmentSpreadNode spread
                    && seen.Add(spread.Name.Value)
                    && fragments.Find(spread.Name.Value) is { } fragment)
                {
                    open.Push(fragment.SelectionSet);
                }
            }
        }
    }
}
