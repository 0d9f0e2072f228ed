using System.Globalization;
using System.Text;
using AiBom.Storage.Reads;
using AiBom.Testing.Signing;
using AiBom.Verification.Trust;
using static AiBom.Registry.Tests.Attestation;

namespace AiBom.Registry.Tests.Ingestion;

/// <summary>What attestations make of the record, and what a revocation takes back.</summary>
public sealed class AttestationTests
{
    private static readonly Bom Tuned = new("acme/tuned@1")
    {
        Publisher = "acme",
        Digit = '1',
        Parents = ["vendor/base@1#2"],
    };

    private static readonly Signer Acme = Signer.Ecdsa();
    private static readonly Signer AcmeBuilder = Signer.Ecdsa();
    private static readonly Signer Vendor = Signer.Ecdsa();

    [Fact]
    public async Task A_trusted_builders_provenance_verifies_an_edge_before_or_after_its_document()
    {
        await using Desk after = await OpenAsync();
        await after.Post(Tuned, signedBy: Acme);
        Assert.Equal("Signed", await after.Edge("acme/tuned@1", "vendor/base@1"));
        Assert.Equal("Accepted Valid", await after.Attest(Provenance(AcmeBuilder, '1', "2")));
        Assert.Equal("Verified", await after.Edge("acme/tuned@1", "vendor/base@1"));

        await using Desk before = await OpenAsync();
        await before.Attest(Provenance(AcmeBuilder, '1', "2"));
        await before.Post(Tuned, signedBy: Acme);
        Assert.Equal("Verified", await before.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task An_unknown_builder_leaves_the_edge_signed_and_says_so()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);

        Assert.Equal(
            "AcceptedWithFindings Valid BUILDER_UNTRUSTED",
            await desk.Attest(Provenance(AcmeBuilder, '1', "2", "https://laptop.example")));
        Assert.Equal("Signed", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task A_strangers_provenance_is_kept_and_proves_nothing()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);

        Assert.Equal(
            "AcceptedWithFindings NotChecked SIGNER_UNKNOWN", await desk.Attest(Provenance(Signer.Ecdsa(), '1', "2")));
        Assert.Equal("Signed", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task A_delivery_note_of_the_vendor_corroborates_what_the_recipient_says()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);

        Assert.Equal("Accepted Valid", await desk.Attest(Delivery(Vendor, '2', "ACME")));
        Assert.Equal("Corroborated", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task A_licence_in_the_vendors_own_document_corroborates_too()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);

        await desk.Post(new Bom("vendor/base@1#2#acme") { Publisher = "vendor" }, signedBy: Vendor);

        Assert.Equal("Corroborated", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task Attestations_that_come_with_the_document_are_recorded_with_it()
    {
        await using Desk desk = await OpenAsync();
        long head = await desk.Head();

        byte[] signature = Acme.SignDocument(Tuned.ToBytes()).ToBytes();
        byte[] provenance = Provenance(AcmeBuilder, '1', "2");

        Assert.Equal("Accepted", await desk.Post(Tuned, envelope: signature, attestation: provenance));
        Assert.Equal(head + 2, await desk.Head());
        Assert.Equal("Verified", await desk.Edge("acme/tuned@1", "vendor/base@1"));
        Assert.Equal("Accepted again", await desk.Post(Tuned, envelope: signature, attestation: provenance));
        Assert.Equal("Accepted again Valid", await desk.Attest(provenance));
        Assert.Equal(head + 2, await desk.Head());
    }

    [Fact]
    public async Task A_test_result_makes_nobody_an_author_and_proves_no_edge()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);

        Assert.Equal("Accepted Valid", await desk.Attest(TestResult(Acme, '1')));
        Assert.Equal("Signed", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task The_same_attestation_again_is_the_same_submission()
    {
        await using Desk desk = await OpenAsync();
        byte[] provenance = Provenance(AcmeBuilder, '1', "2");
        await desk.Attest(provenance);
        long head = await desk.Head();

        Assert.Equal("Accepted again Valid", await desk.Attest(provenance));
        Assert.Equal("Accepted again Valid, Accepted Valid", await desk.Attest(provenance, TestResult(Acme, '1')));
        Assert.Equal(head + 1, await desk.Head());
    }

    [Fact]
    public async Task Where_one_line_cannot_be_read_nothing_is_recorded()
    {
        await using Desk desk = await OpenAsync();
        long head = await desk.Head();

        Assert.Equal(
            "Rejected ENVELOPE_MALFORMED/1",
            await desk.Attest(Provenance(AcmeBuilder, '1', "2"), """{"payloadType":"x"}"""u8.ToArray()));
        Assert.Equal("Rejected ENVELOPE_MALFORMED", await desk.Attest("no JSON"u8.ToArray()));
        Assert.Equal(head, await desk.Head());
    }

    [Fact]
    public async Task A_false_signature_is_quarantined_and_kept()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);
        byte[] forged = [.. Provenance(AcmeBuilder, '1', "2")];
        byte[] other = Provenance(AcmeBuilder, '1', "3");
        string signature = System.Text.Json.Nodes.JsonNode.Parse(other)!["signatures"]!.ToJsonString();
        var envelope = System.Text.Json.Nodes.JsonNode.Parse(forged)!;
        envelope["signatures"] = System.Text.Json.Nodes.JsonNode.Parse(signature);

        Assert.Equal(
            "Quarantined Invalid SIGNATURE_INVALID",
            await desk.Attest(System.Text.Encoding.UTF8.GetBytes(envelope.ToJsonString())));
        Assert.Equal("Signed", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task A_signed_bill_of_materials_is_taken_in_as_the_document_that_it_is()
    {
        await using Desk desk = await OpenAsync();

        Assert.Equal("Accepted Valid", await desk.Attest(Acme.SignDocument(Tuned.ToBytes()).ToBytes()));
        Assert.Equal("Signed", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Theory]
    [InlineData("application/spdx+json", "{0}")]
    [InlineData(
        "application/vnd.in-toto+json",
        """
        {{"_type":"https://in-toto.io/Statement/v1","subject":[],"predicateType":"https://spdx.dev/Document/v3",
        "predicate":{0}}}
        """)]
    public async Task A_signed_document_is_recorded_under_the_media_type_of_what_it_was_signed_as(
        string payloadType, string payload)
    {
        await using Desk desk = await OpenAsync();
        const string document =
            """
            {"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
             "type":"ai_AIPackage","spdxId":"https://acme.example/tuned","name":"tuned"}
            """;
        byte[] signed = Encoding.UTF8.GetBytes(string.Format(CultureInfo.InvariantCulture, payload, document));

        await desk.Attest(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Acme.Sign(payloadType, signed).ToBytes()).ReplaceLineEndings("")));

        SubmissionRecord record = Assert.Single(await desk.Registry.Store.Reads.Submissions.PageAfterAsync(
            after: 0, count: 10, TestContext.Current.CancellationToken));
        Assert.Equal("application/spdx+json", record.MediaType);
    }

    [Fact]
    public async Task A_signature_over_the_digest_of_a_recorded_document_makes_its_author_later()
    {
        await using Desk desk = await OpenAsync();
        byte[] signature = Acme.SignStatement(Tuned.ToBytes()).ToBytes();
        Assert.Equal("Rejected Valid DOCUMENT_UNKNOWN", await desk.Attest(signature));
        await desk.Post(Tuned);
        Assert.Equal("Asserted", await desk.Edge("acme/tuned@1", "vendor/base@1"));

        Assert.Equal("Accepted Valid", await desk.Attest(signature));
        Assert.Equal("Signed", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task A_revocation_lowers_what_rests_on_the_signer_and_keeps_every_edge()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);
        await desk.Attest(Provenance(AcmeBuilder, '1', "2"));
        await desk.Attest(Delivery(Vendor, '2', "acme"));
        Assert.Equal("Verified", await desk.Edge("acme/tuned@1", "vendor/base@1"));

        Assert.Equal("revoked", await desk.Revoke("acme", AcmeBuilder, Desk.Day(1)));
        Assert.Equal("Corroborated", await desk.Edge("acme/tuned@1", "vendor/base@1"));

        Assert.Equal("revoked", await desk.Revoke("acme", Acme, Desk.Day(1)));
        Assert.Equal("Asserted", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task What_was_recorded_before_the_revocation_began_stands()
    {
        await using Desk desk = await OpenAsync();
        await desk.Post(Tuned, signedBy: Acme);
        await desk.Attest(Provenance(AcmeBuilder, '1', "2"));

        await desk.Revoke("acme", AcmeBuilder, Desk.Day(11));
        await desk.Revoke("acme", Acme, Desk.Day(11));

        Assert.Equal("Verified", await desk.Edge("acme/tuned@1", "vendor/base@1"));
    }

    [Fact]
    public async Task After_a_revocation_the_signer_makes_no_author_and_its_documents_are_quarantined()
    {
        await using Desk desk = await OpenAsync();
        await desk.Revoke("acme", Acme, Desk.Day(1));

        Assert.Equal("Quarantined SIGNER_REVOKED", await desk.Post(Tuned, signedBy: Acme));
        await desk.RestartAsync();
        Assert.Equal(
            "Quarantined SIGNER_REVOKED", await desk.Post(Tuned with { Description = "more" }, signedBy: Acme));
    }

    [Fact]
    public async Task A_signer_that_takes_over_begins_where_the_other_ends()
    {
        await using Desk desk = await OpenAsync();
        var next = Signer.Ecdsa();

        Assert.Equal("registered", await desk.Trust(
            new SignerDraft("acme") { PublicKey = next.Pem, ValidFrom = Desk.Day(10) }, replaces: Acme));

        Assert.Equal("Quarantined SIGNER_EXPIRED", await desk.Post(Tuned, signedBy: Acme));
        Assert.Equal("Accepted", await desk.Post(Tuned with { Description = "by the next" }, signedBy: next));
        await desk.RestartAsync();
        Assert.Equal("Accepted", await desk.Post(Tuned with { Description = "again by the next" }, signedBy: next));
    }

    [Fact]
    public async Task Only_a_standing_signer_of_the_organization_can_be_replaced()
    {
        await using Desk desk = await OpenAsync();
        SignerDraft draft = new("acme") { PublicKey = Signer.Ecdsa().Pem };

        Assert.Equal("unknown signer", await desk.Trust(draft, replaces: Vendor));
        await desk.Revoke("acme", Acme);
        Assert.Equal("invalid", await desk.Trust(draft, replaces: Acme));
    }

    [Fact]
    public async Task A_revocation_names_a_known_signer_and_its_reason_and_is_recorded_once()
    {
        await using Desk desk = await OpenAsync();
        Assert.Equal("unknown signer", await desk.Revoke("acme", Vendor));
        Assert.Equal("invalid", await desk.Revoke("acme", Acme, reason: " "));

        await desk.Revoke("acme", Acme, Desk.Day(5));
        long head = await desk.Head();
        Assert.Equal("revoked", await desk.Revoke("acme", Acme, Desk.Day(7)));
        Assert.Equal(head, await desk.Head());
        Assert.Equal("revoked", await desk.Revoke("acme", Acme, Desk.Day(3)));
        Assert.Equal(head + 1, await desk.Head());
    }

    [Fact]
    public async Task A_signer_of_other_predicates_makes_no_author()
    {
        await using Desk desk = await OpenAsync();

        Assert.Equal("Quarantined PREDICATE_NOT_ALLOWED", await desk.Post(Tuned, signedBy: AcmeBuilder));
    }

    private static async Task<Desk> OpenAsync()
    {
        Desk desk = await Desk.OpenAsync();
        await desk.Register("acme", "ACME Labs");
        await desk.Register("vendor");
        await desk.Trust("acme", Acme);
        await desk.Trust("vendor", Vendor);
        await desk.Trust(new SignerDraft("acme")
        {
            PublicKey = AcmeBuilder.Pem,
            PredicateTypes = ["https://slsa.dev/provenance"],
            Builders = [Builder],
        });
        return desk;
    }
}
