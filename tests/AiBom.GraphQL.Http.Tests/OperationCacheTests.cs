using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http.Tests;

public sealed class OperationCacheTests
{
    private static readonly GraphQLHttpOptions Small = With(new GraphQLHttpLimits
    {
        MaxCachedOperations = 2,
        MaxCachedRefusals = 1,
        MaxCachedDocumentLength = 20,
    });

    [Theory]
    [InlineData("{a} {b} {a}", "2 plans, 0 refusals; first is known")]
    [InlineData("{a} {b} {c}", "2 plans, 0 refusals; first is forgotten")]
    [InlineData("{a} {b} {a} {c}", "2 plans, 0 refusals; first is known")]
    [InlineData("{a} {x} {y} {z}", "1 plans, 1 refusals; first is known")]
    [InlineData("{x} {y}", "0 plans, 1 refusals; first is forgotten")]
    [InlineData("{a,,,,,,,,,,,,,,,,,,}", "0 plans, 0 refusals; first is forgotten")]
    public void What_was_used_last_is_known_and_refusals_are_kept_apart(string documents, string expected)
    {
        OperationCache cache = NewCache(Small);
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
        OperationCache cache = NewCache(Small);
        const string document = "query A{a}query B{b}";

        Assert.Equal("A", cache.Prepare(document, "A").Plan?.Name);
        Assert.Equal("B", cache.Prepare(document, "B").Plan?.Name);
        Assert.Null(cache.Prepare(document, operationName: null).Plan);
    }

    [Fact]
    public async Task Any_number_of_requests_can_ask_at_the_same_time()
    {
        OperationCache cache = NewCache(Small);
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

    [Theory]
    [InlineData(300, "0 plans of 0 bytes")]
    [InlineData(400, "1 plans of 400 bytes")]
    [InlineData(799, "1 plans of 400 bytes")]
    [InlineData(800, "2 plans of 800 bytes")]
    public void Plans_are_forgotten_before_they_fill_the_memory(long most, string expected)
    {
        OperationCache cache = NewCache(With(new GraphQLHttpLimits { MaxCachedBytes = most }));
        foreach (string document in (ReadOnlySpan<string>)["{ a}", "{ b}", "{ c}"])
        {
            cache.Prepare(document, operationName: null);
        }

        Assert.Equal(expected, $"{cache.Count.Plans} plans of {cache.Bytes.Plans} bytes");
    }

    [Fact]
    public async Task Refused_documents_push_out_no_good_one_however_many_come_at_once()
    {
        OperationCache cache = NewCache(With(new GraphQLHttpLimits
        {
            MaxCachedOperations = 3,
            MaxCachedBytes = 1_200,
            MaxCachedRefusals = 5,
        }));
        string[] good = ["{ a}", "{ b}", "{ c}"];
        PreparedOperation[] known = [.. good.Select(document => cache.Prepare(document, operationName: null))];

        await Parallel.ForAsync(
            0,
            3_000,
            TestContext.Current.CancellationToken,
            (i, _) =>
            {
                Assert.False(cache.Prepare($"{{x{i}}}", operationName: null).IsOk);
                Assert.Same(known[i % 3], cache.Prepare(good[i % 3], operationName: null));
                return ValueTask.CompletedTask;
            });

        Assert.Equal(3, cache.Count.Plans);
        Assert.InRange(cache.Count.Refusals, 1, 5);
        Assert.InRange(cache.Bytes.Refusals, 1, 1_200);
    }

    [Fact]
    public async Task A_request_gets_its_own_plan_while_others_push_it_out()
    {
        OperationCache cache = NewCache(With(new GraphQLHttpLimits { MaxCachedOperations = 8, MaxCachedBytes = 20_000 }));

        await Parallel.ForAsync(
            0,
            4_000,
            TestContext.Current.CancellationToken,
            (i, _) =>
            {
                string name = $"Q{i % 64}";
                string document = $"query {name}{{a}}{new string(',', i % 64)}";
                Assert.Equal(name, cache.Prepare(document, name).Plan?.Name);
                Assert.InRange(cache.Bytes.Plans, 0, 20_000);
                return ValueTask.CompletedTask;
            });

        Assert.InRange(cache.Count.Plans, 1, 8);
    }

    internal static OperationCache NewCache(GraphQLHttpOptions options)
    {
        var builder = new Types.SchemaBuilder();
        foreach (string name in (ReadOnlySpan<string>)["a", "b", "c"])
        {
            builder.Query.Field(name, "A letter.", Types.Scalars.String).Resolve((_, _) => name);
        }

        return new OperationCache(new GraphQLEngine(builder.Build()), options);
    }

    private static GraphQLHttpOptions With(GraphQLHttpLimits limits) =>
        new() { CreateState = _ => default, Limits = limits };
}
