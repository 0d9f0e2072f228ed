using System.Net;
using System.Text;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.BadInput;

/// <summary>GraphQL requests that cannot be answered say so with a code.</summary>
public sealed class BadQueryTests(BadInputServer server) : IClassFixture<BadInputServer>
{
    [Theory]
    [InlineData("{ nothingOfTheKind }")]
    [InlineData("{ aiboms { nodes { nothingOfTheKind } } }")]
    [InlineData("{ aiboms(first: 1000) { nodes { findings { code } } }")]
    [InlineData("""{ lineage(of: { digest: "a", name: "b" }) { __typename } }""")]
    [InlineData("{ lineage { __typename } }")]
    public async Task A_query_that_the_schema_does_not_allow_is_a_bad_request_with_a_code(string query)
    {
        Answer answer = await server.UnchangedAsync(() => server.Client.GraphQLAsync(query));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.All(answer.Json.GetProperty("errors").EnumerateArray(), HasCode);
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public async Task A_query_nested_too_deep_is_refused_by_its_bound(int depth)
    {
        string query = $"{string.Concat(Enumerable.Repeat("{a", depth))}{new string('}', depth)}";

        Answer answer = await server.UnchangedAsync(() => server.Client.GraphQLAsync(query));

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.All(answer.Json.GetProperty("errors").EnumerateArray(), HasCode);
    }

    [Theory]
    [InlineData("""{"query":"{ __typename }" """, HttpStatusCode.BadRequest)]
    [InlineData("""[{"query":"{ __typename }"}]""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":"{ __typename }","query":"{ __typename }"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"query":7}""", HttpStatusCode.BadRequest)]
    public async Task A_body_that_is_no_request_is_a_bad_request(string body, HttpStatusCode status)
    {
        Answer answer = await server.Client.SendAsync(
            HttpMethod.Post, "/graphql", new StringContent(body, Encoding.UTF8, "application/json"));

        Assert.Equal(status, answer.Status);
        Assert.All(answer.Json.GetProperty("errors").EnumerateArray(), HasCode);
    }

    [Fact]
    public async Task A_body_over_the_bound_is_refused()
    {
        string query = $"{{ __typename }} #{new string('x', 1_024 * 1_024)}";

        Answer answer = await server.UnchangedAsync(() => server.Client.GraphQLAsync(query));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.Status);
    }

    [Fact]
    public async Task A_page_over_the_bound_is_refused_with_a_code()
    {
        Answer answer = await server.Client.GraphQLAsync("{ aiboms(first: 1001) { nodes { id } } }");

        HasCode(Assert.Single(answer.Json.GetProperty("errors").EnumerateArray()));
    }

    [Fact]
    public async Task An_id_that_is_none_names_nothing()
    {
        JsonElement data = await server.Client.AskAsync("""{ node(id: "no id") { id } }""");

        Assert.Equal("""{"node":null}""", data.GetRawText());
    }

    private static void HasCode(JsonElement error)
    {
        Assert.NotEqual("", error.At("extensions").String("code"));
        Assert.NotEqual("", error.String("message"));
    }
}
