using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AiBom.GraphQL.Http;

/// <summary>The form of a request in the address of a GET (GraphQL over HTTP, "GET").</summary>
internal static class QueryString
{
    public static RequestResult Read(IQueryCollection parameters, GraphQLHttpLimits limits)
    {
        foreach (string name in (ReadOnlySpan<string>)["query", "documentId", "operationName", "variables", "extensions"])
        {
            if (parameters[name].Count > 1)
            {
                return new Refusal(
                    StatusCodes.Status400BadRequest,
                    HttpErrorCodes.DuplicateKey,
                    $"The parameter '{name}' was given {parameters[name].Count} times.");
            }
        }

        JsonElement? variables = ReadObject("variables", parameters, limits, out Refusal? refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        JsonElement? extensions = ReadObject("extensions", parameters, limits, out refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        return RequestParameters.Of(
            Text("query", parameters),
            Text("documentId", parameters),
            Text("operationName", parameters),
            variables,
            extensions);
    }

    // An address has no null: an empty parameter is an absent one.
    private static string? Text(string name, IQueryCollection parameters) =>
        parameters[name].ToString() is { Length: > 0 } text ? text : null;

    private static JsonElement? ReadObject(
        string name,
        IQueryCollection parameters,
        GraphQLHttpLimits limits,
        out Refusal? refusal)
    {
        refusal = null;
        return StringValues.IsNullOrEmpty(parameters[name])
            ? null
            : RequestJson.ReadObject(Encoding.UTF8.GetBytes(parameters[name].ToString()), name, limits, out refusal);
    }
}
