using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Counts under how many response keys an operation selects one field of one type. Aliases are the one way to have a
/// resolver called again for the same object, so it is this that is bounded, and not how many fields have an alias.
/// </summary>
internal static class AliasCount
{
    /// <summary>The field with the most keys. Each fragment is visited once, since visiting it again adds no key.</summary>
    public static (string Field, int Keys) OfMostAliased(
        Schema schema,
        OperationDefinitionNode operation,
        FragmentSet fragments)
    {
        var keys = new Dictionary<(CompositeType Type, string Field), HashSet<string>>();
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<(SelectionSetNode Set, CompositeType? Type)>();
        open.Push((operation.SelectionSet, schema.RootType(operation.Operation)));
        while (open.TryPop(out (SelectionSetNode Set, CompositeType? Type) next))
        {
            foreach (SelectionNode selection in next.Set.Selections)
            {
                switch (selection)
                {
                    case FieldNode field
                        when next.Type is { } type && schema.FindField(type, field.Name.Value) is { } known:
                        Add(keys, (type, known.Name), field.ResponseKey);
                        if (field.SelectionSet is not null)
                        {
                            open.Push((field.SelectionSet, known.Type.Named as CompositeType));
                        }

                        break;
                    case InlineFragmentNode inline:
                        open.Push((inline.SelectionSet, TypeOf(schema, inline.TypeCondition) ?? next.Type));
                        break;
                    case FragmentSpreadNode spread when visited.Add(spread.Name.Value):
                        if (fragments.Find(spread.Name.Value) is { } fragment)
                        {
                            open.Push((fragment.SelectionSet, TypeOf(schema, fragment.TypeCondition)));
                        }

                        break;
                }
            }
        }

        return keys
            .Select(entry => (entry.Key.Field, entry.Value.Count))
            .DefaultIfEmpty()
            .MaxBy(field => field.Count);
    }

    private static void Add<TKey>(Dictionary<TKey, HashSet<string>> keys, TKey field, string key)
        where TKey : notnull
    {
        if (!keys.TryGetValue(field, out HashSet<string>? known))
        {
            keys[field] = known = new HashSet<string>(StringComparer.Ordinal);
        }

        known.Add(key);
    }

    private static CompositeType? TypeOf(Schema schema, NamedTypeNode? condition) =>
        condition is null ? null : schema.FindType(condition.Name.Value) as CompositeType;
}
