using System.Net;

namespace AiBom.GraphQL.Http.Tests;

public sealed class SchemaFileTests
{
    [Fact]
    public async Task The_schema_can_be_downloaded_as_a_text()
    {
        await using Site site = await Site.StartAsync();

        string answer = await site.AskAsync("GET /schema.graphql | Accept: text/plain");

        Assert.StartsWith("200 text/plain ", answer, StringComparison.Ordinal);
        Assert.Contains("type Query {", answer, StringComparison.Ordinal);
        Assert.Contains("\"\"\"Greets.\"\"\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_it_already_is_told_so()
    {
        await using Site site = await Site.StartAsync();
        using HttpResponseMessage first = await site.SendAsync("GET /schema.graphql");
        using HttpResponseMessage second =
            await site.SendAsync($"GET /schema.graphql | If-None-Match: {first.Headers.ETag}");

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("no-cache, private", first.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("nobody", "401 UNAUTHENTICATED")]
    [InlineData("banned", "403 FORBIDDEN")]
    [InlineData("eve", "403 INTROSPECTION_DISABLED: Introspection is switched off.")]
    [InlineData("broken", "500 INTERNAL: The server failed.")]
    public async Task It_is_for_whom_introspection_is_allowed(string user, string expected)
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            AllowIntrospection = state =>
                state is "broken" ? throw new InvalidOperationException("password is 1234") : state is "ada",
        });

        Assert.StartsWith(
            expected,
            await site.CodeAsync($"GET /schema.graphql | X-User: {user}"),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "200 text/plain", await site.AskAsync("GET /schema.graphql | X-User: ada"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_can_be_sent_to_it()
    {
        await using Site site = await Site.StartAsync();
        using HttpResponseMessage response = await site.SendAsync("POST /schema.graphql", "{}"u8.ToArray());

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }
}
