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
}
