using System.Collections.Immutable;
using System.Globalization;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>What belongs to one request: its variables, its conditions, its caller's object, and its errors.</summary>
internal sealed class RequestState(
    OperationPlan plan,
    VariableValues variables,
    object? state,
    GraphQLOptions options,
    CancellationToken cancellationToken)
{
    private Dictionary<Exception, GraphQLException>? _seen;
    private List<ResponseError>? _errors;
    private long _unlisted;

    public Schema Schema => plan.Schema;

    public VariableValues Variables => variables;

    public ulong Conditions { get; } = plan.Conditions.Evaluate(variables);

    public bool HasUndecided { get; } = plan.Conditions.HasUndecided(variables);

    public object? State => state;

    public CancellationToken CancellationToken => cancellationToken;

    public List<ResponseError> Errors => _errors ??= [];

    /// <summary>The errors up to their bound, and how many there are besides.</summary>
    public ImmutableArray<ResponseError> ListedErrors => _errors is null ? [] : _unlisted == 0 ? [.. _errors] :
    [
        .. Errors,
        ResponseError.Of(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{_unlisted:N0} more errors are not listed; at most {options.Limits.MaxResultErrors:N0} are "
                + $"({nameof(GraphQLLimits.MaxResultErrors)})."),
            ErrorCodes.Limit),
    ];

    /// <summary>Records that a value could not be had, and lets the null rise as far as section 6.4.4 says.</summary>
    public void Fail(
        Level level,
        int index,
        string message,
        SourceLocation? location = null,
        string code = ErrorCodes.Internal) =>
        Fail(level, index, message, location, ResponseError.WithCode(code));

    /// <summary>The same for an exception, which the filter may replace; one exception is filtered once.</summary>
    public void Fail(Level level, int index, Exception exception)
    {
        // Nor is the filter told of what is not listed: a million failures must not become a million log entries.
        if (IsFull)
        {
            Omit(level, index);
            return;
        }

        _seen ??= new Dictionary<Exception, GraphQLException>(ReferenceEqualityComparer.Instance);
        if (!_seen.TryGetValue(exception, out GraphQLException? shown))
        {
            shown = exception as GraphQLException ?? options.ErrorFilter(exception);
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
        if (IsFull)
        {
            Omit(level, index);
            return;
        }

        ImmutableArray<SourceLocation> locations =
            location is { } one ? [one] : level.Place.Field.Locations(Conditions);
        Errors.Add(new ResponseError(message, locations, level.PathOf(index), extensions));
        level.Nullify(index);
    }

    private bool IsFull => Errors.Count >= options.Limits.MaxResultErrors;

    private void Omit(Level level, int index)
    {
        _unlisted++;
        level.Nullify(index);
    }
}
