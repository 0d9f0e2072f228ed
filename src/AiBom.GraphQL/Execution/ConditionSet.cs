using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// The distinct conditions of a document's <c>@skip</c> and <c>@include</c>: one bit each, worked out once a request.
/// </summary>
internal sealed class ConditionSet
{
    private const int MaxConditions = 64;

    private readonly List<(string Variable, bool Wanted)> _conditions = [];

    /// <summary>Whether there were more than fit.</summary>
    public bool IsFull { get; private set; }

    /// <summary>
    /// Adds the conditions of a selection to those around it; null if the selection can never be included.
    /// </summary>
    public ulong? MaskOf(SelectionNode selection, ulong around)
    {
        ulong mask = around;
        foreach (DirectiveNode directive in selection.Directives)
        {
            bool isSkip = directive.Name.Value is "skip";
            if (!isSkip && directive.Name.Value is not "include")
            {
                continue;
            }

            ValueNode? condition = directive.Arguments
                .FirstOrDefault(argument => argument.Name.Value is "if")?.Value;
            switch (condition)
            {
                case BooleanValueNode constant when constant.Value == isSkip:
                    return null;
                case VariableNode variable:
                    mask |= BitOf(variable.Name.Value, wanted: !isSkip);
                    break;
            }
        }

        return mask;
    }

    /// <summary>The conditions that hold for these variables.</summary>
    public ulong Evaluate(VariableValues variables)
    {
        ulong holding = 0;
        for (int i = 0; i < _conditions.Count; i++)
        {
            (string name, bool wanted) = _conditions[i];
            if (variables.TryGet(name, out object? value) && value is bool flag && flag == wanted)
            {
                holding |= 1UL << i;
            }
        }

        return holding;
    }

    private ulong BitOf(string variable, bool wanted)
    {
        int index = _conditions.IndexOf((variable, wanted));
        if (index < 0 && _conditions.Count == MaxConditions)
        {
            IsFull = true;
            return 0;
        }

        if (index < 0)
        {
            index = _conditions.Count;
            _conditions.Add((variable, wanted));
        }

        return 1UL << index;
    }
}
