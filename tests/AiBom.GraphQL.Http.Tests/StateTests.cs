namespace AiBom.GraphQL.Http.Tests;

public sealed class StateTests
{
    [Theory]
    [InlineData("nobody", "401 UNAUTHENTICATED: Say who you are.")]
    [InlineData("banned", "403 FORBIDDEN: You may not send this request.")]
    public async Task The_host_says_who_may_not_ask(string user, string expected)
    {
        await using Site site = await Site.StartAsync();

        Assert.Equal(expected, await site.CodeAsync($"POST | X-User: {user}", """{"query":"{ user }"}"""));
    }

    [Fact]
    public async Task Resolvers_get_what_the_host_made_of_the_request()
    {
        await using Site site = await Site.StartAsync();

        Assert.Equal(
            """200 application/json {"data":{"user":"ada"}}""",
            await site.AskAsync("POST | X-User: ada", """{"query":"{ user }"}"""));
    }

    [Fact]
    public async Task Who_is_not_known_is_told_how_to_say_it()
    {
        await using Site site = await Site.StartAsync();

        using HttpResponseMessage response = await site.SendAsync("POST | X-User: nobody", "{}"u8.ToArray());

        Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("ada", "{ __schema { description } }", "200 OK")]
    [InlineData("eve", "{ __schema { description } }", "200 INTROSPECTION_DISABLED")]
    [InlineData("eve", "{ __typename }", "200 OK")]
    public async Task Introspection_is_for_whom_the_host_allows_it(string user, string query, string expected)
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            AllowIntrospection = state => state is "ada",
        });

        // Once for each, so that what is remembered of the document does not decide.
        await site.CodeAsync("POST | X-User: ada", $$"""{"query":"{{query}}"}""");
        string answer = await site.CodeAsync($"POST | X-User: {user}", $$"""{"query":"{{query}}"}""");

        Assert.StartsWith(expected, answer, StringComparison.Ordinal);
    }
}
