using System.Net;
using System.Text;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>The receiver of k8s-aibom's webhook, by the protocol that its sender documents.</summary>
public sealed class WorkloadHookTests
{
    private const string Path = "/v1/hooks/k8s-aibom";
    private const string MediaType = "application/vnd.cyclonedx+json; version=1.6";
    private const string Hash = "X-Aibom-Document-Hash";

    [Theory]
    [InlineData("aibom.workload.", "aibom.confidence")]
    [InlineData("k8s-aibom:workload:", "k8s-aibom:confidence")]
    public async Task A_workload_is_recorded_with_its_model_and_its_redelivery_changes_nothing(
        string prefix, string confidence)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] document = Workload(prefix, confidence);

        Answer first = await DeliverAsync(host.Client, document);
        long head = await host.HeadAsync();
        Answer again = await DeliverAsync(host.Client, document);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(head, await host.HeadAsync());
        Assert.Equal(document, (await host.Client.OriginalAsync(document)).Body);
        var data = await host.Client.AskAsync(
            "{ entities(first: 10) { nodes { qualifiedName kind } } }");
        Assert.Equal(
            ["AI_SYSTEM prod-inference/vllm-llama3", "MODEL meta-llama/Llama-3.1-8B-Instruct"],
            data.At("entities.nodes").EnumerateArray()
                .Select(node => $"{node.String("kind")} {node.String("qualifiedName")}")
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_hash_says_is_refused_for_good()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] document = Workload("aibom.workload.", "aibom.confidence");
        string other = $"sha256:{new string('0', 64)}";

        await ShouldRefuseAsync(400, DeliverAsync(host.Client, document, other));
        await ShouldRefuseAsync(400, DeliverAsync(host.Client, document, Digest.Of(document).Hex));
        await ShouldRefuseAsync(400, DeliverAsync(host.Client, document, ""));
        await ShouldRefuseAsync(400, DeliverAsync(host.Client, document, $"SHA256:{Digest.Of(document).Hex}"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.OriginalAsync(document)).Status);
    }

    [Fact]
    public async Task Every_refusal_is_one_short_line_of_text()
    {
        await using ServerHost host = await ServerHost.StartAsync("MaxDocumentBytes=5000");
        using var stranger = new AibomClient(host.Client.Address, token: null);
        using var wrong = new AibomClient(host.Client.Address, "wrong_token_of_twenty_characters");
        byte[] document = Workload("aibom.workload.", "aibom.confidence");
        byte[] version = Encoding.UTF8.GetBytes(
            $$"""{"bomFormat":"CycloneDX","specVersion":"é\n{{new string('9', 1_000)}}"}""");

        await ShouldRefuseAsync(401, DeliverAsync(stranger, document));
        await ShouldRefuseAsync(401, DeliverAsync(wrong, document));
        await ShouldRefuseAsync(415, DeliverAsync(host.Client, document, mediaType: "application/json"));
        await ShouldRefuseAsync(415, DeliverAsync(host.Client, document, coding: "br"));
        await ShouldRefuseAsync(400, DeliverAsync(host.Client, document, coding: "gzip"));
        await ShouldRefuseAsync(413, DeliverAsync(host.Client, new byte[5_001]));
        await ShouldRefuseAsync(422, DeliverAsync(host.Client, version));
        await ShouldRefuseAsync(422, DeliverAsync(host.Client, "no json"u8.ToArray()));
    }

    private static async Task ShouldRefuseAsync(int status, Task<Answer> delivery)
    {
        Answer answer = await delivery;

        Assert.Equal(status, (int)answer.Status);
        Assert.InRange(answer.Body.Length, 1, 256);
        Assert.All(answer.Body, letter => Assert.InRange(letter, (byte)' ', (byte)'~'));
        Assert.StartsWith("text/plain", answer.Header("Content-Type"), StringComparison.Ordinal);
    }

    private static Task<Answer> DeliverAsync(
        AibomClient client, byte[] document, string? hash = null, string mediaType = MediaType, string? coding = null)
    {
        (string, string)[] headers =
        [
            (Hash, hash ?? $"sha256:{Digest.Of(document).Hex}"),
            ("X-Aibom-Workload-Kind", "Deployment"),
            ("X-Aibom-Workload-Namespace", "prod-inference"),
            ("X-Aibom-Workload-Name", "vllm-llama3"),
            ("X-Aibom-Workload-Category", "inference"),
            ("X-Aibom-Controller-Version", "1.6.0"),
            .. coding is null ? ((string, string)[])[] : [("Content-Encoding", coding)],
        ];
        return client.PostRawAsync(Path, document, mediaType, headers);
    }

    private static byte[] Workload(string prefix, string confidence) => Encoding.UTF8.GetBytes(
        $$"""
        {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
         "metadata":{"component":{"bom-ref":"workload:prod-inference/Deployment/vllm-llama3","type":"application",
           "group":"prod-inference","name":"vllm-llama3","properties":[
            {"name":"{{prefix}}kind","value":"Deployment"},{"name":"{{prefix}}namespace","value":"prod-inference"},
            {"name":"{{prefix}}name","value":"vllm-llama3"},{"name":"{{prefix}}uid","value":"abc-123"}]},
          "properties":[{"name":"{{confidence}}","value":"inferred"}]},
         "components":[{"bom-ref":"m","type":"machine-learning-model","name":"meta-llama/Llama-3.1-8B-Instruct"}]}
        """);
}
