using System.Collections;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>However something fails, the client learns an id and nothing else, and the host learns everything.</summary>
public sealed class MaskingTests
{
    private const string Secret = "password is 1234";

    [Theory]
    [InlineData("{ hello resolver }")]
    [InlineData("{ hello asyncResolver }")]
    [InlineData("{ hello batch }")]
    [InlineData("{ hello asyncBatch }")]
    [InlineData("{ hello batchElement }")]
    [InlineData("{ hello batchOfNothing }")]
    [InlineData("{ hello lazyList }")]
    [InlineData("{ hello lazyBatch }")]
    [InlineData("{ hello returnedFailure }")]
    [InlineData("{ hello listOfFailures }")]
    [InlineData("{ hello serializer }")]
    [InlineData("{ hello unserializable }")]
    [InlineData("{ hello enumValue }")]
    [InlineData("{ hello wrongObject { name } }")]
    [InlineData("{ hello wrongState }")]
    [InlineData("{ hello wrongArgument }")]
    public async Task A_field_that_fails_says_no_more_than_under_which_id(string query)
    {
        await using Site site = await Site.StartAsync(declare: Declare);

        string answer = await site.AskAsync("POST", $$"""{"query":"{{query}}"}""");

        AssertMasked(answer, site);
        Assert.StartsWith("200 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"hello\":\"hello world\"", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"query":"{ parser(of: 1) }"}""")]
    [InlineData("""{"query":"query($v: Moody) { parser(of: $v) }","variables":{"v":1}}""")]
    public async Task What_fails_before_any_field_is_masked_as_a_whole(string body)
    {
        await using Site site = await Site.StartAsync(declare: Declare);

        string answer = await site.AskAsync("POST", body);

        AssertMasked(answer, site);
        Assert.StartsWith("500 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state")]
    [InlineData("introspection")]
    public async Task What_the_host_itself_throws_is_masked(string delegated)
    {
        await using Site site = await Site.StartAsync(options => delegated is "state"
            ? options with { CreateState = _ => throw new GraphQLException(Secret, "SECRET") }
            : options with { AllowIntrospection = _ => throw new InvalidOperationException(Secret) });

        string answer = await site.AskAsync("POST", """{"query":"{ hello }"}""");

        AssertMasked(answer, site);
        Assert.StartsWith("500 ", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_stream_masks_as_well()
    {
        await using Site site = await Site.StartAsync(declare: Declare);

        string answer =
            await site.AskAsync("POST | Accept: text/event-stream", """{"query":"subscription { source }"}""");

        AssertMasked(answer, site);
    }

    [Fact]
    public async Task An_answer_that_cannot_be_written_to_its_end_is_cut_off_and_not_taken_for_whole()
    {
        await using Site site = await Site.StartAsync(declare: Declare);

        HttpRequestException exception = await Assert.ThrowsAsync<HttpRequestException>(
            () => site.AskAsync("POST", """{"query":"{ hello unwritable }"}"""));

        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
        Assert.Single(site.Failures);
        Assert.Equal("200 OK", await site.CodeAsync("POST", """{"query":"{ hello }"}"""));
    }

    [Fact]
    public async Task A_log_that_fails_leaks_nothing()
    {
        await using Site site = await Site.StartAsync(options => options with
        {
            OnUnhandledException = (_, _, _) => throw new InvalidOperationException(Secret),
        });

        using HttpResponseMessage response =
            await site.SendAsync("POST", """{"query":"{ broken }"}"""u8.ToArray());

        Assert.Equal(500, (int)response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static void AssertMasked(string answer, Site site)
    {
        Assert.DoesNotContain("1234", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("AiBom", answer, StringComparison.Ordinal);
        string logged = Assert.Single(site.Failures);
        string id = logged[(logged.LastIndexOf('(') + 1)..^1];
        Assert.Contains($"\"code\":\"INTERNAL\",\"correlationId\":\"{id}\"", answer, StringComparison.Ordinal);
    }

    private static void Declare(SchemaBuilder builder)
    {
        var moody = new ScalarType("Moody", "Throws.", Parse, _ => throw Failure());
        var picky = new ScalarType("Picky", "Takes nothing.", Parse, _ => null);
        var broken = new ScalarType("Broken", "Is no JSON.", Parse, _ => double.NaN);
        EnumType<JsonValueKind> kind = builder.Enum<JsonValueKind>("Kind", "A few.");
        ObjectType<Uri> other = builder.Object<Uri>("Other", "Something else.");
        other.Field("name", "Its name.", Scalars.String, uri => uri.Host);
        ObjectType<object> query = builder.Query;

        query.Field("resolver", "Throws.", Scalars.Int).Resolve(int (_, _) => throw Failure());
        query.Field("asyncResolver", "Throws.", Scalars.Int)
            .Resolve(async (_, _) => await Task.FromException<int>(Failure()));
        query.Field("batch", "Throws.", Scalars.Int).ResolveBatch(int[] (_, _) => throw Failure());
        query.Field("asyncBatch", "Throws.", Scalars.Int)
            .ResolveBatch(async (_, _) => await Task.FromException<int[]>(Failure()));
        query.Field("batchElement", "Fails.", Scalars.Int)
            .ResolveBatch((_, parents) => parents.Select(_ => (object)Failure()));
        query.Field("batchOfNothing", "Is null.", Scalars.Int).ResolveBatch((_, _) => default(int[])!);
        query.Field("lazyList", "Throws later.", Scalars.Int.List()).Resolve((_, _) => Lazy());
        query.Field("lazyBatch", "Throws later.", Scalars.Int).ResolveBatch((_, _) => Lazy());
        query.Field("returnedFailure", "Is one.", Scalars.Int).Resolve((_, _) => (object)Failure());
        query.Field("listOfFailures", "Has one.", Scalars.Int.List()).Resolve((_, _) => new[] { Failure() });
        query.Field("serializer", "Cannot be shown.", moody).Resolve((_, _) => 1);
        query.Field("unserializable", "Cannot be shown.", picky).Resolve((_, _) => new { Secret });
        query.Field("enumValue", "Is none.", kind).Resolve((_, _) => (object)Secret);
        query.Field("wrongObject", "Is another.", other).Resolve((_, _) => new { Secret });
        query.Field("wrongState", "Expects another.", Scalars.Int)
            .Resolve((context, _) => context.State<MaskingTests>() is null ? 1 : 2);
        query.Field("wrongArgument", "Has none.", Scalars.Int)
            .Resolve((context, _) => context.Argument<int>(Secret));
        query.Field("unwritable", "Cannot be written.", broken).Resolve((_, _) => 1);
        query.Field("parser", "Cannot be asked.", Scalars.Int)
            .Argument("of", "Any.", moody)
            .Resolve((_, _) => 1);
        builder.Subscription.Field("source", "Throws.", Scalars.Int).Subscribe(_ => Events());
    }

    private static bool Parse(LeafInput input, out object? value, out string? reason) => throw Failure();

    private static InvalidOperationException Failure() => new(Secret);

    private static IEnumerable<int> Lazy()
    {
        yield return 1;
        throw Failure();
    }

    private static async IAsyncEnumerable<int> Events()
    {
        await Task.Yield();
        yield return await Task.FromException<int>(Failure());
    }
}
