using System.Net;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>The same again is the same; other bytes under the same number are a conflict.</summary>
public sealed class RepetitionTests
{
    private static readonly Chain Chain = Made.Chain([Made.Model("pine/base@1", "2026-01-01", "weights.bin")]);

    [Fact]
    public async Task The_same_submission_again_is_answered_with_the_same_receipt()
    {
        var poster = new ChainPoster(Chain);
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        byte[] document = poster.Postings().Single().Document;
        byte[] signature = poster.Sign(document, "pine");
        Answer first = await host.Client.PostAsync(document, [signature]);
        long head = await host.HeadAsync();

        Answer second = await host.Client.PostAsync(document, [signature]);
        await host.RestartAsync();
        Answer third = await host.Client.PostAsync(document, [signature]);

        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.All([second, third], answer =>
        {
            Assert.Equal(HttpStatusCode.OK, answer.Status);
            Assert.Equal(
                first.Text,
                answer.Text.Replace("\"isRepeated\":true", "\"isRepeated\":false", StringComparison.Ordinal));
        });
        Assert.Equal(head, await host.HeadAsync());
    }

    [Fact]
    public async Task Other_bytes_under_one_serial_number_and_version_are_a_conflict_and_overwrite_nothing()
    {
        var poster = new ChainPoster(Chain);
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client);
        long head = await host.HeadAsync();
        byte[] original = poster.Postings().Single().Document;
        byte[] changed = Tampering.Edit(original, bom => Tampering.Subject(bom)["description"] = "Another text.");

        Answer answer = await host.Client.PostAsync(changed, [poster.Sign(changed, "pine")]);

        Assert.Equal("409 CONFLICT gate FAILED SERIAL_VERSION_CONFLICT [SERIAL_VERSION_CONFLICT]", answer.Verdict());
        Assert.Equal(head, await host.HeadAsync());
        Assert.Equal(original, (await host.Client.OriginalAsync(original)).Body);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.OriginalAsync(changed)).Status);
    }

    [Fact]
    public async Task A_new_version_of_a_document_is_no_conflict()
    {
        var poster = new ChainPoster(Chain);
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        await poster.PostAsync(host.Client);
        byte[] changed = Tampering.Edit(poster.Postings().Single().Document, bom => bom["version"] = 2);

        Answer answer = await host.Client.PostAsync(changed, [poster.Sign(changed, "pine")]);

        Assert.Equal("201 ACCEPTED gate PASSED []", answer.Verdict());
    }

    [Fact]
    public async Task What_a_stranger_posts_first_does_not_keep_the_publisher_from_its_own_number()
    {
        var poster = new ChainPoster(Chain);
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        ChainPosting genuine = poster.Postings().Single();
        byte[] spoilt = Tampering.Edit(genuine.Document, bom => Tampering.Subject(bom)["description"] = "Spoilt.");
        Answer stranger = await host.Client.PostAsync(spoilt);

        Answer answer = await poster.PostAsync(host.Client, genuine);

        Assert.Equal(HttpStatusCode.Created, stranger.Status);
        Assert.Equal("201 ACCEPTED gate PASSED []", answer.Verdict());
    }
}
