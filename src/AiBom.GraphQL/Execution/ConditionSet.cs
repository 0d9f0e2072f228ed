using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// The distinct conditions of a document's <c>@skip</c> and <c>@include</c>: one bit each, worked out once a request.
/// </summary>
/// <param name="most">How many there may be.</param>
internal sealed class ConditionSet(int most)
{
    /// <summary>How many fit into a mask.</summary>
    public const int Capacity = 64;

    private readonly List<(string Variable, bool Wanted)> _conditions = [];

    /// <summary>How many there are; the set is of use only while they are not too many.</summary>
    public int Count => _conditions.Count;

    /// <summary>Whether there are more than there may be.</summary>
    public bool IsOver => Count > most;

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

    /// <summary>Whether some condition can be neither true nor false.</summary>
    public bool HasUndecided(VariableValues variables) =>
        _conditions.Exists(condition => !IsDecided(condition.Variable, variables));

    /// <summary>Whether a variable is true or false.</summary>
    public static bool IsDecided(string variable, VariableValues variables) =>
        variables.TryGet(variable, out object? value) && value is bool;

    /// <summary>The variables that the conditions of a selection depend on.</summary>
    public static IEnumerable<ConditionUse> UsesOf(SelectionNode selection, ulong around) =>
        from directive in selection.Directives
        where directive.Name.Value is "skip" or "include"
        from argument in directive.Arguments
        where argument is { Name.Value: "if", Value: VariableNode }
        select new ConditionUse(((VariableNode)argument.Value).Name.Value, argument.Value.Location, around);

    private ulong BitOf(string variable, bool wanted)
    {
        int index = _conditions.IndexOf((variable, wanted));
        if (index < 0)
        {
            index = _conditions.Count;
            _conditions.Add((variable, wanted));
        }

        // Those that do not fit share bits, and nobody will look at them.
        return 1UL << index;
    }
}

/// <summary>Where a condition uses a variable, and the conditions under which it is asked at all.</summary>
internal readonly record struct ConditionUse(string Variable, SourceLocation Location, ulong Around)
{
    public string Message => $"The condition cannot be decided, as variable \"${Variable}\" is null.";
}
