using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>
/// The status codes of well-formed requests. Deployed servers and the graphql-http audits use those of
/// <see cref="Default"/>; the GraphQL-over-HTTP draft of August 2026 recommends <see cref="Draft"/>.
/// </summary>
public sealed record GraphQLHttpStatus
{
    /// <summary>400 for what cannot be executed, 200 for everything else.</summary>
    public static GraphQLHttpStatus Default { get; } = new();

    /// <summary>422 for what cannot be executed, 294 for data with errors.</summary>
    public static GraphQLHttpStatus Draft { get; } = new()
    {
        NotExecuted = StatusCodes.Status422UnprocessableEntity,
        PartialSuccess = 294,
    };

    /// <summary>The document, or its variables, cannot be executed: there is no <c>data</c>.</summary>
    public int NotExecuted { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>There are <c>data</c> and <c>errors</c>.</summary>
    public int PartialSuccess { get; init; } = StatusCodes.Status200OK;

    /// <summary>
    /// The status of both where the response is <c>application/json</c>: older clients take any other for the failure
    /// of an intermediary and do not read the errors.
    /// </summary>
    public int LegacyMediaType { get; init; } = StatusCodes.Status200OK;
}
