namespace AiBom.GraphQL.Http;

/// <summary>
/// Why the server closes a socket. 1002 (a frame that is none) and 1007 (text that is not UTF-8) are RFC 6455's, 4400 to
/// 4429 and 4500 are the protocol's; the others are this server's and allow another try.
/// </summary>
public static class SocketCloseCodes
{
    /// <summary>The answer to the client's own close.</summary>
    public const int Normal = 1000;

    /// <summary>The server is stopping.</summary>
    public const int GoingAway = 1001;

    /// <summary>
    /// A message of more bytes than <see cref="GraphQLHttpLimits.MaxBodyBytes"/>, or
    /// <see cref="GraphQLHttpLimits.MaxInitBytes"/> before the acknowledgement.
    /// </summary>
    public const int MessageTooBig = 1009;

    /// <summary>A message that the protocol does not have.</summary>
    public const int BadRequest = 4400;

    /// <summary>An operation before the connection was acknowledged.</summary>
    public const int Unauthorized = 4401;

    /// <summary>The host refused the <c>connection_init</c>.</summary>
    public const int Forbidden = 4403;

    /// <summary>The client does not speak <c>graphql-transport-ws</c>.</summary>
    public const int SubprotocolNotAcceptable = 4406;

    /// <summary>No <c>connection_init</c> within <see cref="GraphQLHttpLimits.InitTimeout"/>.</summary>
    public const int InitTimeout = 4408;

    /// <summary>An operation with the id of one that goes on.</summary>
    public const int SubscriberExists = 4409;

    /// <summary>A second <c>connection_init</c>.</summary>
    public const int TooManyInits = 4429;

    /// <summary>
    /// There was no room in the socket's queue for <see cref="GraphQLHttpLimits.SendTimeout"/>: the client reads too
    /// slowly, or not at all.
    /// </summary>
    public const int SlowReader = 4490;

    /// <summary>Nothing came for <see cref="GraphQLHttpLimits.KeepAlive"/> after a <c>ping</c>.</summary>
    public const int NoSignOfLife = 4499;

    /// <summary>The server failed.</summary>
    public const int InternalError = 4500;
}
