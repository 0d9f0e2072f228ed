using System.Net;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

public sealed class DocumentTests
{
    [Fact]
    public async Task The_original_comes_back_byte_for_byte()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] document = [.. " \r\n"u8, .. SpeechChain.Posting("harbor/spell-base@3").Document, .. "\n\t "u8];

        Answer answer = await host.Client.PostAsync(document, "application/json; charset=utf-8");
        Answer original = await host.Client.GetAsync(answer.Json.At("aibom").String("original"));

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        Assert.Equal(document, original.Body);
    }

    [Fact]
    public async Task A_document_that_nobody_posted_is_not_found()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.OriginalAsync("{}"u8.ToArray())).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.Client.GetAsync("/v1/documents/sha256/00")).Status);
    }

    [Fact]
    public async Task A_bundle_or_an_artifact_is_no_document_to_be_read_back()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] artifact = "not to be read\n"u8.ToArray();
        await host.Client.PostAsync(
            SpeechChain.Posting("harbor/spell-base@3").Document,
            [],
            new Server.Demo.ChainFile("weights.bin", "not to be read\n"));

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.OriginalAsync(artifact)).Status);
    }

    [Fact]
    public async Task GraphQL_takes_a_document_too_and_gives_the_same_receipt()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] document = SpeechChain.Posting("harbor/spell-base@3").Document;
        Answer posted = await host.Client.PostAsync(document);

        var data = await host.Client.AskAsync(
            """
            mutation($input: IngestAibomInput!) {
              ingestAibom(input: $input) { status isRepeated receipt { submission sequence entryHash } document }
            }
            """,
            new { input = new { document = System.Text.Encoding.UTF8.GetString(document) } });

        Assert.True(data.At("ingestAibom.isRepeated").GetBoolean());
        Assert.Equal(
            posted.Json.At("receipt").String("entryHash"), data.At("ingestAibom.receipt").String("entryHash"));
        Assert.Equal(Digest.Of(document).ToString(), data.At("ingestAibom").String("document"));
    }

    [Fact]
    public async Task A_dry_run_gives_the_verdict_and_records_nothing()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        long head = await host.HeadAsync();

        var data = await host.Client.AskAsync(
            """
            mutation($document: String!) {
              ingestAibom(input: { document: $document, dryRun: true }) { status receipt { sequence } }
            }
            """,
            new
            {
                document = System.Text.Encoding.UTF8.GetString(SpeechChain.Posting("harbor/spell-base@3").Document),
            });

        Assert.Equal("""{"status":"ACCEPTED","receipt":null}""", data.At("ingestAibom").GetRawText());
        Assert.Equal(head, await host.HeadAsync());
    }
}
