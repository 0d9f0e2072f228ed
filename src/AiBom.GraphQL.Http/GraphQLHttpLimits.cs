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

    /// <summary>
    /// Bytes that all prepared operations together are taken to occupy, at 100 for each character of their documents;
    /// and all refused ones besides.
    /// </summary>
    public long MaxCachedBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Bytes of documents that clients had remembered by sending them with their hashes; 0 if they may not.
    /// </summary>
    public long MaxRegisteredDocumentBytes { get; init; } = 16 << 20;

    /// <summary>Refused documents that are remembered, apart from the good ones so as not to push these out.</summary>
    public int MaxCachedRefusals { get; init; } = 100;

    /// <summary>
    /// UTF-16 code units of a document that is remembered. A larger one is prepared anew each time: a client that
    /// writes values into its documents must not fill the memory with them.
    /// </summary>
    public int MaxCachedDocumentLength { get; init; } = 16_384;

    /// <summary>WebSockets and event streams that are open at a time; one more is answered with 503.</summary>
    public int MaxStreams { get; init; } = 1_000;

    /// <summary>Operations of one socket that are executed at a time; one more is answered with an error.</summary>
    public int MaxSocketOperations { get; init; } = 50;

    /// <summary>Bytes of a socket's message until it is acknowledged; from then on <see cref="MaxBodyBytes"/>.</summary>
    public int MaxInitBytes { get; init; } = 16_384;

    /// <summary>
    /// Bytes that wait to be sent over one socket. While there are as many, its operations wait; one message may go
    /// beyond.
    /// </summary>
    public int MaxQueuedBytes { get; init; } = 1 << 20;

    /// <summary>How long the sender of a stream may wait for its reader; then the stream is closed.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From the opening of a socket to its <c>connection_init</c>.</summary>
    public TimeSpan InitTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Between two signs of life on a stream. A socket on which nothing came for as long after one is closed.
    /// </summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>From the decision to close a socket to its end, whatever the other side does.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
