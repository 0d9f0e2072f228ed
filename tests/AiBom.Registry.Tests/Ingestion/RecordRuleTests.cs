using AiBom.Domain;
using AiBom.Testing.Signing;

namespace AiBom.Registry.Tests.Ingestion;

public sealed class RecordRuleTests
{
    private const string Hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    [Fact]
    public async Task One_package_url_for_other_bytes_is_said_and_nothing_is_merged()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/base@1") { Digit = 'a' });

        Assert.StartsWith(
            "AcceptedWithFindings NAME_DIGEST_CONFLICT",
            await desk.Post(new Bom("acme/base@1") { Digit = 'b' }),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_something_was_made_from_existed_before_it()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/base@1") { Created = "2026-01-05T00:00:00Z" });

        Assert.Equal(
            "AcceptedWithFindings TEMPORAL_INCONSISTENCY",
            await desk.Post(Tuned("acme/early@1") with { Created = "2026-01-04T00:00:00Z" }));
        Assert.Equal("Accepted", await desk.Post(Tuned("acme/late@1") with { Created = "2026-01-05T00:00:00Z" }));
    }

    [Fact]
    public async Task A_cycle_between_documents_is_recorded_as_a_conflict()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(new Bom("acme/base@1") { Parents = ["acme/tuned@1"] });

        Assert.Equal("AcceptedWithFindings LINEAGE_CYCLE", await desk.Post(Tuned("acme/tuned@1")));
    }

    [Fact]
    public async Task Whoever_contradicts_what_is_better_proved_is_refused_and_whoever_proves_more_is_not()
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer);
        await desk.Post(Tuned("acme/tuned@1") with { Publisher = "Acme" }, signedBy: signer);
        await desk.Post(new Bom("acme/seed@1") { Parents = ["acme/heir@1"] }, poster: "stranger");

        Assert.Equal(
            "Rejected LINEAGE_CYCLE",
            await desk.Post(new Bom("acme/base@1") { Parents = ["acme/tuned@1"] }, poster: "stranger"));
        Assert.Equal(
            "AcceptedWithFindings LINEAGE_CYCLE",
            await desk.Post(
                new Bom("acme/heir@1") { Parents = ["acme/seed@1"], Publisher = "Acme" }, signedBy: signer));
    }

    [Fact]
    public async Task A_flood_of_false_statements_does_not_keep_a_genuine_document_out()
    {
        await using Desk desk = await Desk.OpenAsync();
        string[] parents = [.. Enumerable.Range(1, 150).Select(number => $"acme/part{number}@1")];
        await Task.WhenAll(parents.Select(parent =>
            desk.Post(new Bom(parent) { Parents = ["acme/whole@1"] }, poster: "stranger")));

        string verdict = await desk.Post(new Bom("acme/whole@1") { Parents = parents });

        Assert.StartsWith("AcceptedWithFindings LINEAGE_CYCLE", verdict, StringComparison.Ordinal);
        Assert.Equal(1 + 100 + 1, verdict.Split(' ').Length);
    }

    [Theory]
    [InlineData("hello", "Accepted")]
    [InlineData("other", "Quarantined DIGEST_MISMATCH")]
    public async Task Bytes_that_come_with_a_document_are_compared_with_what_it_declares(string bytes, string expected)
    {
        await using Desk desk = await Desk.OpenAsync();

        Assert.Equal(
            expected, await desk.Post(new Bom("acme/base@1") { File = ("model.bin", Hello) }, file: bytes));
    }

    [Fact]
    public void A_flood_of_remarks_hides_no_error()
    {
        Finding error = Remark(Severity.Error);

        var bounded = Registry.Ingestion.FindingList.Bound(
            [.. Enumerable.Repeat(Remark(Severity.Warning), 2_000), error]);

        Assert.Equal(FindingLimits.PerDocument, bounded.Length);
        Assert.Equal(error, bounded[0]);
        Assert.Equal(FindingCodes.FindingsExceeded, bounded[^1].Code);
        Assert.StartsWith("1002 ", bounded[^1].Message, StringComparison.Ordinal);
    }

    private static Bom Tuned(string model) => new(model) { Parents = ["acme/base@1"] };

    private static Finding Remark(Severity severity) =>
        new("test", Outcome.Failed, FindingCodes.WeakDigest, severity, "", "A remark.");
}
