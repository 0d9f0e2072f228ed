using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>Speaks with a server as anybody can: over HTTP.</summary>
internal sealed class AibomClient : IDisposable
{
    public const string Token = "aibom_end_to_end_bootstrap_token";
    public const string CycloneDx = "application/vnd.cyclonedx+json";

    private readonly HttpClient http;

    public AibomClient(Uri address, string? token = Token)
    {
        http = new HttpClient { BaseAddress = address };
        if (token is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        // GraphQL over HTTP: only for this media type does the status say whether the request was a good one.
        http.DefaultRequestHeaders.Accept.ParseAdd("application/graphql-response+json");
        http.DefaultRequestHeaders.Accept.ParseAdd("*/*;q=0.5");
    }

    public Uri Address => http.BaseAddress!;

    /// <summary>Posts a document as raw bytes.</summary>
    public Task<Answer> PostAsync(byte[] document, string mediaType = CycloneDx, string query = "")
    {
        var content = new ByteArrayContent(document);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return SendAsync(HttpMethod.Post, $"/v1/documents{query}", content);
    }

    /// <summary>Posts a document as a form, with its evidence and files.</summary>
    public Task<Answer> PostAsync(byte[] document, IEnumerable<byte[]> bundles, params ChainFile[] artifacts) =>
        PostAsync("", document, bundles, artifacts);

    /// <summary>The same with a query, such as <c>?dryRun=true</c>.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The form disposes its parts, and its request the form.")]
    public Task<Answer> PostAsync(
        string query, byte[] document, IEnumerable<byte[]> bundles, params ChainFile[] artifacts)
    {
        var form = new MultipartFormDataContent();
        var part = new ByteArrayContent(document);
        part.Headers.ContentType = new MediaTypeHeaderValue(CycloneDx);
        form.Add(part, "document");
        foreach (byte[] bundle in bundles)
        {
            form.Add(new ByteArrayContent(bundle), "bundle");
        }

        foreach (ChainFile artifact in artifacts)
        {
            form.Add(new ByteArrayContent(artifact.Bytes), "artifact", artifact.Name);
        }

        return SendAsync(HttpMethod.Post, $"/v1/documents{query}", form);
    }

    /// <summary>Posts attestations.</summary>
    public Task<Answer> AttestAsync(byte[] content, string mediaType = "application/vnd.dsse.envelope.v1+json")
    {
        var body = new ByteArrayContent(content);
        body.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return SendAsync(HttpMethod.Post, "/v1/attestations", body);
    }

    /// <summary>The data of a GraphQL answer that must have no errors.</summary>
    public async Task<JsonElement> AskAsync(string query, object? variables = null)
    {
        Answer answer = await GraphQLAsync(query, variables);
        Assert.True(answer.Status is HttpStatusCode.OK, answer.Text);
        Assert.False(answer.Json.TryGetProperty("errors", out _), answer.Text);
        return answer.Json.GetProperty("data");
    }

    /// <summary>A GraphQL answer, whatever it says, with the status that GraphQL over HTTP gives it.</summary>
    public Task<Answer> GraphQLAsync(string query, object? variables = null) =>
        SendAsync(HttpMethod.Post, "/graphql", JsonContent.Create(new { query, variables }));

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> OriginalAsync(byte[] document) => GetAsync($"/v1/documents/sha256/{Digest.Of(document).Hex}");

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    public void Dispose() => http.Dispose();
}
