using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Telemetry;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// A subscription that goes on: it reads its source and executes each event (section 6.2.3). Whatever prevents the next
/// answer is itself the last answer, without data.
/// </summary>
internal sealed class Subscription(
    GraphQLEngine engine,
    OperationPlan plan,
    VariableValues values,
    object? state,
    ActivityContext opening,
    CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly RequestState _request = new(plan, values, state, engine.Options, cancellationToken);
    private IAsyncEnumerator<object?>? _events;
    private FieldPlan? _field;
    private bool _isOver;

    /// <summary>Asks the source for its events. Before that there is nothing to read.</summary>
    /// <returns>Why there are none; null if all is well.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a source throws goes through the error filter.")]
    public ResponseError? Open()
    {
        if (plan.Root.FieldsFor(_request.Conditions) is not [{ Field.Source: { } source } field])
        {
            return ResponseError.Of("The operation is no subscription to events.", ErrorCodes.Unsupported);
        }

        _field = field;
        if (field.Arguments.Coerce(values, out ArgumentError? refused) is not { } arguments)
        {
            SourceLocation location = refused!.Location ?? plan.Operation.Location;
            return ResponseError.Of(refused.Message, ErrorCodes.Variables, location);
        }

        try
        {
            // The source is asked alone: what it loads need not wait for others.
            _request.ReadLoads();
            _events = source(new ResolveContext(_request, field, arguments)).GetAsyncEnumerator(cancellationToken);
            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return ErrorOf(exception);
        }
    }

    /// <summary>The next answer; null at the end.</summary>
    /// <exception cref="OperationCanceledException">The subscription was cancelled.</exception>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a source throws goes through the error filter.")]
    public async ValueTask<ExecutionResult?> NextAsync()
    {
        if (_isOver)
        {
            return null;
        }

        try
        {
            _isOver = !await _events!.MoveNextAsync();
            return _isOver ? null : await ExecuteAsync(_events.Current);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return End(ErrorOf(exception));
        }
    }

    /// <summary>Tells the source that nobody listens any more.</summary>
    public ValueTask DisposeAsync() => _events?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Executes one event within its own time and with a state of its own.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "What ends because its time is up may throw anything.")]
    private async ValueTask<ExecutionResult> ExecuteAsync(object? item)
    {
        TimeSpan most = engine.Options.EventTimeout;
        using var timeout = new CancellationTokenSource(most, engine.Options.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            object? own = engine.Options.EventState(state);
            return await (Observation.OfEventsIsWanted
                ? ObserveAsync(own, item, ending.Token)
                : engine.RunAsync(plan, values, own, item, ending.Token));
        }
        catch (Exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string message = $"The event could not be answered within {most.TotalSeconds} s.";
            return End(ErrorOf(new GraphQLException(message, ErrorCodes.Timeout)));
        }
    }

    private ValueTask<ExecutionResult> ObserveAsync(object? own, object? item, CancellationToken ending) =>
        Observation.OfEventAsync(plan, opening, () => engine.RunAsync(plan, values, own, item, ending), ending);

    private ExecutionResult End(ResponseError error)
    {
        _isOver = true;
        return new ExecutionResult(error);
    }

    private ResponseError ErrorOf(Exception exception)
    {
        GraphQLException shown = exception as GraphQLException ?? engine.Options.ErrorFilter(exception);
        return new ResponseError(
            shown.Message,
            _field?.Locations(_request.Conditions) ?? [plan.Operation.Location],
            _field is null ? null : [_field.Key],
            shown.ResponseExtensions);
    }
}
