namespace AiBom.GraphQL.Http;

/// <summary>
/// What one request may take. What the document itself may ask for is bounded by <see cref="GraphQLLimits"/>.
/// </summary>
public sealed record GraphQLHttpLimits
{
    /// <summary>The bounds that apply where none are given.</summary>
    public static GraphQLHttpLimits Default { get; } = new();

    /// <summary>Bytes of a request's body; more is answered with 413.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Objects and arrays inside one another in a request's JSON.</summary>
    public int MaxJsonDepth { get; init; } = 64;

    /// <summary>From the first byte read to the last field resolved; then the answer is an error.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Prepared operations that are remembered.</summary>
    public int MaxCachedOperations { get; init; } = 1_000;

    /// <summary>Refused documents that are remembered, apart from the good ones so as not to push these out.</summary>
    public int MaxCachedRefusals { get; init; } = 100;

    /// <summary>
    /// UTF-16 code units of a document that is remembered. A larger one is prepared anew each time: a client that
    /// writes values into its documents must not fill the memory with them.
    /// </summary>
    public int MaxCachedDocumentLength { get; init; } = 16_384;
}
