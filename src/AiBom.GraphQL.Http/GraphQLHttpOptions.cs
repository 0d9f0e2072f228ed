using System.Text.Json;
using AiBom.GraphQL.Execution;
using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>
/// Told once of an exception that nobody expected, to log it. The client gets only <paramref name="correlationId"/>.
/// </summary>
public delegate void UnhandledExceptionHandler(HttpContext context, Exception exception, string correlationId);

/// <summary>How an endpoint answers, and what its host supplies.</summary>
public sealed record GraphQLHttpOptions
{
    /// <summary>
    /// Makes the object that resolvers get as the request's state, and says who may send requests: null refuses this
    /// one, with the status that the delegate has set (401 if it has set none). It is called for every request but not
    /// for the page, which holds no data.
    /// </summary>
    public required Func<HttpContext, ValueTask<object?>> CreateState { get; init; }

    /// <summary>
    /// Makes the state of a WebSocket from the payload of its <c>connection_init</c> (of kind undefined if there was
    /// none); null closes it with 4403. The handshake then needs no credentials, which a browser could not send. It is
    /// too late to set a status. Without this delegate <see cref="CreateState"/> is asked about the handshake.
    /// </summary>
    public Func<HttpContext, JsonElement, ValueTask<object?>>? CreateSocketState { get; init; }

    /// <summary>
    /// Makes the state of each operation of a socket, and of each event of a subscription, from the one that the
    /// connection began with: it may be hours old. Without this delegate they share that one.
    /// </summary>
    public Func<object, object> RenewState { get; init; } = state => state;

    /// <summary>
    /// Whose pages may open WebSockets, and event streams by GET, besides those of the address that was asked. Behind a
    /// proxy that changes scheme, host or port, the address that browsers see belongs here.
    /// </summary>
    public IReadOnlyCollection<WebOrigin> AllowedOrigins { get; init; } = [];

    /// <summary>Whether the sender with this state may ask for the schema.</summary>
    public Func<object, bool> AllowIntrospection { get; init; } = _ => true;

    /// <summary>Documents that the operator lists, so that clients can send their hashes; null for none.</summary>
    public TrustedDocuments? TrustedDocuments { get; init; }

    /// <summary>
    /// Whether <see cref="TrustedDocuments"/> alone are executed, by hash or by text, and everything else is refused.
    /// </summary>
    public bool TrustedDocumentsOnly { get; init; }

    /// <summary>Without one, unexpected exceptions go to the host's log.</summary>
    public UnhandledExceptionHandler? OnUnhandledException { get; init; }

    /// <summary>
    /// What a document may ask for. The members that this record has itself, or <see cref="Limits"/>, are not used.
    /// </summary>
    public GraphQLOptions Engine { get; init; } = new();

    /// <summary>What a request may take.</summary>
    public GraphQLHttpLimits Limits { get; init; } = GraphQLHttpLimits.Default;

    /// <summary>The status codes of well-formed requests.</summary>
    public GraphQLHttpStatus Status { get; init; } = GraphQLHttpStatus.Default;

    /// <summary>Whether a browser that opens the address gets a page to write queries in.</summary>
    public bool ShowPage { get; init; } = true;

    /// <summary>Measures every span of <see cref="Limits"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
