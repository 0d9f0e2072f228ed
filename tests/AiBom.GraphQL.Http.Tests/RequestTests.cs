using System.Text;

namespace AiBom.GraphQL.Http.Tests;

public sealed class RequestTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("""{}""", "MALFORMED_REQUEST: The parameter 'query' is missing.")]
    [InlineData("""{"query":null}""", "MALFORMED_REQUEST: The parameter 'query' is missing.")]
    [InlineData("""{"query":1}""", "MALFORMED_REQUEST: The parameter 'query' must be a string, not a number.")]
    [InlineData("""{"query":"{hello}","operationName":{}}""",
        "MALFORMED_REQUEST: The parameter 'operationName' must be a string, not an object.")]
    [InlineData("""{"query":"{hello}","variables":"{}"}""",
        "MALFORMED_REQUEST: The parameter 'variables' must be an object, not a string.")]
    [InlineData("""{"query":"{hello}","extensions":[]}""",
        "MALFORMED_REQUEST: The parameter 'extensions' must be an object, not a list.")]
    [InlineData("""[{"query":"{hello}"}]""",
        "BATCHING_UNSUPPORTED: A list of requests was sent; send them one by one.")]
    [InlineData("true", "MALFORMED_REQUEST: The body must be a JSON object, not a Boolean.")]
    [InlineData("", "MALFORMED_REQUEST: The body is not well-formed JSON of at most 64 levels, at line 1, byte 1.")]
    [InlineData("{\n  nonsense",
        "MALFORMED_REQUEST: The body is not well-formed JSON of at most 64 levels, at line 2, byte 3.")]
    [InlineData("""{"query":"{hello}","query":"{user}"}""", "DUPLICATE_KEY")]
    [InlineData("""{"query":"{hello}","qu\u0065ry":"{user}"}""", "DUPLICATE_KEY")]
    [InlineData("""{"query":"{hello}","variables":{"a":{"b":1,"b":2}}}""", "DUPLICATE_KEY")]
    [InlineData("""{"query":"{hello}","variables":{"a":"\ud800"}}""", "MALFORMED_REQUEST: The body is not UTF-8")]
    [InlineData("""{"query":"{hello}","variables":{"\uD800":1}}""", "MALFORMED_REQUEST: The body is not UTF-8")]
    public async Task What_is_wrong_with_a_request_is_named(string body, string expected) =>
        Assert.StartsWith($"400 {expected}", await shared.Site.CodeAsync("POST", body), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"query":"{hello}","operationName":null,"variables":null,"extensions":null}""")]
    [InlineData("""{"query":"{hello}","operation":1,"id":[]}""")]
    [InlineData("""{"query":"{hello}","variables":{"a":"\ud83d\ude00 \\ud800"}}""")]
    public async Task A_request_may_have_nulls_and_keys_that_mean_nothing(string body) =>
        Assert.Equal("200 OK", await shared.Site.CodeAsync("POST", body));

    [Fact]
    public async Task A_body_that_is_not_utf8_is_refused() => Assert.StartsWith(
        "400 MALFORMED_REQUEST: The body is not UTF-8",
        await shared.Site.CodeAsync("POST", Encoding.Latin1.GetBytes("""{"query":"{ hello(name: \"é\") }"}""")),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(62, "200 OK")]
    [InlineData(63, "400 MALFORMED_REQUEST: The body is not well-formed JSON of at most 64 levels")]
    public async Task Json_deeper_than_the_bound_is_refused(int lists, string expected) => Assert.StartsWith(
        expected,
        await shared.Site.CodeAsync(
            "POST",
            """{"query":"{hello}","variables":{"a":""" + new string('[', lists) + new string(']', lists) + "}}"),
        StringComparison.Ordinal);

    [Theory]
    [InlineData(1 << 20, false, "200 OK")]
    [InlineData((1 << 20) + 1, false, "413 BODY_TOO_LARGE: The body has more than 1048576 bytes.")]
    [InlineData((1 << 20) + 1, true, "413 BODY_TOO_LARGE")]
    public async Task A_body_of_more_than_a_megabyte_is_refused(int bytes, bool isChunked, string expected)
    {
        const string request = """{"query":"{hello}","extensions":{"pad":"@"}}""";
        string body = request.Replace("@", new string('x', bytes - request.Length + 1), StringComparison.Ordinal);
        string head = isChunked ? "POST | Transfer-Encoding: chunked" : "POST";

        Assert.StartsWith(expected, await shared.Site.CodeAsync(head, body), StringComparison.Ordinal);
    }

    [Fact]
    public void No_sequence_of_bytes_makes_the_reader_throw()
    {
        byte[] request = """{"query":"{a}","operationName":"\ud83d\ude00","variables":{"b":[1,"é"]}}"""u8.ToArray();
        byte[] alphabet = """{}[]":,\ud8dn0e-+."""u8.ToArray();
        int accepted = 0;
        for (int seed = 0; seed < 20_000; seed++)
        {
            byte[] body = [.. request];
            body[seed % body.Length] = alphabet[seed / body.Length % alphabet.Length];
            body[seed * 7 % body.Length] = (byte)(seed / 3);
            accepted += RequestJson.Read(body, GraphQLHttpLimits.Default).Parameters is null ? 0 : 1;
        }

        Assert.InRange(accepted, 100, 19_000);
    }
}
