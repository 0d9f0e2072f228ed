using System.Collections.Immutable;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>What belongs to one request: its variables, its conditions, its caller's object, and its errors.</summary>
internal sealed class RequestState(
    OperationPlan plan,
    VariableValues variables,
    object? state,
    ErrorFilter filter,
    CancellationToken cancellationToken)
{
    private Dictionary<Exception, GraphQLException>? _seen;
    private List<ResponseError>? _errors;

    public Schema Schema => plan.Schema;

    public VariableValues Variables => variables;

    public ulong Conditions { get; } = plan.Conditions.Evaluate(variables);

    public bool HasUndecided { get; } = plan.Conditions.HasUndecided(variables);

    public object? State => state;

    public CancellationToken CancellationToken => cancellationToken;

    public List<ResponseError> Errors => _errors ??= [];

    /// <summary>The errors of the finished request.</summary>
    public ImmutableArray<ResponseError> TakeErrors() => _errors is null ? [] : [.. _errors];

    /// <summary>Records that a value could not be had, and lets the null rise as far as section 6.4.4 says.</summary>
    public void Fail(Level level, int index, string message, SourceLocation? location = null) =>
        Fail(level, index, message, location, extensions: null);

    /// <summary>The same for an exception, which the filter may replace; one exception is filtered once.</summary>
    public void Fail(Level level, int index, Exception exception)
    {
        _seen ??= new Dictionary<Exception, GraphQLException>(ReferenceEqualityComparer.Instance);
        if (!_seen.TryGetValue(exception, out GraphQLException? shown))
        {
            shown = exception as GraphQLException ?? filter(exception);
            _seen[exception] = shown;
        }

        Fail(level, index, shown.Message, location: null, shown.ResponseExtensions);
    }

    private void Fail(
        Level level,
        int index,
        string message,
        SourceLocation? location,
        IReadOnlyDictionary<string, object?>? extensions)
    {
        ImmutableArray<SourceLocation> locations =
            location is { } one ? [one] : level.Place.Field.Locations(Conditions);
        Errors.Add(new ResponseError(message, locations, level.PathOf(index), extensions));
        level.Nullify(index);
    }
}
