using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Durability;

/// <summary>An acknowledged document survives <c>kill -9</c>; no other is ever there by half.</summary>
public sealed class KillTests
{
    private const int Documents = 1_000;
    private const int Clients = 4;
    private const int AcknowledgedBeforeTheKill = 150;

    /// <summary>Model i is a fine-tuning of model i-1 on a dataset that all share.</summary>
    private static readonly ChainPosting[] Postings = [.. Create()];

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_whole_afterwards_and_all_else_is_whole_or_absent()
    {
        using var folder = new DataFolder();
        (ConcurrentDictionary<int, Answer> acknowledged, int sent) = await PostUntilKilledAsync(folder);
        Assert.InRange(acknowledged.Count, AcknowledgedBeforeTheKill, Documents - 1);

        await using ServerHost host = await ServerHost.StartOnAsync(folder);
        var verification = await host.Store.Journal.VerifyAsync(TestContext.Current.CancellationToken);

        Assert.True(verification.IsIntact, verification.ToString());
        for (int i = 0; i < sent; i++)
        {
            string? receipt = await ReceiptIfWholeAsync(host, i);
            if (acknowledged.TryGetValue(i, out Answer? answer))
            {
                Assert.Equal(answer.Json.At("receipt").String("entryHash"), receipt);
            }
        }
    }

    /// <summary>Posts from several clients, and kills the server while more are under way.</summary>
    /// <returns>What was acknowledged, and how many documents were sent at all.</returns>
    private static async Task<(ConcurrentDictionary<int, Answer> Acknowledged, int Sent)> PostUntilKilledAsync(
        DataFolder folder)
    {
        var acknowledged = new ConcurrentDictionary<int, Answer>();
        using ServerProcess server = await ServerProcess.StartAsync(folder.Path);
        int next = -1;
        var enough = new TaskCompletionSource();
        async Task PostAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < Documents; i = Interlocked.Increment(ref next))
            {
                Answer answer = await server.Client.PostAsync(Postings[i].Document);
                Assert.Equal(HttpStatusCode.Created, answer.Status);
                acknowledged[i] = answer;
                if (acknowledged.Count >= AcknowledgedBeforeTheKill)
                {
                    enough.TrySetResult();
                }
            }
        }

        Task[] clients = [.. Enumerable.Range(0, Clients).Select(_ => PostAsync())];
        await Task.WhenAny([enough.Task, .. clients]);
        await server.KillAsync();
        foreach (Task client in clients)
        {
            // A client that waited for an answer when the server was killed gets none.
            await Assert.ThrowsAsync<HttpRequestException>(() => client);
        }

        return (acknowledged, next + 1);
    }

    /// <summary>The hash of the entry that records a document with all that is in it; null where none does.</summary>
    private static async Task<string?> ReceiptIfWholeAsync(ServerHost host, int i)
    {
        byte[] document = Postings[i].Document;
        JsonElement data = await host.Client.AskAsync(
            """
            query($document: String!) {
              aibomsOfDocument(document: $document) { entryHash status subject { qualifiedName } entities { id } }
            }
            """,
            new { document = Digest.Of(document).ToString() });
        if (data.GetProperty("aibomsOfDocument").EnumerateArray().ToArray() is not [JsonElement aibom])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.Client.OriginalAsync(document)).Status);
            return null;
        }

        Assert.Equal(document, (await host.Client.OriginalAsync(document)).Body);
        Assert.Equal(AliasOf(i), aibom.At("subject").String("qualifiedName"));
        Assert.Equal(i == 0 ? 2 : 3, aibom.GetProperty("entities").GetArrayLength());
        JsonElement lineage = await host.Client.AskAsync(
            """
            query($of: EntityReference!) {
              lineage(of: $of, maxDepth: 1) {
                ... on Lineage { edges { nodes { from { qualifiedName } kind to { qualifiedName } } } }
              }
            }
            """,
            new { of = Questions.Reference(AliasOf(i)) });
        Assert.Equal(
            i == 0 ? ["TRAINED_ON sand/rows@1"] : [$"DERIVED_FROM {AliasOf(i - 1)}", "TRAINED_ON sand/rows@1"],
            lineage.At("lineage.edges.nodes").EnumerateArray()
                .Where(edge => edge.At("from").String("qualifiedName") == AliasOf(i))
                .Select(edge => $"{edge.String("kind")} {edge.At("to").String("qualifiedName")}")
                .Order(StringComparer.Ordinal));
        return aibom.String("entryHash");
    }

    private static IEnumerable<ChainPosting> Create()
    {
        ChainEntity[] models =
            [.. Enumerable.Range(0, Documents).Select(i => Made.Model(AliasOf(i), "2026-01-02", "weights.bin"))];
        IEnumerable<ChainEdge> weights = Enumerable.Range(1, Documents - 1).Select(i =>
            new ChainEdge(AliasOf(i), EdgeKind.DerivedFrom, AliasOf(i - 1), DerivationMethod.FineTuning));
        IEnumerable<ChainEdge> rows = models.Select(model =>
            new ChainEdge(model.Alias, EdgeKind.TrainedOn, "sand/rows@1", Role: DatasetRole.Training));
        return ChainDocument
            .Of(Made.Chain([Made.Dataset("sand/rows@1", "2026-01-01"), .. models], [.. weights, .. rows]))
            .Skip(1);
    }

    private static string AliasOf(int i) => $"dune/model@{i}";
}
