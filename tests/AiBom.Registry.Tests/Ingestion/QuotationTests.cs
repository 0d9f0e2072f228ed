using AiBom.Documents;
using AiBom.Registry.Catalog;
using AiBom.Registry.Exports;
using AiBom.Testing.Signing;
using static AiBom.Registry.Tests.Attestation;

namespace AiBom.Registry.Tests.Ingestion;

/// <summary>What a document quotes from others is nobody's signed word, whoever signed the document.</summary>
public sealed class QuotationTests
{
    private const string Tuned = "acme/tuned@1";
    private const string Base = "vendor/base@1";

    private static readonly Signer Acme = Signer.Ecdsa();
    private static readonly Signer AcmeBuilder = Signer.Ecdsa();
    private static readonly Signer Vendor = Signer.Ecdsa();

    [Theory]
    [InlineData("Vendor", "Asserted")]
    [InlineData("nobody we know", "Asserted")]
    [InlineData("acme", "Signed")]
    [InlineData("ACME Inc.", "Signed")]
    public async Task A_signed_document_proves_a_quotation_only_of_its_author(string cited, string assurance)
    {
        await using Desk desk = await OpenAsync();

        Assert.Equal("Accepted", await desk.Post(Quoting(cited), signedBy: Acme));

        Assert.Equal(assurance, await desk.Edge(Tuned, Base));
    }

    [Fact]
    public async Task No_evidence_raises_a_quotation_before_or_after_it()
    {
        await using Desk desk = await OpenAsync();
        await desk.Attest(Provenance(AcmeBuilder, '1', "2"));
        await desk.Post(Quoting("vendor"), signedBy: Acme);
        await desk.Attest(Delivery(Vendor, '2', "acme"));

        Assert.Equal("Asserted", await desk.Edge(Tuned, Base));

        // The author's own word beside it is proved as ever.
        await desk.Post(Quoting(null) with { Version = 2 }, signedBy: Acme);
        Assert.Equal("Verified", await desk.Edge(Tuned, Base));
    }

    [Fact]
    public async Task A_name_that_is_bound_later_does_not_make_an_earlier_quotation_ones_own_word()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Quoting("Acme Labs"), signedBy: Acme);

        Assert.Equal("registered", await desk.Register("acme", "Acme Labs"));

        Assert.Equal("Asserted", await desk.Edge(Tuned, Base));
    }

    [Fact]
    public async Task A_quotation_against_what_is_signed_is_refused_though_its_document_is_signed()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(
            new Bom(Base) { Publisher = "vendor", Parents = [Tuned] }, signedBy: Vendor);

        Assert.Equal("Rejected LINEAGE_CYCLE", await desk.Post(Quoting("somebody"), signedBy: Acme));
        Assert.Equal("AcceptedWithFindings LINEAGE_CYCLE", await desk.Post(Quoting(null), signedBy: Acme));
    }

    [Theory]
    [InlineData(null, "acme")]
    [InlineData("vendor", null)]
    public async Task An_export_names_nobody_for_a_quotation(string? cited, string? claimant)
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Quoting(cited), signedBy: Acme);
        int id = Assert.IsType<EntityLookup.Found>(await desk.Find(Tuned)).Id;

        LineageExport export = await desk.Registry.Exports.GatherAsync(
            new ExportQuestion(id, LineageFormat.Cyclonedx),
            desk.Registry.Lineage.Current,
            "https://registry.example",
            TestContext.Current.CancellationToken);

        LineageClaim claim = Assert.Single(Assert.Single(export.Document.Edges).Claims);
        Assert.Equal(claimant, claim.Claimant);
    }

    private static Bom Quoting(string? cited) =>
        new(Tuned) { Publisher = "acme", Digit = '1', Parents = [$"{Base}#2"], CitedFrom = cited };

    private static async Task<Desk> OpenAsync()
    {
        Desk desk = await Desk.OpenAsync();
        await desk.Register("acme", "ACME Inc.");
        await desk.Register("vendor");
        await desk.Trust("acme", Acme);
        await desk.Trust("vendor", Vendor);
        await desk.Trust(new("acme") { PublicKey = AcmeBuilder.Pem, Builders = [Builder] });
        return desk;
    }
}
