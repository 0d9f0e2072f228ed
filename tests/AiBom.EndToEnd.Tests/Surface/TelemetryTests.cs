using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>What a collector is told of the service.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task A_collector_that_is_named_gets_spans_and_metrics_and_no_data()
    {
        await using Collector collector = await Collector.StartAsync();
        await using (ServerHost host = await ServerHost.StartAsync(
            $"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Address}",
            "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
            "--OTEL_SERVICE_NAME=aibom-under-test"))
        {
            await host.Client.AskAsync(
                "query Secretive($id: ID!) { notToBeTold: node(id: $id) { id } }", new { id = "confidential" });
            await host.Client.GetAsync("/graphql?query={notToBeTold:__typename}");
        }

        string traces = collector.Received("traces");
        string metrics = collector.Received("metrics");
        string[] spans = ["aibom-under-test", "AiBom.GraphQL", "Secretive", "Microsoft.AspNetCore", "http.request.method"];
        string[] meters =
        [
            "aibom-under-test", "graphql.server.request.duration", "graphql.server.request.refused", "PREFLIGHT_REQUIRED",
            "http.server.request.duration",
        ];
        Assert.All(spans, word => Assert.Contains(word, traces, StringComparison.Ordinal));
        Assert.All(meters, word => Assert.Contains(word, metrics, StringComparison.Ordinal));
        Assert.All(
            (string[])["confidential", "notToBeTold", AibomClient.Token],
            word => Assert.DoesNotContain(word, traces + metrics, StringComparison.Ordinal));
    }
}
