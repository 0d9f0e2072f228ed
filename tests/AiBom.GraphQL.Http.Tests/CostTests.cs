using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Http.Tests;

public sealed class CostTests
{
    private int _calls;

    [Theory]
    [InlineData("", "hello", """{"data":{"hello":"hello world"}}""")]
    [InlineData("report", "hello",
        """{"data":{"hello":"hello world"},"extensions":{"cost":{"cost":0,"maxCost":100}}}""")]
    [InlineData("report", "slow",
        """{"data":{"slow":1},"extensions":{"cost":{"cost":10,"maxCost":100}}}""")]
    [InlineData("validate", "slow",
        """{"data":null,"extensions":{"cost":{"cost":10,"maxCost":100}}}""")]
    [InlineData("report", "list(first: 7) { slow }",
        """{"data":{"list":[]},"extensions":{"cost":{"cost":77,"maxCost":100}}}""")]
    public async Task The_cost_is_told_to_whom_asks(string header, string query, string expected)
    {
        await using Site site = await StartAsync();

        Assert.Equal(
            $"200 application/json {expected}",
            await site.AskAsync($"POST | GraphQL-Cost: {header}", $$"""{"query":"{ {{query}} }"}"""));
        Assert.Equal(header is not "validate" && query is "slow" ? 1 : 0, _calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("report")]
    [InlineData("validate")]
    public async Task What_costs_too_much_is_refused_with_its_cost_and_the_bound(string header)
    {
        await using Site site = await StartAsync();
        string told = header.Length == 0 ? "" : ""","extensions":{"cost":{"cost":101,"maxCost":100}}""";

        Assert.Equal(
            "400 application/graphql-response+json {\"errors\":[{\"message\":\"The operation costs 101; at most 100 is "
            + "allowed (MaxCost). Ask for smaller pages.\",\"locations\":[{\"line\":1,\"column\":1}],"
            + $"\"extensions\":{{\"code\":\"LIMIT_EXCEEDED\"}}}}]{told}}}",
            await site.AskAsync(
                $"POST | Accept: application/graphql-response+json | GraphQL-Cost: {header}",
                """{"query":"query($n: Int!) { list(first: $n) { hello } }","variables":{"n":101}}"""));
    }

    [Theory]
    [InlineData("validate", """{"query":"query($n: Int!) { list(first: $n) { hello } }"}""", "200 INVALID_VARIABLES")]
    [InlineData("validate", """{"query":"{ nothing }"}""", "200 VALIDATION_ERROR")]
    [InlineData("validate", """{"query":"{ __schema { description } }"}""", "200 INTROSPECTION_DISABLED")]
    [InlineData("report, validate", """{"query":"{ hello }"}""",
        "400 MALFORMED_REQUEST: The header 'GraphQL-Cost' is 'report' or 'validate'.")]
    [InlineData("yes", """{"query":"{ hello }"}""", "400 MALFORMED_REQUEST")]
    public async Task What_would_not_be_executed_is_not_validated(string header, string body, string expected)
    {
        await using Site site = await StartAsync();

        Assert.StartsWith(
            expected, await site.CodeAsync($"POST | GraphQL-Cost: {header}", body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mutation_that_is_validated_does_nothing()
    {
        await using Site site = await StartAsync();

        Assert.Equal(
            """200 application/json {"data":null,"extensions":{"cost":{"cost":10,"maxCost":100}}}""",
            await site.AskAsync("POST | GraphQL-Cost: validate", """{"query":"mutation { act }"}"""));
        Assert.Equal(0, _calls);
    }

    private Task<Site> StartAsync() => Site.StartAsync(
        options => options with
        {
            AllowIntrospection = _ => false,
            Engine = new GraphQLOptions { Limits = GraphQLLimits.Default with { MaxCost = 100 } },
        },
        builder =>
        {
            builder.Query.Field("slow", "Waits.", Scalars.Int).Resolve((_, _) => Task.FromResult(++_calls));
            builder.Query.Field("list", "Many.", builder.Query.List())
                .Argument("first", "How many.", Scalars.Int)
                .Resolve((_, _) => Array.Empty<object>());
            builder.Mutation.Field("act", "Acts.", Scalars.Int).Resolve((_, _) => Task.FromResult(++_calls));
        });
}
