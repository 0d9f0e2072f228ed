using System.Runtime.CompilerServices;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Section 5.2.4.1: a subscription selects one field of its root, which is not for introspection, and does not leave
/// that to the variables.
/// </summary>
internal sealed class SingleFieldSubscriptions(ValidationContext context) : ValidationRule(context)
{
    public override void Enter(DefinitionNode definition)
    {
        if (definition is not OperationDefinitionNode { Operation: OperationType.Subscription } operation
            || Context.Schema.Subscription is not { } root)
        {
            return;
        }

        var roots = new SubscriptionRoots(Context, root);
        roots.Collect(operation.SelectionSet);
        if (roots.IsTooDeep)
        {
            Context.ReportLimit("Expected fewer fragments inside one another.", operation.SelectionSet);
            return;
        }

        if (roots.Conditions.Count > 0)
        {
            Report("Expected a subscription without @skip and @include at its root.", [.. roots.Conditions]);
            return;
        }

        if (roots.Fields.Count == 0)
        {
            Report("Expected a subscription to select one field of its root, found none.", operation.SelectionSet);
        }
        else if (roots.Fields.Count > 1)
        {
            Report(
                $"Expected a subscription to select one field of its root, found {roots.Fields.Count}.",
                [.. roots.Fields.Values.Skip(1).SelectMany(fields => fields)]);
        }

        foreach (List<FieldNode> fields in roots.Fields.Values
            .Where(fields => fields[0].Name.Value.StartsWith("__", StringComparison.Ordinal)))
        {
            Report($"Expected a field with events, found {fields[0].Name}.", [.. fields]);
        }
    }

    /// <summary>CollectSubscriptionFields() of section 5.2.4.1.</summary>
    private sealed class SubscriptionRoots(ValidationContext context, ObjectType root)
    {
        private readonly HashSet<string> _fragments = new(StringComparer.Ordinal);

        /// <summary>By response key, in the order of the document.</summary>
        public OrderedDictionary<string, List<FieldNode>> Fields { get; } = new(StringComparer.Ordinal);

        /// <summary>The <c>@skip</c> and <c>@include</c> that were met; what is below them is not looked at.</summary>
        public List<DirectiveNode> Conditions { get; } = [];

        /// <summary>Whether the fragments are too many inside one another for the stack.</summary>
        public bool IsTooDeep { get; private set; }

        public void Collect(SelectionSetNode selections)
        {
            IsTooDeep |= !RuntimeHelpers.TryEnsureSufficientExecutionStack();
            if (IsTooDeep)
            {
                return;
            }

            foreach (SelectionNode selection in selections.Selections)
            {
                Collect(selection);
            }
        }

        private void Collect(SelectionNode selection)
        {
            switch (selection)
            {
                case var _ when FindCondition(selection) is { } condition:
                    Conditions.Add(condition);
                    break;
                case FieldNode field:
                    if (!Fields.TryGetValue(field.ResponseKey, out List<FieldNode>? fields))
                    {
                        Fields[field.ResponseKey] = fields = [];
                    }

                    fields.Add(field);
                    break;
                case InlineFragmentNode inline when Applies(inline.TypeCondition):
                    Collect(inline.SelectionSet);
                    break;
                case FragmentSpreadNode spread
                    when _fragments.Add(spread.Name.Value)
                        && context.FindFragment(spread.Name.Value) is { } fragment
                        && Applies(fragment.TypeCondition):
                    Collect(fragment.SelectionSet);
                    break;
            }
        }

        private bool Applies(NamedTypeNode? condition) => condition is null
            || (context.Schema.FindType(condition.Name.Value) is CompositeType type
                && context.Schema.PossibleTypes(type).Contains(root));

        private static DirectiveNode? FindCondition(SelectionNode selection) =>
            selection.Directives.FirstOrDefault(directive => directive.Name.Value is "skip")
            ?? selection.Directives.FirstOrDefault(directive => directive.Name.Value is "include");
    }
}
