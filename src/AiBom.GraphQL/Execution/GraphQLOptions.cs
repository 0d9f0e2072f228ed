namespace AiBom.GraphQL.Execution;

/// <summary>What one request may cost, and who hears of failures.</summary>
public sealed record GraphQLOptions
{
    /// <summary>Bounds of the text and of its validation.</summary>
    public GraphQLLimits Limits { get; init; } = GraphQLLimits.Default;

    /// <summary>Fields inside one another, fragments followed; what is below <c>__schema</c> is not counted.</summary>
    public int MaxDepth { get; init; } = 15;

    /// <summary>Fields of an operation, each counted as often as fragments bring it in.</summary>
    public int MaxFields { get; init; } = 2_000;

    /// <summary>Fields of an operation that have an alias.</summary>
    public int MaxAliases { get; init; } = 50;

    /// <summary>
    /// The cost of a request: one for each object that its lists may hold, ten for each call of a resolver that may
    /// wait; page sizes are those of the request.
    /// </summary>
    public long MaxCost { get; init; } = 25_000;

    /// <summary>How many items a list is taken to have for its cost where no argument says so.</summary>
    public int AssumedListSize { get; init; } = 10;

    /// <summary>Whether <c>__schema</c> and <c>__type</c> may be asked.</summary>
    public bool AllowIntrospection { get; init; } = true;

    /// <summary>Told of each unexpected exception; without one the client learns only that there was one.</summary>
    public ErrorFilter ErrorFilter { get; init; } =
        _ => new GraphQLException("The server failed to answer this field.", ErrorCodes.Internal);

    /// <summary>How long the answer to one event of a subscription may take; then the stream ends.</summary>
    public TimeSpan EventTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Makes the state that the resolvers of an event get, from that of the subscription: what was true when it began
    /// may not be when the event comes.
    /// </summary>
    public Func<object?, object?> EventState { get; init; } = state => state;

    /// <summary>Measures <see cref="EventTimeout"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
