using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiBom.GraphQL.Telemetry;

/// <summary>The instruments behind <see cref="GraphQLTelemetry"/>.</summary>
internal static class Signals
{
    private static readonly string? Version = typeof(Signals).Assembly.GetName().Version?.ToString(fieldCount: 3);
    private static readonly Meter Meter = new(GraphQLTelemetry.MeterName, Version);

    // The boundaries of http.server.request.duration, and three below them: an operation in memory takes less.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
            [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
    };

    private static readonly InstrumentAdvice<int> Keys = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000],
    };

    public static ActivitySource Source { get; } = new(GraphQLTelemetry.ActivitySourceName, Version);

    public static Histogram<double> RequestDuration { get; } = Meter.CreateHistogram(
        GraphQLTelemetry.RequestDuration, "s", "Duration of GraphQL operations.", tags: null, Seconds);

    public static UpDownCounter<int> ActiveRequests { get; } = Meter.CreateUpDownCounter<int>(
        GraphQLTelemetry.ActiveRequests, "{request}", "GraphQL operations in execution.");

    public static UpDownCounter<int> ActiveSubscriptions { get; } = Meter.CreateUpDownCounter<int>(
        GraphQLTelemetry.ActiveSubscriptions, "{subscription}", "Open GraphQL subscriptions.");

    public static Histogram<double> EventDuration { get; } = Meter.CreateHistogram(
        GraphQLTelemetry.EventDuration, "s", "Duration of executing an event of a subscription.", tags: null, Seconds);

    public static Histogram<int> BatchSize { get; } = Meter.CreateHistogram(
        GraphQLTelemetry.LoaderBatchSize, "{key}", "Keys that a loader reads at once.", tags: null, Keys);
}

/// <summary>The names of attributes.</summary>
internal static class Attributes
{
    public const string OperationType = "graphql.operation.type";
    public const string OperationName = "graphql.operation.name";
    public const string OperationCost = "graphql.operation.cost";
    public const string ProcessingType = "graphql.processing.type";
    public const string DocumentHash = "graphql.document.hash";
    public const string ErrorCount = "graphql.response.error_count";
    public const string ErrorType = "error.type";
    public const string LoaderName = "graphql.dataloader.name";
    public const string LoaderBatchSize = "graphql.dataloader.batch.size";
}
