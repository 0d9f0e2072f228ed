using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>What those who listen hear of requests. They hear all of the process, so these tests run alone.</summary>
[Collection(AloneGroup.Name)]
public sealed class TelemetryTests : IDisposable
{
    private const string Refused = "graphql.server.request.refused error.type=";
    private const string Lookup = "graphql.server.document.cache.lookups graphql.document.cache.result=";

    private readonly ConcurrentQueue<string> _heard = new();
    private readonly MeterListener _listener = new()
    {
        InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == GraphQLHttpTelemetry.MeterName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        },
    };

    public TelemetryTests()
    {
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) =>
            _heard.Enqueue($"{instrument.Name} {tags[0].Key}={tags[0].Value}{(value == 1 ? "" : $" {value}")}"));
        _listener.Start();
    }

    [Theory]
    [InlineData("POST", """{"query":"{ hello }"}""", Lookup + "miss")]
    [InlineData("POST", """{"query":"{ hello refused }"}""", Lookup + "miss")]
    [InlineData("POST", """{"query":"{ hello "}""", Lookup + "miss", Refused + "SYNTAX_ERROR")]
    [InlineData("POST", """{"query":"{ nothing }"}""", Lookup + "miss", Refused + "VALIDATION_ERROR")]
    [InlineData("POST", """{"query":"query($n: ID!) { hello }"}""", Lookup + "miss", Refused + "VALIDATION_ERROR")]
    [InlineData("POST", "[]", Refused + "BATCHING_UNSUPPORTED")]
    [InlineData("POST | Content-Type: text/plain", "{}", Refused + "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("POST | X-User: nobody", "{}", Refused + "UNAUTHENTICATED")]
    [InlineData("GET ?query={hello}", null, Refused + "PREFLIGHT_REQUIRED")]
    [InlineData("POST | Accept: text/event-stream", """{"query":"{ nothing }"}""",
        Lookup + "miss", Refused + "VALIDATION_ERROR")]
    public async Task A_request_that_is_answered_without_data_is_counted_by_its_code(
        string head,
        string? body,
        params string[] expected)
    {
        await using Site site = await Site.StartAsync();

        await site.AskAsync(head, body);

        Assert.Equal(expected, _heard);
    }

    [Fact]
    public async Task A_document_that_is_known_is_a_hit_whether_good_or_bad()
    {
        await using Site site = await Site.StartAsync();
        foreach (string query in (string[])["{ hello }", "{ hello }", "{", "{"])
        {
            await site.AskAsync("POST", $$"""{"query":"{{query}}"}""");
        }

        Assert.Equal(
            ["miss", "hit", "miss", "hit"],
            _heard.Where(line => line.StartsWith(Lookup, StringComparison.Ordinal)).Select(line => line[Lookup.Length..]));
    }

    [Fact]
    public async Task A_request_whose_time_is_up_is_counted_as_such()
    {
        var clock = new StoppedClock();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using Site site = await Site.StartAsync(
            options => options with { Time = clock },
            schema => schema.Query.Field("wait", "Waits.", Scalars.String).Resolve<string>(async (context, _) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return "never";
            }));

        Task<string> answer = site.CodeAsync("POST", """{"query":"{ wait }"}""");
        await started.Task.WaitAsync(TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.StartsWith("504", await answer, StringComparison.Ordinal);
        Assert.Equal([Lookup + "miss", Refused + "TIMEOUT"], _heard);
    }

    public void Dispose() => _listener.Dispose();
}

/// <summary>Tests during which no other runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class AloneGroup
{
    public const string Name = "Alone";
}
