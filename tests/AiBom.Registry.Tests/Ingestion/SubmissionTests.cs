using AiBom.Registry.Catalog;
using AiBom.Testing.Signing;

namespace AiBom.Registry.Tests.Ingestion;

public sealed class SubmissionTests
{
    [Fact]
    public async Task A_dry_run_gives_the_verdict_and_records_nothing()
    {
        await using Desk desk = await Desk.OpenAsync();
        var bom = new Bom("acme/base@1") { Serial = 1 };

        Assert.Equal("Accepted", await desk.Post(bom, isDryRun: true));
        Assert.Equal(0, await desk.Head());
        Assert.IsType<EntityLookup.NotFound>(await desk.Find("acme/base@1"));

        await desk.Post(bom);
        Assert.Equal(
            "Conflict SERIAL_VERSION_CONFLICT",
            await desk.Post(bom with { Description = "changed" }, isDryRun: true));
    }

    [Fact]
    public async Task The_same_submission_again_is_told_the_same_and_records_nothing()
    {
        await using Desk desk = await Desk.OpenAsync();
        var bom = new Bom("acme/base@1");

        Assert.Equal("Accepted", await desk.Post(bom));
        Assert.Equal("Accepted again", await desk.Post(bom));
        Assert.Equal(1, await desk.Head());
        Assert.Equal("Accepted", await desk.Post(bom, poster: "someone else"));
        Assert.Equal(2, await desk.Head());
    }

    [Fact]
    public async Task One_submission_that_comes_many_times_at_once_is_recorded_once()
    {
        await using Desk desk = await Desk.OpenAsync();

        string[] verdicts = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => desk.Post(new Bom("acme/base@1"))));

        Assert.Single(verdicts, "Accepted");
        Assert.Equal(1, await desk.Head());
    }

    [Fact]
    public async Task A_serial_number_and_version_stand_for_one_sequence_of_bytes_of_a_publisher()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        await desk.Register("other");
        var bom = new Bom("acme/base@1") { Serial = 1, Publisher = "Acme" };
        await desk.Post(bom);
        long head = await desk.Head();

        Bom changed = bom with { Description = "changed" };
        Assert.Equal("Conflict SERIAL_VERSION_CONFLICT", await desk.Post(changed));
        Assert.Equal(head, await desk.Head());
        Assert.Equal("Accepted", await desk.Post(changed with { Version = 2 }));
        Assert.Equal("Accepted", await desk.Post(changed with { Publisher = "Other" }));
    }

    [Fact]
    public async Task What_a_stranger_posts_unsigned_in_a_vendors_name_does_not_block_the_vendor()
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer);
        var genuine = new Bom("acme/base@1") { Serial = 1, Publisher = "Acme" };

        await desk.Post(genuine with { Description = "forged" }, poster: "stranger");

        Assert.Equal("Accepted", await desk.Post(genuine, signedBy: signer));
        Assert.Equal(
            "Conflict SERIAL_VERSION_CONFLICT",
            await desk.Post(genuine with { Description = "forged anew" }, poster: "stranger"));
    }

    [Fact]
    public async Task What_nobody_signed_keeps_only_its_poster_from_using_the_number_again()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        var genuine = new Bom("acme/base@1") { Serial = 1, Publisher = "Acme" };

        Assert.Equal("Accepted", await desk.Post(genuine with { Description = "forged" }, poster: "stranger"));

        Assert.Equal("Accepted", await desk.Post(genuine));
        Assert.Equal("Conflict SERIAL_VERSION_CONFLICT", await desk.Post(genuine with { Description = "changed" }));
    }

    [Fact]
    public async Task A_quarantined_submission_leaves_no_entity_and_stays_quarantined_when_repeated()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        await desk.Trust("acme", Signer.Ecdsa());
        var bom = new Bom("acme/base@1") { Publisher = "Acme" };
        byte[] envelope = Signer.Ecdsa().SignDocument(bom.ToBytes()).ToBytes();

        Assert.Equal("Quarantined SIGNER_UNKNOWN", await desk.Post(bom, envelope: envelope));
        Assert.Equal("Quarantined again SIGNER_UNKNOWN", await desk.Post(bom, envelope: envelope));
        Assert.IsType<EntityLookup.NotFound>(await desk.Find("acme/base@1"));
    }

    [Fact]
    public async Task A_bad_signature_posted_first_does_not_spoil_the_genuine_document()
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer);
        var bom = new Bom("acme/base@1") { Serial = 1, Publisher = "Acme" };

        await desk.Post(bom, poster: "stranger", signedBy: Signer.Ecdsa());

        Assert.Equal("Accepted", await desk.Post(bom, signedBy: signer));
    }

    [Fact]
    public async Task A_key_counts_until_the_first_instant_after_its_validity()
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer, Desk.Day(1), Desk.Day(20));

        desk.Clock.Now = Desk.Day(20).AddTicks(-10);
        Assert.Equal("Accepted", await desk.Post(new Bom("acme/base@1") { Publisher = "Acme" }, signedBy: signer));
        desk.Clock.Now = Desk.Day(20);
        Assert.Equal(
            "Quarantined SIGNER_EXPIRED",
            await desk.Post(new Bom("acme/base@2") { Publisher = "Acme" }, signedBy: signer));
    }

    [Fact]
    public async Task A_signer_that_is_registered_at_the_same_time_counts_for_whatever_is_recorded_after_it()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Register("acme");
        var signer = Signer.Ecdsa();
        var stranger = Signer.Ecdsa();
        Bom[] boms =
            [.. Enumerable.Range(1, 20).Select(number => new Bom($"acme/base@{number}") { Publisher = "Acme" })];
        var writerIsBusy = new TaskCompletionSource();
        Task busy = desk.Registry.Store.Journal.DecideAsync<bool>(
            async (_, _) =>
            {
                await writerIsBusy.Task;
                return false;
            },
            TestContext.Current.CancellationToken);

        // These wait for the writer together: the key first, and then what was judged before it was known.
        Task trust = desk.Trust("acme", signer);
        Task[] posts = [.. boms.Select(bom => desk.Post(bom, signedBy: stranger))];
        while (!boms.All(bom => desk.Registry.Store.Blobs.Exists(Domain.Digest.Of(bom.ToBytes()))))
        {
            await Task.Yield();
        }

        writerIsBusy.SetResult();
        await Task.WhenAll([busy, trust, .. posts]);

        long since = (await desk.Registry.Store.Journal.ReadAsync(1, 100, TestContext.Current.CancellationToken))
            .Single(entry => entry.Kind == Domain.Journal.SignerRegistered.Name).Sequence;
        var submissions = await desk.Registry.Store.Reads.Submissions.PageAsync(
            before: null, 100, TestContext.Current.CancellationToken);
        Assert.All(submissions, submission => Assert.Equal(
            submission.Sequence > since, submission.Status is Domain.SubmissionStatus.Quarantined));
    }

    [Fact]
    public async Task A_rejected_document_changes_nothing()
    {
        await using Desk desk = await Desk.OpenAsync();

        Assert.Equal("Rejected SELF_ANCESTOR", await desk.Post(new Bom("acme/base@1") { Parents = ["acme/base@1"] }));
        Assert.Equal(0, await desk.Head());
    }
}
