using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Execution;

/// <summary>Either the <see cref="Plan"/> of an operation or the <see cref="Errors"/> that prevent it.</summary>
[SuppressMessage("Design", "MA0016", Justification = "An immutable array is the abstraction.")]
public sealed class PreparedOperation
{
    internal PreparedOperation(OperationPlan plan) => Plan = plan;

    /// <summary>An operation that is refused, by the engine or by who calls it.</summary>
    /// <param name="errors">Why; at least one.</param>
    public PreparedOperation(params ImmutableArray<ResponseError> errors) => Errors = errors;

    /// <summary>Null exactly when there are errors.</summary>
    public OperationPlan? Plan { get; }

    /// <summary>Empty exactly when there is a plan.</summary>
    public ImmutableArray<ResponseError> Errors { get; } = [];

    /// <summary>Whether there is a plan.</summary>
    [MemberNotNullWhen(true, nameof(Plan))]
    public bool IsOk => Plan is not null;
}
