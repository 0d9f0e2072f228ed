using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Telemetry;

/// <summary>
/// An operation, or an event of a subscription, that somebody wants to hear of: from its start until it is disposed.
/// </summary>
internal sealed class Observation : IDisposable
{
    private const string Cancelled = "cancelled";

    private readonly OperationPlan _plan;
    private readonly Activity? _activity;
    private readonly Histogram<double> _duration;
    private readonly UpDownCounter<int>? _active;
    private readonly long _start = Stopwatch.GetTimestamp();
    private string? _error;

    private Observation(
        OperationPlan plan,
        Activity? activity,
        Histogram<double> duration,
        UpDownCounter<int>? active)
    {
        _plan = plan;
        _activity = activity;
        _duration = duration;
        _active = active;
        _active?.Add(1, Type);
        if (activity is { IsAllDataRequested: true })
        {
            activity.SetTag(Attributes.OperationType, NameOf(plan.Kind));
            activity.SetTag(Attributes.OperationName, plan.Name);
            activity.SetTag(Attributes.DocumentHash, plan.DocumentHash);
        }
    }

    /// <summary>Whether anybody wants to hear of operations.</summary>
    public static bool OfRequestsIsWanted =>
        Signals.Source.HasListeners() || Signals.RequestDuration.Enabled || Signals.ActiveRequests.Enabled;

    /// <summary>Whether anybody wants to hear of a subscription's events.</summary>
    public static bool OfEventsIsWanted => Signals.Source.HasListeners() || Signals.EventDuration.Enabled;

    /// <summary>Executes an operation and tells of it.</summary>
    public static async ValueTask<ExecutionResult> OfRequestAsync(
        OperationPlan plan,
        Func<ValueTask<ExecutionResult>> execute,
        CancellationToken cancellationToken)
    {
        using Observation observation = OfRequest(plan);
        return await observation.RunAsync(execute, cancellationToken);
    }

    /// <summary>
    /// Executes an event and tells of it. A subscription can be open for days, so each event has a trace of its own,
    /// and only a link to the span that opened the subscription.
    /// </summary>
    public static async ValueTask<ExecutionResult> OfEventAsync(
        OperationPlan plan,
        ActivityContext opening,
        Func<ValueTask<ExecutionResult>> execute,
        CancellationToken cancellationToken)
    {
        if (Signals.Source.HasListeners())
        {
            Activity.Current = null;
        }

        Activity? activity = Signals.Source.StartActivity(
            "GraphQL Subscription Event",
            ActivityKind.Internal,
            parentContext: default,
            links: opening == default ? null : [new ActivityLink(opening)]);
        activity?.SetTag(Attributes.ProcessingType, "execute");
        using var observation = new Observation(plan, activity, Signals.EventDuration, active: null);
        return await observation.RunAsync(execute, cancellationToken);
    }

    /// <summary>To link to; the default where there is no span.</summary>
    public ActivityContext Context => _activity?.Context ?? default;

    private KeyValuePair<string, object?> Type => new(Attributes.OperationType, NameOf(_plan.Kind));

    /// <summary>Starts with an operation. The span is named by the type; names are the clients' and without number.</summary>
    public static Observation OfRequest(OperationPlan plan) => new(
        plan,
        Signals.Source.StartActivity(NameOf(plan.Kind), ActivityKind.Server),
        Signals.RequestDuration,
        Signals.ActiveRequests);

    /// <summary>Counts a subscription until what is returned is disposed; null where nobody counts.</summary>
    public static IDisposable? OfSubscription() => Signals.ActiveSubscriptions.Enabled ? new OpenSubscription() : null;

    /// <summary>Notes what the operation costs on its span.</summary>
    public static void NoteCost(long cost)
    {
        if (Signals.Source.HasListeners() && Activity.Current is { } activity && activity.Source == Signals.Source)
        {
            activity.SetTag(Attributes.OperationCost, cost);
        }
    }

    /// <summary>Notes the errors of the response.</summary>
    public void Ended(ImmutableArray<ResponseError> errors)
    {
        if (!errors.IsEmpty)
        {
            _error = Phase.ErrorOf(errors);
            _activity?.SetTag(Attributes.ErrorCount, errors.Length);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _activity.Fail(_error);
        _activity?.Dispose();
        _active?.Add(-1, Type);
        if (_duration.Enabled)
        {
            // The span and the metric tell the same duration.
            TimeSpan duration = _activity?.Duration ?? Stopwatch.GetElapsedTime(_start);
            var tags = new TagList { Type };
            if (_error is not null)
            {
                tags.Add(Attributes.ErrorType, _error);
            }

            _duration.Record(duration.TotalSeconds, tags);
        }
    }

    private async ValueTask<ExecutionResult> RunAsync(
        Func<ValueTask<ExecutionResult>> execute,
        CancellationToken cancellationToken)
    {
        try
        {
            ExecutionResult result = await execute();
            Ended(result.Errors);
            return result;
        }
        catch (Exception exception)
        {
            _error = cancellationToken.IsCancellationRequested ? Cancelled : exception.GetType().FullName;
            throw;
        }
    }

    private static string NameOf(OperationType type) => type switch
    {
        OperationType.Query => "query",
        OperationType.Mutation => "mutation",
        _ => "subscription",
    };

    private sealed class OpenSubscription : IDisposable
    {
        public OpenSubscription() => Signals.ActiveSubscriptions.Add(1);

        public void Dispose() => Signals.ActiveSubscriptions.Add(-1);
    }
}

/// <summary>The spans of what is done once a document or a batch.</summary>
internal static class Phase
{
    /// <summary>Starts a span; null where nobody listens.</summary>
    public static Activity? Start(string name, string processing)
    {
        Activity? activity = Signals.Source.StartActivity(name, ActivityKind.Internal);
        activity?.SetTag(Attributes.ProcessingType, processing);
        return activity;
    }

    /// <summary>Measures a batch of a loader and starts its span; null where nobody listens.</summary>
    public static Activity? StartBatch(string loader, int keys)
    {
        Signals.BatchSize.Record(keys, new KeyValuePair<string, object?>(Attributes.LoaderName, loader));
        if (!Signals.Source.HasListeners())
        {
            return null;
        }

        Activity? activity = Start($"GraphQL DataLoader Batch {loader}", "dataloader_batch");
        activity?.SetTag(Attributes.LoaderName, loader);
        activity?.SetTag(Attributes.LoaderBatchSize, keys);
        return activity;
    }

    /// <summary>The code of the first error; null if there is none.</summary>
    public static string? ErrorOf(ImmutableArray<ResponseError> errors) => errors.IsEmpty
        ? null
        : errors[0].Extensions?.GetValueOrDefault("code") as string ?? "_OTHER";

    /// <summary>Says that a span failed, if there is one and it did.</summary>
    public static void Fail(this Activity? activity, string? error)
    {
        if (error is not null)
        {
            activity?.SetStatus(ActivityStatusCode.Error);
            activity?.SetTag(Attributes.ErrorType, error);
        }
    }
}
