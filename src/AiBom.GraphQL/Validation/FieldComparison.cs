using System.Runtime.CompilerServices;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Finds the fields that cannot be merged (section 5.3.2). Fields of two objects that cannot be the same one
/// ("exclusive" below) need only have results of the same shape.
/// </summary>
internal sealed class FieldComparison(ValidationContext context)
{
    private readonly Dictionary<SelectionSetNode, SelectedFields> _selected = new(ReferenceEqualityComparer.Instance);
    private readonly ComparedPairs _setsAndFragments = new();
    private readonly ComparedPairs _fragments = new();
    private readonly List<FieldConflict> _none = [];
    private int _comparisons;
    private int _found;

    /// <summary>Says which bound stopped the comparison; null if none did.</summary>
    public string? ExceededBound { get; private set; }

    /// <summary>The conflicts in one selection set, those that its fragments bring in included.</summary>
    public IReadOnlyList<FieldConflict> ConflictsIn(SelectionSetNode selections, CompositeType? parent)
    {
        SelectedFields selected = Select(parent, selections);
        if (selected.Fragments.Count == 0 && selected.Fields.Values.All(uses => uses.Count == 1))
        {
            return _none;
        }

        _found = 0;
        var conflicts = new List<FieldConflict>();
        foreach (List<FieldUse> uses in selected.Fields.Values)
        {
            CompareWithin(conflicts, uses);
        }

        IList<FragmentDefinitionNode?> fragments = selected.Fragments.Values;
        for (int i = 0; i < fragments.Count; i++)
        {
            CompareWithFragment(conflicts, exclusive: false, selected, fragments[i]);
            for (int j = i + 1; j < fragments.Count && !IsOver; j++)
            {
                CompareFragments(conflicts, exclusive: false, fragments[i], fragments[j]);
            }
        }

        return conflicts;
    }

    private bool IsOver => ExceededBound is not null || _found > context.Limits.MaxErrors;

    private void CompareWithin(List<FieldConflict> conflicts, List<FieldUse> uses)
    {
        for (int i = 0; i < uses.Count; i++)
        {
            for (int j = i + 1; j < uses.Count && !IsOver; j++)
            {
                Compare(conflicts, exclusive: false, uses[i], uses[j]);
            }
        }
    }

    private void CompareWithFragment(
        List<FieldConflict> conflicts,
        bool exclusive,
        SelectedFields set,
        FragmentDefinitionNode? fragment)
    {
        // A set without fields of its own differs from nothing.
        if (fragment is null
            || set.Fields.Count == 0
            || !_setsAndFragments.Add(set, fragment, exclusive)
            || !Count())
        {
            return;
        }

        SelectedFields other = Select(fragment);
        if (set == other)
        {
            return;
        }

        CompareFields(conflicts, exclusive, set, other);
        foreach (FragmentDefinitionNode? inner in other.Fragments.Values)
        {
            CompareWithFragment(conflicts, exclusive, set, inner);
        }
    }

    private void CompareFragments(
        List<FieldConflict> conflicts,
        bool exclusive,
        FragmentDefinitionNode? first,
        FragmentDefinitionNode? second)
    {
        if (first is null
            || second is null
            || first == second
            || !_fragments.AddUnordered(first, second, exclusive)
            || !Count())
        {
            return;
        }

        SelectedFields ofFirst = Select(first);
        SelectedFields ofSecond = Select(second);
        CompareFields(conflicts, exclusive, ofFirst, ofSecond);
        foreach (FragmentDefinitionNode? inner in ofSecond.Fragments.Values)
        {
            CompareFragments(conflicts, exclusive, first, inner);
        }

        foreach (FragmentDefinitionNode? inner in ofFirst.Fragments.Values)
        {
            CompareFragments(conflicts, exclusive, inner, second);
        }
    }

    // The selection sets of two fields with one response key: all of the one against all of the other.
    private List<FieldConflict> CompareSets(bool exclusive, SelectedFields first, SelectedFields second)
    {
        var conflicts = new List<FieldConflict>();
        CompareFields(conflicts, exclusive, first, second);
        foreach (FragmentDefinitionNode? fragment in second.Fragments.Values)
        {
            CompareWithFragment(conflicts, exclusive, first, fragment);
        }

        foreach (FragmentDefinitionNode? fragment in first.Fragments.Values)
        {
            CompareWithFragment(conflicts, exclusive, second, fragment);
        }

        foreach (FragmentDefinitionNode? one in first.Fragments.Values)
        {
            foreach (FragmentDefinitionNode? other in second.Fragments.Values)
            {
                CompareFragments(conflicts, exclusive, one, other);
            }
        }

        return conflicts;
    }

