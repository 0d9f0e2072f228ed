using System.Text.Json;

namespace AiBom.GraphQL.Http;

/// <summary>The parameters of a well-formed GraphQL request; null stands for absent.</summary>
/// <param name="Query">The document.</param>
/// <param name="OperationName">Which of the document's operations.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="Extensions">A JSON object.</param>
internal sealed record RequestParameters(
    string Query,
    string? OperationName,
    JsonElement? Variables,
    JsonElement? Extensions);

/// <summary>Either the parameters or why the request was refused.</summary>
internal readonly record struct RequestResult(RequestParameters? Parameters, Refusal? Refusal)
{
    public static implicit operator RequestResult(Refusal refusal) => new(null, refusal);

    public static implicit operator RequestResult(RequestParameters parameters) => new(parameters, null);
}
