using System.Text.Json;

namespace AiBom.GraphQL.Http;

/// <summary>The parameters of a well-formed GraphQL request; null stands for absent.</summary>
/// <param name="Query">The document; null only if there is a hash.</param>
/// <param name="DocumentHash">The document's SHA-256, lowercase hexadecimal.</param>
/// <param name="OperationName">Which of the document's operations.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="Extensions">A JSON object.</param>
internal sealed record RequestParameters(
    string? Query,
    string? DocumentHash,
    string? OperationName,
    JsonElement? Variables,
    JsonElement? Extensions)
{
    /// <summary>Puts the parameters together; one of them must say which document is meant.</summary>
    public static RequestResult Of(
        string? query,
        string? documentId,
        string? operationName,
        JsonElement? variables,
        JsonElement? extensions)
    {
        string? hash = Http.DocumentHash.Read(documentId, extensions, out Refusal? refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        return query is null && hash is null
            ? Refusal.Malformed("The parameter 'query' is missing.")
            : new RequestParameters(query, hash, operationName, variables, extensions);
    }
}

/// <summary>Either the parameters or why the request was refused.</summary>
internal readonly record struct RequestResult(RequestParameters? Parameters, Refusal? Refusal)
{
    public static implicit operator RequestResult(Refusal refusal) => new(null, refusal);

    public static implicit operator RequestResult(RequestParameters parameters) => new(parameters, null);
}