    private void CompareFields(
        List<FieldConflict> conflicts,
        bool exclusive,
        SelectedFields first,
        SelectedFields second)
    {
        foreach ((string key, List<FieldUse> ofFirst) in first.Fields)
        {
            foreach (FieldUse other in second.Fields.GetValueOrDefault(key) ?? [])
            {
                foreach (FieldUse one in ofFirst)
                {
                    if (IsOver)
                    {
                        return;
                    }

                    Compare(conflicts, exclusive, one, other);
                }
            }
        }
    }

    private void Compare(List<FieldConflict> conflicts, bool exclusive, FieldUse first, FieldUse second)
    {
        if (!Count())
        {
            return;
        }

        // Two different object types have no object in common; an interface or union might.
        bool isExclusive = exclusive
            || (first.Parent != second.Parent && first.Parent is ObjectType && second.Parent is ObjectType);
        string? reason = DifferenceOf(isExclusive, first, second);
        if (reason is not null)
        {
            _found++;
            conflicts.Add(FieldConflict.Of(first, second, reason));
        }
        else if (first.Node.SelectionSet is { } ofFirst && second.Node.SelectionSet is { } ofSecond)
        {
            List<FieldConflict> below = CompareSets(
                isExclusive,
                Select(first.Definition?.Type.Named as CompositeType, ofFirst),
                Select(second.Definition?.Type.Named as CompositeType, ofSecond));
            if (below.Count > 0)
            {
                conflicts.Add(FieldConflict.Above(first, second, below));
            }
        }
    }

    private static string? DifferenceOf(bool exclusive, FieldUse first, FieldUse second)
    {
        if (!exclusive)
        {
            if (!string.Equals(first.Node.Name.Value, second.Node.Name.Value, StringComparison.Ordinal))
            {
                return $"{Excerpt.Of(first.Node.Name.Value)} and {Excerpt.Of(second.Node.Name.Value)} are different "
                    + "fields";
            }

            if (!string.Equals(first.Arguments, second.Arguments, StringComparison.Ordinal))
            {
                return "its arguments differ";
            }
        }

        return first.Definition?.Type is { } one && second.Definition?.Type is { } other && !HaveSameShape(one, other)
            ? $"its types {one} and {other} differ"
            : null;
    }

    // SameResponseShape() of section 5.3.2, for the types themselves.
    private static bool HaveSameShape(GraphQLType first, GraphQLType second) => (first, second) switch
    {
        (NonNullType one, NonNullType other) => HaveSameShape(one.Nullable, other.Nullable),
        (ListType one, ListType other) => HaveSameShape(one.Item, other.Item),
        (NonNullType or ListType, _) or (_, NonNullType or ListType) => false,
        (LeafType, _) or (_, LeafType) => first == second,
        _ => true,
    };

    private SelectedFields Select(FragmentDefinitionNode fragment) => Select(
        context.Schema.FindType(fragment.TypeCondition.Name.Value) as CompositeType, fragment.SelectionSet);

    private SelectedFields Select(CompositeType? parent, SelectionSetNode selections)
    {
        if (!_selected.TryGetValue(selections, out SelectedFields? selected))
        {
            _selected[selections] = selected = SelectedFields.Of(context, parent, selections);
        }

        return selected;
    }

    // One more comparison; false if that is one too many, or if it goes too deep for the stack.
    private bool Count()
    {
        if (++_comparisons > context.Limits.MaxFieldMergeComparisons)
        {
            ExceededBound ??= $"Expected at most {context.Limits.MaxFieldMergeComparisons} comparisons of fields "
                + "(MaxFieldMergeComparisons); the document needs more.";
        }
        else if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            ExceededBound ??= "Expected fewer fragments inside one another.";
        }

        return ExceededBound is null;
    }

    /// <summary>
    /// Pairs that were compared. A pair compared as not exclusive need not be compared as exclusive, which is less
    /// strict.
    /// </summary>
    private sealed class ComparedPairs
    {
        private readonly Dictionary<(int First, int Second), bool> _pairs = [];
        private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);

        /// <summary>Whether the pair is yet to be compared.</summary>
        public bool Add(object first, object second, bool exclusive) =>
            Add((NumberOf(first), NumberOf(second)), exclusive);

        public bool AddUnordered(object first, object second, bool exclusive)
        {
            (int one, int other) = (NumberOf(first), NumberOf(second));
            return Add(one < other ? (one, other) : (other, one), exclusive);
        }

        private bool Add((int First, int Second) pair, bool exclusive)
        {
            if (_pairs.TryGetValue(pair, out bool wasExclusive) && (exclusive || !wasExclusive))
            {
                return false;
            }

            _pairs[pair] = exclusive;
            return true;
        }

        private int NumberOf(object one)
        {
            if (!_numbers.TryGetValue(one, out int number))
            {
                _numbers[one] = number = _numbers.Count;
            }

            return number;
        }
    }
}
