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
    private RequestLoads? _loads;
    private volatile bool _isStarting = true;

    public Schema Schema => plan.Schema;

    public VariableValues Variables => variables;

    public ulong Conditions { get; } = plan.Conditions.Evaluate(variables);

    public bool HasUndecided { get; } = plan.Conditions.HasUndecided(variables);

    public object? State => state;

    public CancellationToken CancellationToken => cancellationToken;

    public List<ResponseError> Errors => _errors ??= [];

    /// <summary>The errors up to their bound, and how many there are in all.</summary>
    public ImmutableArray<ResponseError> ListedErrors
    {
        get
        {
            if (_unlisted == 0)
            {
                return _errors is null ? [] : [.. _errors];
            }

            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The response has {Errors.Count + _unlisted:N0} errors; at most {Errors.Count:N0} are listed "
                + $"({nameof(GraphQLLimits.MaxResultErrors)}).");
            return [.. Errors, ResponseError.Of(message, ErrorCodes.Limit)];
        }
    }

    /// <summary>Whether resolvers of a level are being started, so that what they load is not read yet.</summary>
    public bool IsStarting => _isStarting;

    /// <summary>Whether what was loaded stays true: a mutation writes, and a subscription may be open for days.</summary>
    public bool KeepsLoads => plan.Kind is OperationType.Query;

    /// <summary>Made when it is first asked for, which several threads may do at a time.</summary>
    public RequestLoads Loads =>
        _loads ?? Interlocked.CompareExchange(ref _loads, new RequestLoads(this), comparand: null) ?? _loads;

    /// <summary>The object that the caller of the engine gave.</summary>
    /// <exception cref="InvalidOperationException">It is of another type.</exception>
    public T StateAs<T>() => state is T own
        ? own
        : throw new InvalidOperationException(
            $"The request's state is {state?.GetType().Name ?? "absent"}, not {typeof(T).Name}.");

    /// <summary>Says that all resolvers of a level were started: what they load is read from now on.</summary>
    public void ReadLoads()
    {
        _isStarting = false;

        // Either the loads are seen here, or whoever makes them at this moment sees that nothing is being started.
        Interlocked.MemoryBarrier();
        _loads?.Dispatch();
    }

    /// <summary>Says that a level is complete: what is loaded from now on waits for the next level's start.</summary>
    public void GatherLoads() => _isStarting = true;

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

    private bool IsFull => _errors?.Count >= options.Limits.MaxResultErrors;

    private void Omit(Level level, int index)
    {
        _unlisted++;
        level.Nullify(index);
    }
}
