using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http.Tests;

public sealed class OperationCacheTests
{
    private static readonly GraphQLHttpLimits Limits = new()
    {
        MaxCachedOperations = 2,
        MaxCachedRefusals = 1,
        MaxCachedDocumentLength = 20,
    };

    [Theory]
    [InlineData("{a} {b} {a}", "2 plans, 0 refusals; first is known")]
    [InlineData("{a} {b} {c}", "2 plans, 0 refusals; first is forgotten")]
    [InlineData("{a} {b} {a} {c}", "2 plans, 0 refusals; first is known")]
    [InlineData("{a} {x} {y} {z}", "1 plans, 1 refusals; first is known")]
    [InlineData("{x} {y}", "0 plans, 1 refusals; first is forgotten")]
    [InlineData("{a,,,,,,,,,,,,,,,,,,}", "0 plans, 0 refusals; first is forgotten")]
    public void What_was_used_last_is_known_and_refusals_are_kept_apart(string documents, string expected)
    {
        OperationCache cache = NewCache();
        string[] texts = documents.Split(' ');
        PreparedOperation first = cache.Prepare(texts[0], operationName: null);
        foreach (string text in texts.Skip(1))
        {
            cache.Prepare(text, operationName: null);
        }

        (int plans, int refusals) = cache.Count;
        bool isKnown = ReferenceEquals(first, cache.Prepare(texts[0], operationName: null));

        Assert.Equal($"{plans} plans, {refusals} refusals; first is {(isKnown ? "known" : "forgotten")}", expected);
    }

    [Fact]
    public void Operations_of_one_document_are_told_apart()
    {
        OperationCache cache = NewCache();
        const string document = "query A{a}query B{b}";

        Assert.Equal("A", cache.Prepare(document, "A").Plan?.Name);
        Assert.Equal("B", cache.Prepare(document, "B").Plan?.Name);
        Assert.Null(cache.Prepare(document, operationName: null).Plan);
    }

    [Fact]
    public async Task Any_number_of_requests_can_ask_at_the_same_time()
    {
        OperationCache cache = NewCache();
        string[] documents = ["{a}", "{b}", "{c}", "{x}", "{a b}"];

        await Parallel.ForAsync(
            0,
            2_000,
            TestContext.Current.CancellationToken,
            (i, _) =>
            {
                string document = documents[i % documents.Length];
                Assert.Equal(document is not "{x}", cache.Prepare(document, operationName: null).IsOk);
                return ValueTask.CompletedTask;
            });

        Assert.Equal((2, 1), cache.Count);
    }

    private static OperationCache NewCache()
    {
        var builder = new Types.SchemaBuilder();
        foreach (string name in (ReadOnlySpan<string>)["a", "b", "c"])
        {
            builder.Query.Field(name, "A letter.", Types.Scalars.String).Resolve((_, _) => name);
        }

        return new OperationCache(new GraphQLEngine(builder.Build()), options);
    }
}
