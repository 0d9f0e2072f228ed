using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Text.Json;

namespace AiBom.Server.Demo;

/// <summary>Calls the service as any pipeline would: over HTTP, with a bearer token.</summary>
internal sealed class DemoClient(HttpClient http)
{
    /// <summary>Posts a document with its envelope and its files; gives the verdict's status.</summary>
    /// <exception cref="InvalidOperationException">The service did not take it.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The form disposes of its parts.")]
    public async Task<string> PostAsync(ChainPosting posting, byte[]? envelope, CancellationToken cancellationToken)
    {
        using var form = new MultipartFormDataContent();
        var document = new ByteArrayContent(posting.Document);
        document.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.cyclonedx+json");
        form.Add(document, "document");
        if (envelope is not null)
        {
            form.Add(new ByteArrayContent(envelope), "bundle");
        }

        foreach (ChainFile file in posting.Subject.Files)
        {
            form.Add(new ByteArrayContent(file.Bytes), "artifact", file.Name);
        }

        using HttpResponseMessage response =
            await http.PostAsync(new Uri("/v1/documents", UriKind.Relative), form, cancellationToken);
        string body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{posting.Subject.Alias}: {(int)response.StatusCode} {body}");
        }

        using var verdict = JsonDocument.Parse(body);
        return verdict.RootElement.GetProperty("status").GetString()!;
    }

    /// <summary>Asks GraphQL and gives the data.</summary>
    /// <exception cref="InvalidOperationException">The answer has errors.</exception>
    public async Task<JsonElement> AskAsync(string query, object variables, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await http.PostAsJsonAsync(
            new Uri("/graphql", UriKind.Relative), new { query, variables }, cancellationToken);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return answer.TryGetProperty("errors", out JsonElement errors)
            ? throw new InvalidOperationException($"GraphQL answered with errors: {errors}")
            : answer.GetProperty("data");
    }

    /// <summary>Sends a mutation whose result is a union, and stops where that is an error of the request.</summary>
    /// <exception cref="InvalidOperationException">The request could not be met.</exception>
    public async Task<JsonElement> MutateAsync(
        string mutation, string inputType, object input, string fields, CancellationToken cancellationToken)
    {
        string query =
            $"mutation($input: {inputType}!) {{ result: {mutation}(input: $input) "
            + $"{{ __typename ... on RequestError {{ message }} {fields} }} }}";
        JsonElement result = (await AskAsync(query, new { input }, cancellationToken)).GetProperty("result");
        return result.TryGetProperty("message", out JsonElement message)
            ? throw new InvalidOperationException($"{mutation}: {message.GetString()}")
            : result;
    }
}
