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

    /// <summary>Whether the sender with this state may ask for the schema.</summary>
    public Func<object, bool> AllowIntrospection { get; init; } = _ => true;

    /// <summary>Without one, unexpected exceptions go to the host's log.</summary>
    public UnhandledExceptionHandler? OnUnhandledException { get; init; }

    /// <summary>What a document may ask for. <c>AllowIntrospection</c> and <c>ErrorFilter</c> are not used.</summary>
    public GraphQLOptions Engine { get; init; } = new();

    /// <summary>What a request may take.</summary>
    public GraphQLHttpLimits Limits { get; init; } = GraphQLHttpLimits.Default;

    /// <summary>The status codes of well-formed requests.</summary>
    public GraphQLHttpStatus Status { get; init; } = GraphQLHttpStatus.Default;

    /// <summary>Whether a browser that opens the address gets a page to write queries in.</summary>
    public bool ShowPage { get; init; } = true;

    /// <summary>Measures <see cref="GraphQLHttpLimits.Timeout"/>.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
