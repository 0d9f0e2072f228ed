using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>A server on loopback: a request as text in, its answer as text out.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly HttpClient _client;

    private Site(WebApplication host, ConcurrentQueue<string> failures)
    {
        _host = host;
        Failures = failures;
        Address = new Uri($"{host.Urls.Single()}/graphql");
        _client = new HttpClient();
    }

    public Uri Address { get; }

    /// <summary>The same for a WebSocket.</summary>
    public Uri SocketAddress => new UriBuilder(Address) { Scheme = "ws" }.Uri;

    /// <summary>What was reported as unhandled: <c>message (correlation id)</c>.</summary>
    public ConcurrentQueue<string> Failures { get; }

    /// <summary>Starts a server for the schema of <see cref="SiteSchema"/>, or for another one.</summary>
    public static async Task<Site> StartAsync(
        Func<GraphQLHttpOptions, GraphQLHttpOptions>? configure = null,
        Action<SchemaBuilder>? declare = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication host = builder.Build();

        var failures = new ConcurrentQueue<string>();
        var options = new GraphQLHttpOptions
        {
            CreateState = context => new ValueTask<object?>(UserOf(context)),
            OnUnhandledException = (_, exception, id) => failures.Enqueue($"{exception.Message} ({id})"),
        };
        host.MapGraphQL("/graphql", SiteSchema.Build(declare), configure?.Invoke(options) ?? options);
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new Site(host, failures);
    }

    /// <summary>
    /// Sends <c>METHOD ?query | Header: value | Header: value</c> and a body, which is JSON unless a header says
    /// otherwise. The answer is <c>status media-type body</c>.
    /// </summary>
    public async Task<string> AskAsync(string head, string? body = null)
    {
        using HttpResponseMessage response = await SendAsync(head, body is null ? null : Encoding.UTF8.GetBytes(body));
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode} {response.Content.Headers.ContentType?.MediaType} {text}".TrimEnd();
    }

    /// <summary>The same; the answer is <c>status CODE: message</c> of its first error, or <c>status OK</c>.</summary>
    public Task<string> CodeAsync(string head, string? body = null) =>
        CodeAsync(head, body is null ? null : Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="CodeAsync(string, string?)"/>
    public async Task<string> CodeAsync(string head, byte[]? body)
    {
        using HttpResponseMessage response = await SendAsync(head, body);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)response.StatusCode} {FirstErrorOf(text)}";
    }

    /// <summary>Sends a request for a test that reads the answer's headers.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string head,
        byte[]? body = null,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        string[] parts = head.Split(" | ");
        string[] line = parts[0].Split(' ', 2);
        var address = new Uri(Address + (line.Length > 1 ? line[1] : string.Empty));
        using var request = new HttpRequestMessage(new HttpMethod(line[0]), address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
        }

        foreach (string[] header in parts.Skip(1).Select(part => part.Split(": ", 2)))
        {
            if (header[0] is "Content-Type" or "Content-Encoding")
            {
                request.Content!.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(header[0], header[1]);
            }
        }

        if (body is not null && !head.Contains("Content-Type", StringComparison.Ordinal))
        {
            request.Content!.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        return await _client.SendAsync(request, completion, TestContext.Current.CancellationToken);
    }

    /// <summary>Stops as a host does: what is under way may come to its end.</summary>
    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    private static string FirstErrorOf(string text)
    {
        using var json = JsonDocument.Parse(text);
        if (!json.RootElement.TryGetProperty("errors", out JsonElement errors))
        {
            return "OK";
        }

        return $"{errors[0].GetProperty("extensions").GetProperty("code")}: {errors[0].GetProperty("message")}";
    }

    private static string? UserOf(HttpContext context)
    {
        string user = context.Request.Headers["X-User"].FirstOrDefault() ?? "someone";
        if (user is "banned")
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        }

        return user is "banned" or "nobody" ? null : user;
    }
}

/// <summary>One server for all tests of a class that do not configure it.</summary>
public sealed class SharedSite : IAsyncLifetime
{
    public Site Site { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Site = await Site.StartAsync();

    public ValueTask DisposeAsync() => Site.DisposeAsync();
}

/// <summary>A schema with a field for each way in which a request can go.</summary>
internal static class SiteSchema
{
    public static Schema Build(Action<SchemaBuilder>? declare)
    {
        var builder = new SchemaBuilder();
        builder.Query.Field("hello", "Greets.", Scalars.String.NonNull())
            .Argument("name", "Whom.", Scalars.String, "world")
            .Resolve((context, _) => $"hello {context.Argument<string>("name")}");
        builder.Query.Field("user", "Who asks.", Scalars.String).Resolve((_, state) => (string)state);
        builder.Query.Field("broken", "Fails with a secret.", Scalars.String)
            .Resolve((_, _) => Throw(new InvalidOperationException("password is 1234")));
        builder.Query.Field("refused", "Fails for all to know.", Scalars.String)
            .Resolve((_, _) => Throw(new GraphQLException("Not on Sundays.", "CLOSED")));
        builder.Mutation.Field("shout", "Does something.", Scalars.String.NonNull()).Resolve((_, _) => "HEY");
        builder.Subscription.Field("ticks", "Counts.", Scalars.Int.NonNull())
            .Argument("count", "How often.", Scalars.Int.NonNull(), 3)
            .Argument("ms", "How long between two, in milliseconds.", Scalars.Int.NonNull(), 0)
            .Subscribe(CountAsync);
        declare?.Invoke(builder);
        return builder.Build();
    }

    private static async IAsyncEnumerable<int> CountAsync(ResolveContext context)
    {
        TimeSpan pause = TimeSpan.FromMilliseconds(context.Argument<int>("ms"));
        for (int i = 1; i <= context.Argument<int>("count"); i++)
        {
            await Task.Delay(pause, context.CancellationToken);
            yield return i;
        }
    }

    private static string Throw(Exception exception) => throw exception;
}
