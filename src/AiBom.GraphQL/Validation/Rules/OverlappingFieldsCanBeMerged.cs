using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// Section 5.3.2: fields that end up under one key of the response are the same field with the same arguments, or,
/// where their objects can never be the same, at least have results of one shape.
/// </summary>
/// <remarks>
/// FieldsInSetCanMerge() of the specification expands fragments at each use, which is exponential. Here each pair of
/// a selection set and a fragment, and each pair of fragments, is compared once; and as even that is quadratic, the
/// work is bounded.
/// </remarks>
internal sealed class OverlappingFieldsCanBeMerged(ValidationContext context) : ValidationRule(context)
{
    private readonly FieldComparison _comparison = new(context);
    private SelectionSetNode? _inline;
    private bool _isOver;

    public override void Enter(InlineFragmentNode fragment) => _inline = fragment.SelectionSet;

    // An inline fragment's fields were compared as fields of the set around.
    public override void Enter(SelectionSetNode selections)
    {
        if (_isOver || selections == _inline)
        {
            return;
        }

        foreach (FieldConflict conflict in _comparison.ConflictsIn(selections, Context.Position.ParentType))
        {
            string key = Excerpt.Of(conflict.ResponseKey);
            string message = $"Expected fields that can be merged as {key}: {conflict.Reason}. Use another alias.";
            Report(message, [.. conflict.First, .. conflict.Second]);
        }

        if (_comparison.ExceededBound is { } bound)
        {
            _isOver = true;
            Context.ReportLimit(bound, selections);
        }
    }
}
