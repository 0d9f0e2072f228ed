using System.Diagnostics.Metrics;
using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http;

/// <summary>
/// The names under which the transport tells what it does, besides what the engine tells
/// (<see cref="Telemetry.GraphQLTelemetry"/>) and what ASP.NET Core does. The conventions have no names for these yet.
/// </summary>
public static class GraphQLHttpTelemetry
{
    /// <summary>The meter of the metrics below.</summary>
    public const string MeterName = "AiBom.GraphQL.Http";

    /// <summary>
    /// Counter: answers without data, over each transport. <c>error.type</c> is the <c>extensions.code</c> of the first
    /// error.
    /// </summary>
    public const string RefusedRequests = "graphql.server.request.refused";

    /// <summary>
    /// Counter: documents looked up. <c>graphql.document.cache.result</c> is <c>hit</c> or <c>miss</c>; a refused
    /// document that is remembered is a hit as well.
    /// </summary>
    public const string CacheLookups = "graphql.server.document.cache.lookups";
}

/// <summary>The instruments behind <see cref="GraphQLHttpTelemetry"/>.</summary>
internal static class Signals
{
    private static readonly Meter Meter = new(
        GraphQLHttpTelemetry.MeterName,
        typeof(Signals).Assembly.GetName().Version?.ToString(fieldCount: 3));

    private static readonly Counter<int> Refused = Meter.CreateCounter<int>(
        GraphQLHttpTelemetry.RefusedRequests, "{request}", "GraphQL requests answered without data.");

    private static readonly Counter<int> Lookups = Meter.CreateCounter<int>(
        GraphQLHttpTelemetry.CacheLookups, "{lookup}", "Documents looked up among those that are prepared.");

    /// <summary>Counts an answer if it has no data.</summary>
    public static void NoteAnswer(ExecutionResult result)
    {
        if (result is { IsExecuted: false, Errors: [{ } error, ..] } && Refused.Enabled)
        {
            Refused.Add(1, new KeyValuePair<string, object?>(
                "error.type", error.Extensions?.GetValueOrDefault("code") ?? "_OTHER"));
        }
    }

    /// <summary>Counts that a document was looked up.</summary>
    public static void NoteLookup(bool isKnown) =>
        Lookups.Add(1, new KeyValuePair<string, object?>("graphql.document.cache.result", isKnown ? "hit" : "miss"));
}
