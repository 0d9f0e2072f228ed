namespace AiBom.GraphQL.Http.Tests;

public sealed class TransportTests(SharedSite shared) : IClassFixture<SharedSite>
{
    private const string Hello = """{"query":"{ hello }"}""";
    private const string World = """{"data":{"hello":"hello world"}}""";

    [Fact]
    public async Task A_query_is_answered_over_post() =>
        Assert.Equal($"200 application/json {World}", await shared.Site.AskAsync("POST", Hello));

    [Fact]
    public async Task Variables_and_an_operation_name_are_used() => Assert.Equal(
        """200 application/json {"data":{"hello":"hello you"}}""",
        await shared.Site.AskAsync(
            "POST",
            """
            {"query":"query A { user } query B($n: String) { hello(name: $n) }", "operationName":"B",
             "variables":{"n":"you"}, "extensions":{"x":1}}
            """));

    [Theory]
    [InlineData("Content-Type: application/json; charset=utf-8", "200 OK")]
    [InlineData("Content-Type: Application/JSON;charset=\"UTF-8\"", "200 OK")]
    [InlineData("Content-Type: application/json; charset=iso-8859-1", "415 UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("Content-Type: text/plain", "415 UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("Content-Type: application/x-www-form-urlencoded", "415 UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("Content-Type: multipart/form-data; boundary=x", "415 UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("Content-Type: application/graphql", "415 UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("Content-Type: ", "415 UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("Content-Type: application/json | Content-Encoding: gzip", "415 UNSUPPORTED_MEDIA_TYPE")]
    public async Task A_post_is_json_in_utf8_and_nothing_else(string header, string expected) =>
        Assert.StartsWith(expected, await shared.Site.CodeAsync($"POST | {header}", Hello), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET ?query={hello} | GraphQL-Preflight: 1", "200 OK")]
    [InlineData("GET ?query={hello}", "400 PREFLIGHT_REQUIRED: A GET needs the header 'GraphQL-Preflight: 1'.")]
    [InlineData("GET ?query={hello} | GraphQL-Preflight: 0", "400 PREFLIGHT_REQUIRED")]
    [InlineData("GET | GraphQL-Preflight: 1", "400 MALFORMED_REQUEST: The parameter 'query' is missing.")]
    [InlineData("GET ?query={hello}&query={user} | GraphQL-Preflight: 1", "400 DUPLICATE_KEY")]
    [InlineData("GET ?query={hello}&variables={\"a\":1} | GraphQL-Preflight: 1", "200 OK")]
    [InlineData("GET ?query={hello}&variables=null&operationName= | GraphQL-Preflight: 1", "200 OK")]
    [InlineData("GET ?query={hello}&variables=[] | GraphQL-Preflight: 1", "400 MALFORMED_REQUEST: The parameter 'va")]
    [InlineData("GET ?query={hello}&extensions=x | GraphQL-Preflight: 1", "400 MALFORMED_REQUEST: The parameter 'ex")]
    [InlineData("GET ?query=mutation{shout} | GraphQL-Preflight: 1", "405 METHOD_NOT_ALLOWED: A mutation must be sent")]
    [InlineData("DELETE", "405 METHOD_NOT_ALLOWED: GET or POST was expected, not DELETE.")]
    [InlineData("PUT", "405 METHOD_NOT_ALLOWED")]
    public async Task A_get_is_for_queries_that_no_foreign_page_can_send(string head, string expected) =>
        Assert.StartsWith(expected, await shared.Site.CodeAsync(head), StringComparison.Ordinal);

    [Theory]
    [InlineData("GET ?query=mutation{shout} | GraphQL-Preflight: 1", "POST")]
    [InlineData("DELETE", "GET, HEAD, POST, OPTIONS")]
    [InlineData("OPTIONS", "GET, HEAD, POST, OPTIONS")]
    public async Task The_methods_that_are_allowed_are_told(string head, string expected)
    {
        using HttpResponseMessage response = await shared.Site.SendAsync(head);

        Assert.Equal(expected, string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("OPTIONS", "204")]
    [InlineData("HEAD ?query={hello} | GraphQL-Preflight: 1", "200 application/json")]
    [InlineData("HEAD | Accept: text/html", "200 text/html")]
    [InlineData("HEAD", "400 application/json")]
    public async Task Head_and_options_have_no_body(string head, string expected) =>
        Assert.Equal(expected, await shared.Site.AskAsync(head));

    [Theory]
    [InlineData("*/*", "200 application/json")]
    [InlineData("application/*", "200 application/json")]
    [InlineData("application/json", "200 application/json")]
    [InlineData("application/graphql-response+json", "200 application/graphql-response+json")]
    [InlineData("application/graphql-response+json; charset=utf-8", "200 application/graphql-response+json")]
    [InlineData("application/json, application/graphql-response+json", "200 application/graphql-response+json")]
    [InlineData("application/graphql-response+json;q=0.5, application/json;q=0.6", "200 application/json")]
    [InlineData("application/graphql-response+json;q=0, */*", "200 application/json")]
    [InlineData("application/json;q=0, */*", "200 application/graphql-response+json")]
    [InlineData("text/html, */*;q=0.1", "200 application/json")]
    [InlineData("text/html", "406 application/json")]
    [InlineData("text/event-stream", "200 text/event-stream")]
    [InlineData("application/json;q=0", "406 application/json")]
    [InlineData("application/json; charset=utf-16", "406 application/json")]
    [InlineData("?", "406 application/json")]
    public async Task The_media_type_is_the_one_that_the_client_reads_best(string accept, string expected) =>
        Assert.StartsWith(
            $"{expected} ",
            await shared.Site.AskAsync($"POST | Accept: {accept}", Hello),
            StringComparison.Ordinal);

    [Fact]
    public async Task An_answer_is_not_kept_and_not_sniffed()
    {
        using HttpResponseMessage response = await shared.Site.SendAsync("GET ?query={hello} | GraphQL-Preflight: 1");

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
    }

    [Fact]
    public async Task A_subscription_needs_a_transport_with_many_responses() => Assert.StartsWith(
        "400 SUBSCRIPTION_UNSUPPORTED",
        await shared.Site.CodeAsync("POST | Accept: */*", """{"query":"subscription { ticks }"}"""),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("Connection: Upgrade | Sec-WebSocket-Version: 12 | Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==")]
    [InlineData("Connection: Upgrade | Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: short")]
    [InlineData("Connection: Upgrade | Sec-WebSocket-Version: 13")]
    [InlineData("Connection: close")]
    public async Task A_websocket_needs_a_whole_handshake(string head) => Assert.StartsWith(
        "400 WEBSOCKET_UNSUPPORTED",
        await shared.Site.CodeAsync($"GET | Upgrade: websocket | {head}"),
        StringComparison.Ordinal);
}
