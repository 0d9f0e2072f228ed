namespace AiBom.GraphQL.Execution;

/// <summary>What one request may cost, and who hears of failures.</summary>
public sealed record GraphQLOptions
{
    /// <summary>What a request may ask for.</summary>
    public GraphQLLimits Limits { get; init; } = GraphQLLimits.Default;

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
