using System.Collections.Concurrent;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Registry;
using AiBom.Server.Options;

namespace AiBom.Server.Access;

/// <summary>Who may call: the holder of a recorded bearer token. Without one the answer is 401.</summary>
internal sealed class AccessControl(AibomRegistry registry, AibomOptions options)
{
    private const string Bootstrap = "bootstrap";
    private const string ActorItem = "aibom.actor";

    // Tokens are never taken back yet, so what was found once stays true.
    private readonly ConcurrentDictionary<Digest, string> holders = new();

    /// <summary>
    /// Makes sure that there is a first token: the one of the settings, or a new one, printed this once. The record
    /// keeps digests only, so it cannot be printed again.
    /// </summary>
    public async Task EnsureBootstrapAsync(CancellationToken cancellationToken)
    {
        if (options.BootstrapToken is { } configured)
        {
            await registry.IssueTokenAsync(BearerToken.DigestOf(configured), Bootstrap, "server", cancellationToken);
        }
        else if (await registry.Store.Journal.HeadAsync(cancellationToken) == 0)
        {
            string token = BearerToken.Create();
            await registry.IssueTokenAsync(BearerToken.DigestOf(token), Bootstrap, "server", cancellationToken);
            await Console.Out.WriteLineAsync($"Bootstrap token, shown this once: {token}");
        }
    }

    /// <summary>The holder of the request's token; null after setting the status of the refusal.</summary>
    public async ValueTask<string?> AuthenticateAsync(HttpContext context)
    {
        if (await HolderAsync(context.Request.Headers.Authorization, context.RequestAborted) is { } holder)
        {
            return holder;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return null;
    }

    /// <summary>
    /// The holder of a WebSocket's token: that of its handshake, or of the member <c>Authorization</c> of the payload
    /// of its <c>connection_init</c>, because a page cannot give a handshake any header.
    /// </summary>
    public ValueTask<string?> AuthenticateAsync(HttpContext context, JsonElement init) => HolderAsync(
        context.Request.Headers.Authorization is [{ } authorization] ? authorization : AuthorizationOf(init),
        context.RequestAborted);

    /// <summary>The endpoint filter that lets only token holders pass.</summary>
    public async ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (await AuthenticateAsync(context.HttpContext) is not { } actor)
        {
            return Endpoints.Problem.Result(
                StatusCodes.Status401Unauthorized,
                "UNAUTHENTICATED",
                "A bearer token is needed: 'Authorization: Bearer …' (RFC 6750).");
        }

        context.HttpContext.Items[ActorItem] = actor;
        return await next(context);
    }

    /// <summary>Who makes a request that passed <see cref="RequireAsync"/>.</summary>
    public static string ActorOf(HttpContext context) => (string)context.Items[ActorItem]!;

    private static string? AuthorizationOf(JsonElement init) => init.ValueKind is JsonValueKind.Object
        ? init.EnumerateObject()
            .Where(member => member.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase))
            .Select(member => member.Value.ValueKind is JsonValueKind.String ? member.Value.GetString() : null)
            .FirstOrDefault()
        : null;

    private async ValueTask<string?> HolderAsync(string? authorization, CancellationToken cancellationToken) =>
        BearerToken.Of(authorization) is { } token
            ? await HolderAsync(BearerToken.DigestOf(token), cancellationToken)
            : null;

    private async ValueTask<string?> HolderAsync(Digest token, CancellationToken cancellationToken)
    {
        if (holders.TryGetValue(token, out string? known))
        {
            return known;
        }

        string? holder = await registry.Store.Reads.Organizations.TokenHolderAsync(token, cancellationToken);
        if (holder is not null)
        {
            holders[token] = holder;
        }

        return holder;
    }
}
