using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Execution;

/// <summary>What a loader reads, and how often: fields in, the batches it was asked for out.</summary>
public sealed class DataLoaderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{ person(id: 1) { name } }", "1")]
    [InlineData("{ person(id: 1) { name } again: person(id: 1) { name } }", "1")]
    [InlineData("{ person(id: 1) { name } other: person(id: 2) { name } people(ids: [3, 1]) { name } }", "1,2,3")]
    [InlineData("{ person(id: 1) { parent { name } mentor { name } } }", "1|2,4")]
    [InlineData("{ people(ids: [1, 2]) { parent { parent { name } } mentor { name } } }", "1,2|3,4,8")]
    [InlineData("{ people(ids: [1, 2, 3]) { friends { name } } }", "1,2,3|4")]
    [InlineData("{ person(id: 1) { grandparent { name } } }", "1|2|3")]
    [InlineData("{ people(ids: [1, 2, 5]) { grandparent { name } } }", "1,2,5|3,6|4,7")]
    [InlineData("{ people(ids: [1, 2, 3]) { address } }", "1,2,3|person 2,person 3|4|person 4")]
    [InlineData("{ people(ids: [1, 5]) { address mentor { name } a: address } }", "1,5|2,6,4,20|person 2,person 6")]
    [InlineData("{ late(id: 1) { name } }", "1")]
    [InlineData("{ person(id: 1) { name } late(id: 1) { name } }", "1")]
    [InlineData("mutation { a: person(id: 1) { parent { parent { name } } } b: person(id: 2) { name } }", "1|2|3|2")]
    public async Task Keys_of_a_level_are_read_together_and_once(string query, string batches)
    {
        foreach (bool canBeCancelled in (bool[])[true, false])
        {
            var people = new People();
            ExecutionResult result = await AskAsync(query, people, canBeCancelled: canBeCancelled);

            Assert.Empty(result.Errors);
            Assert.Equal(batches, people.Batches);
        }
    }

    [Fact]
    public async Task A_batch_is_no_larger_than_its_bound()
    {
        var people = new People();
        string ids = string.Join(',', Enumerable.Range(1, 2_500));
        await AskAsync($$"""{ people(ids: [{{ids}}]) { name } }""", people, cost: long.MaxValue);

        Assert.Equal([1_000, 1_000, 500], people.BatchSizes);
    }

    [Fact]
    public async Task A_key_without_a_value_is_null_and_one_that_fails_fails_alone()
    {
        var people = new People();
        ExecutionResult result = await AskAsync(
            "{ a: person(id: 1) { name } b: person(id: -1) { name } c: person(id: -2) { name } }", people);

        Assert.Equal(
            """{"errors":["No -2. at c"],"data":{"a":{"name":"person 1"},"b":null,"c":null}}""", EngineText.Of(result));
        Assert.Equal("1,-1,-2", people.Batches);
    }

    [Fact]
    public async Task A_field_without_a_key_asks_for_nothing()
    {
        var people = new People();
        ExecutionResult result = await AskAsync("{ nobody { parent { name } mentor { name } } }", people);

        Assert.Equal("""{"data":{"nobody":{"parent":null,"mentor":null}}}""", EngineText.Of(result));
        Assert.Equal("", people.Batches);
    }

    [Fact]
    public async Task A_batch_that_throws_fails_each_field_that_waits_for_it()
    {
        ExecutionResult result = await AskAsync(
            "{ person(id: 1) { name } people(ids: [2]) { name } }", new People { Failure = "No database." });

        Assert.Equal(
            """{"errors":["No database. at person","No database. at people"],"data":{"person":null,"people":null}}""",
            EngineText.Of(result));
    }

    [Fact]
    public async Task A_value_for_a_key_that_nobody_asked_for_fails_the_batch()
    {
        var loader = new DataLoader<string, string>("wrong", batch =>
        {
            batch.Set(batch.Keys[0].ToUpperInvariant(), "x");
            return Task.CompletedTask;
        });
        ExecutionResult result = await LoadAsync(loader, "a");

        Assert.Equal("The key was not asked for. (Parameter 'key')", result.Errors.Single().Message);
    }

    [Fact]
    public async Task The_comparer_says_which_keys_are_the_same()
    {
        string[] asked = [];
        var loader = new DataLoader<string, string>(
            "names",
            batch =>
            {
                asked = [.. batch.Keys];
                batch.Set(batch.Keys.ToDictionary(key => key.ToUpperInvariant(), key => $"{key}!"));
                return Task.CompletedTask;
            },
            StringComparer.OrdinalIgnoreCase);

        Assert.Equal("""{"data":{"k0":"a!","k1":"a!"}}""", EngineText.Of(await LoadAsync(loader, "a", "A")));
        Assert.Equal(["a"], asked);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_load_that_is_never_read_ends_with_its_request()
    {
        using var source = new CancellationTokenSource();
        var ended = new TaskCompletionSource<bool>();
        var loader = new DataLoader<string, string>("never", _ => Task.CompletedTask);
        var schema = new SchemaBuilder();
        ObjectType<string> item = schema.Object<string>("Item", "One of two, of which the second is not begun.");
        item.Field("load", "Waits.", Scalars.String).Resolve(async (context, _) =>
        {
            try
            {
                return await loader.LoadAsync(context, "a");
            }
            finally
            {
                ended.SetResult(context.CancellationToken.IsCancellationRequested);
            }
        });
        item.Field("stop", "Ends the request.", Scalars.Int).Resolve((_, _) =>
        {
            source.Cancel();
            return 1;
        });
        schema.Query.Field("item", "One.", item).Resolve((_, _) => "item");
        var engine = new GraphQLEngine(schema.Build());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await engine.ExecuteAsync(
            engine.Prepare("{ a: item { load stop } b: item { stop } }").Plan!, cancellationToken: source.Token));
        Assert.True(await ended.Task.WaitAsync(Cancellation));
    }

    [Fact]
    public async Task The_source_of_a_subscription_can_load()
    {
        var schema = new SchemaBuilder();
        schema.Query.Field("a", "Nothing.", Scalars.Int).Resolve((_, _) => 1);
        schema.Subscription.Field("names", "Names of people.", Scalars.String).Subscribe(Names);
        var engine = new GraphQLEngine(schema.Build());
        var people = new People();
        var answers = new List<string>();

        await foreach (ExecutionResult result in engine.SubscribeAsync(
            engine.Prepare("subscription { names }").Plan!, state: people, cancellationToken: Cancellation))
        {
            answers.Add(EngineText.Of(result));
        }

        Assert.Equal(["""{"data":{"names":"person 1"}}""", """{"data":{"names":"person 1"}}"""], answers);
        Assert.Equal("1|1", people.Batches);

        static async IAsyncEnumerable<string?> Names(ResolveContext context)
        {
            yield return (await People.ById.LoadAsync(context, 1))?.Name;
            yield return (await People.ById.LoadAsync(context, 1))?.Name;
        }
    }

    [Fact]
    public async Task Loads_from_other_threads_are_read_too()
    {
        var people = new People();
        ExecutionResult result = await AskAsync("{ crowd(size: 500) { name } }", people, cost: long.MaxValue);

        Assert.Empty(result.Errors);
        Assert.Equal(500, people.BatchSizes.Sum());
    }

    private static async Task<ExecutionResult> AskAsync(
        string query,
        People people,
        long cost = 25_000,
        bool canBeCancelled = true)
    {
        var engine = new GraphQLEngine(PeopleSchema.Build(), new GraphQLOptions
        {
            Limits = GraphQLLimits.Default with { MaxCost = cost },
            ErrorFilter = exception => new GraphQLException(exception.Message, "TEST"),
        });
        PreparedOperation operation = engine.Prepare(query);
        Assert.Empty(operation.Errors);
        return await engine.ExecuteAsync(
            operation.Plan!, default, people, canBeCancelled ? Cancellation : CancellationToken.None);
    }

    /// <summary>Asks a loader for keys, each in a field of its own.</summary>
    private static async Task<ExecutionResult> LoadAsync(DataLoader<string, string> loader, params string[] keys)
    {
        var schema = new SchemaBuilder();
        schema.Query.Field("load", "Loads a key.", Scalars.String)
            .Argument("key", "Which.", Scalars.String.NonNull())
            .Resolve((context, _) => loader.LoadAsync(context, context.Argument<string>("key")));
        var engine = new GraphQLEngine(schema.Build(), new GraphQLOptions
        {
            ErrorFilter = exception => new GraphQLException(exception.Message, "TEST"),
        });
        string fields = string.Join(' ', keys.Select((key, i) => $"k{i}: load(key: {JsonSerializer.Serialize(key)})"));
        return await engine.ExecuteAsync(engine.Prepare($"{{ {fields} }}").Plan!, cancellationToken: Cancellation);
    }
}
