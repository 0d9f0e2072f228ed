using System.Collections.Immutable;
using System.Globalization;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Compiles an operation: merges selection sets for each object type (section 6.3.2, CollectFields, and section
/// 6.4.3, MergeSelectionSets), with conditions as bits instead of a decision.
/// </summary>
internal sealed class PlanCompiler
{
    private readonly Schema _schema;
    private readonly ConditionSet _conditions;
    private readonly FragmentSet _fragments;

    private PlanCompiler(Schema schema, DocumentNode document, int maxConditions)
    {
        _schema = schema;
        _fragments = new FragmentSet(document);
        _conditions = new ConditionSet(maxConditions);
    }

    /// <summary>The plan, or the error that the document has too many conditions.</summary>
    public static PreparedOperation Compile(
        Schema schema,
        DocumentNode document,
        OperationDefinitionNode operation,
        ObjectType root,
        string? text,
        GraphQLLimits limits)
    {
        int most = Math.Min(limits.MaxConditions, ConditionSet.Capacity);
        var compiler = new PlanCompiler(schema, document, most);

        // Plans of deeper levels are compiled when they are met, so the conditions are gathered beforehand: the set
        // of conditions never changes once requests use the plan.
        compiler.GatherConditions(document);
        if (compiler._conditions.IsOver)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The document has {compiler._conditions.Count:N0} different conditions of @skip and @include; at most "
                + $"{most:N0} are allowed ({nameof(limits.MaxConditions)}).");
            return new PreparedOperation(ResponseError.Of(message, ErrorCodes.Limit, operation.Location));
        }

        SelectionPlan selection = compiler.Select(root, [(operation.SelectionSet, 0UL)]);
        ImmutableArray<VariablePlan> variables =
            [.. operation.Variables.Select(node => new VariablePlan(node, schema.FindType(node.Type)))];
        return new PreparedOperation(
            new OperationPlan(schema, operation, compiler._fragments, selection, compiler._conditions, variables)
            {
                Text = text,
            });
    }

    private void GatherConditions(DocumentNode document)
    {
        foreach (SelectionNode selection in document.Definitions
            .OfType<ExecutableDefinitionNode>()
            .SelectMany(definition => Selections.Within(definition.SelectionSet)))
        {
            _conditions.MaskOf(selection, around: 0);
        }
    }

    private SelectionPlan Select(ObjectType type, ImmutableArray<(SelectionSetNode Set, ulong Mask)> sets)
    {
        var collection = new FieldCollection();
        foreach ((SelectionSetNode set, ulong mask) in sets)
        {
            Collect(type, set, mask, collection);
        }

        ImmutableArray<FieldPlan> fields =
        [
            .. collection.Fields
                .Select(entry => Plan(type, entry.Key, entry.Value))
                .OfType<FieldPlan>(),
        ];
        return new SelectionPlan(type, fields, [.. collection.Conditions]);
    }

    private void Collect(ObjectType type, SelectionSetNode set, ulong around, FieldCollection collection)
    {
        foreach (SelectionNode selection in set.Selections)
        {
            collection.Conditions.AddRange(ConditionSet.UsesOf(selection, around));
            if (_conditions.MaskOf(selection, around) is not { } mask)
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    collection.Add(field, mask);
                    break;
                case InlineFragmentNode fragment when Applies(fragment.TypeCondition, type):
                    Collect(type, fragment.SelectionSet, mask, collection);
                    break;
                case FragmentSpreadNode spread
                    when collection.IsNew(spread.Name.Value, mask)
                        && _fragments.Find(spread.Name.Value) is { } fragment
                        && Applies(fragment.TypeCondition, type):
                    Collect(type, fragment.SelectionSet, mask, collection);
                    break;
            }
        }
    }

    private bool Applies(NamedTypeNode? condition, ObjectType type) =>
        condition is null
        || (_schema.FindType(condition.Name.Value) is CompositeType composite
            && _schema.PossibleTypes(composite).Contains(type));

    // A field that does not exist is left out (section 6.3, ExecuteCollectedFields); validation refuses it before.
    private FieldPlan? Plan(ObjectType type, string key, List<Occurrence> occurrences)
    {
        FieldNode first = occurrences[0].Node;
        if (_schema.FindField(type, first.Name.Value) is not { } field)
        {
            return null;
        }

        CompositePlan? child = null;
        if (field.Type.Named is CompositeType composite)
        {
            ImmutableArray<(SelectionSetNode, ulong)> sets =
            [
                .. occurrences
                    .Where(occurrence => occurrence.Node.SelectionSet is not null)
                    .Select(occurrence => (occurrence.Node.SelectionSet!, occurrence.Mask)),
            ];
            child = new CompositePlan(composite, concrete => Select(concrete, sets));
        }

        return new FieldPlan(key, field, [.. occurrences], new ArgumentPlan(field, first), child);
    }

    /// <summary>The fields of one merged selection set while they are collected.</summary>
    private sealed class FieldCollection
    {
        private readonly HashSet<(string Fragment, ulong Mask)> _visited = [];
        private int _order;

        public OrderedDictionary<string, List<Occurrence>> Fields { get; } = new(StringComparer.Ordinal);

        public List<ConditionUse> Conditions { get; } = [];

        // A fragment that was spread under weaker conditions is in already whenever it would be in now.
        public bool IsNew(string fragment, ulong mask) =>
            !_visited.Any(seen => string.Equals(seen.Fragment, fragment, StringComparison.Ordinal)
                && (seen.Mask & mask) == seen.Mask)
            && _visited.Add((fragment, mask));

        public void Add(FieldNode field, ulong mask)
        {
            if (!Fields.TryGetValue(field.ResponseKey, out List<Occurrence>? occurrences))
            {
                occurrences = [];
                Fields[field.ResponseKey] = occurrences;
            }

            occurrences.Add(new Occurrence(field, mask, _order++));
        }
    }
}
