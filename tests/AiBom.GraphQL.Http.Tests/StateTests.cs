namespace AiBom.GraphQL.Http.Tests;

public sealed class StateTests
{
    [Theory]
    [InlineData("ada", """200 application/json {"data":{"user":"ada"}}""")]
    [InlineData("nobody", "401 application/json UNAUTHENTICATED")]
    [InlineData("banned", "403 application/json FORBIDDEN")]
    public async Task The_host_says_who_asks_and_who_may_not(string user, string expected)
    {
        await using Site site = await Site.StartAsync();

        string answer = await site.AskAsync($"POST | X-User: {user}", """{"query":"{ user }"}""");

        Assert.Equal(
            expected,
            answer.Contains("errors", StringComparison.Ordinal)
                ? $"{answer[..answer.IndexOf(" {", StringComparison.Ordinal)]} {answer.Split("\"code\":\"")[1].Split('"')[0]}"
                : answer);
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
    [InlineData("eve", "{ __schema { description } }", "200 UNSUPPORTED")]
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
