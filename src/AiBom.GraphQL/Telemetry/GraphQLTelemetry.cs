namespace AiBom.GraphQL.Telemetry;

/// <summary>
/// The names under which the engine tells what it does, for an OpenTelemetry host to subscribe to. Spans and attributes
/// follow the semantic conventions for GraphQL servers; metrics, and the spans of phases, follow the extension of them
/// that the GraphQL working group has proposed. Neither holds text of a document, variables or data, and nothing is
/// computed or allocated while nobody listens.
/// </summary>
/// <remarks>
/// <c>error.type</c> is the <c>extensions.code</c> of the first error, <c>cancelled</c> where the request's token ended
/// it, and <c>_OTHER</c> for an error without a code.
/// </remarks>
public static class GraphQLTelemetry
{
    /// <summary>
    /// The activity source. A span for each operation is named by its type alone; an event of a subscription has a
    /// trace of its own with a link to the span that opened the subscription. Parsing, validation and planning have
    /// spans where a document is prepared, and so has each batch of a loader.
    /// </summary>
    public const string ActivitySourceName = "AiBom.GraphQL";

    /// <summary>The meter of the metrics below.</summary>
    public const string MeterName = "AiBom.GraphQL";

    /// <summary>Histogram, seconds: operations from their variables to their data; subscriptions, the opening.</summary>
    public const string RequestDuration = "graphql.server.request.duration";

    /// <summary>Up-down counter: operations that are executed at the moment.</summary>
    public const string ActiveRequests = "graphql.server.request.active";

    /// <summary>Up-down counter: subscriptions that are open at the moment.</summary>
    public const string ActiveSubscriptions = "graphql.server.subscription.active";

    /// <summary>Histogram, seconds: the execution of one event of a subscription.</summary>
    public const string EventDuration = "graphql.server.subscription.event.duration";

    /// <summary>Histogram, keys: how many keys a loader reads at once.</summary>
    public const string LoaderBatchSize = "graphql.server.dataloader.batch.size";
}
