using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Prices an operation with the variables of the request, so that a page of ten costs ten whatever the type of its
/// filter allows. An object costs one and a resolver that may wait ten, for each object it is asked of; a batch
/// resolver costs ten a level. Introspection is bounded elsewhere.
/// </summary>
internal sealed class OperationCost(OperationPlan plan, VariableValues variables, int assumedListSize)
{
    private const int ResolverCost = 10;

    private readonly ulong _conditions = plan.Conditions.Evaluate(variables);

    public static long Of(OperationPlan plan, VariableValues variables, int assumedListSize) =>
        new OperationCost(plan, variables, assumedListSize)
            .OfSet(plan.Operation.SelectionSet, plan.Root.Type, parents: 1, page: null);

    private long OfSet(SelectionSetNode set, CompositeType type, long parents, long? page)
    {
        long total = 0;
        foreach (SelectionNode selection in set.Selections)
        {
            if (plan.Conditions.MaskOf(selection, around: 0) is not { } mask || (mask & _conditions) != mask)
            {
                continue;
            }

            total = Add(total, selection switch
            {
                FieldNode field => OfField(field, type, parents, page),
                InlineFragmentNode fragment =>
                    OfFragment(fragment.TypeCondition, fragment.SelectionSet, type, parents, page),
                FragmentSpreadNode spread when plan.Fragments.Find(spread.Name.Value) is { } fragment =>
                    OfFragment(fragment.TypeCondition, fragment.SelectionSet, type, parents, page),
                _ => 0,
            });
        }

        return total;
    }

    private long OfFragment(
        NamedTypeNode? condition,
        SelectionSetNode set,
        CompositeType type,
        long parents,
        long? page)
    {
        NamedType? narrower = condition is null ? type : plan.Schema.FindType(condition.Name.Value);
        return narrower is CompositeType composite ? OfSet(set, composite, parents, page) : 0;
    }

    private long OfField(FieldNode node, CompositeType type, long parents, long? page)
    {
        if (plan.Schema.FindField(type, node.Name.Value) is not { } field
            || field.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return 0;
        }

        long cost = field.Cost is { } declared
            ? Multiply(parents, declared)
            : field.Resolver switch
            {
                { IsBatch: true } => ResolverCost,
                { IsAsync: true } => Multiply(parents, ResolverCost),
                _ => 0,
            };
        if (node.SelectionSet is null || field.Type.Named is not CompositeType composite)
        {
            return cost;
        }

        // A connection hands its page size on to the lists directly below it.
        bool isList = field.Type.Nullable is ListType;
        long? asked = PageSize(node, field) ?? (isList ? page : null);
        long objects = isList ? Multiply(parents, asked ?? field.AssumedLength ?? assumedListSize) : parents;
        long below = OfSet(node.SelectionSet, composite, objects, isList ? null : asked);
        return Add(Add(cost, objects), below);
    }

    private long? PageSize(FieldNode node, Field field)
    {
        foreach (string name in (ReadOnlySpan<string>)["first", "last"])
        {
            if (field.FindArgument(name) is not { } argument)
            {
                continue;
            }

            ValueNode? given = node.Arguments
                .FirstOrDefault(item => string.Equals(item.Name.Value, name, StringComparison.Ordinal))?.Value;
            object? size = given is not null
                && LiteralCoercion.TryCoerce(given, argument.Type, variables, out object? value, out _)
                    ? value
                    : argument.CoercedDefault;
            if (size is int count)
            {
                return Math.Max(0, count);
            }
        }

        return null;
    }

    private static long Add(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private static long Multiply(long left, long right) =>
        right != 0 && left > long.MaxValue / right ? long.MaxValue : left * right;
}
