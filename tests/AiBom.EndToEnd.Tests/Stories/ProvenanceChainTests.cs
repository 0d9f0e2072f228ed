using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing.Signing;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>Story 1 told in SLSA provenance: what is recorded does not depend on the format.</summary>
public sealed class ProvenanceChainTests
{
    [Fact]
    public void Every_document_of_the_chain_says_in_SLSA_what_it_says_in_CycloneDX()
    {
        Chain chain = FixtureChain.LoadWithContents();
        ChainPosting[] cycloneDx = [.. ChainDocument.Of(chain)];
        ChainPosting[] provenance = [.. ProvenanceChainDocument.Of(chain)];

        Assert.Equal(cycloneDx.Length, provenance.Length);
        for (int posting = 0; posting < provenance.Length; posting++)
        {
            ReadResult expected = Read(cycloneDx[posting].Document, AibomClient.CycloneDx);
            ReadResult actual = Read(provenance[posting].Document, ProvenanceChainDocument.MediaType);

            Assert.Equal(cycloneDx[posting].Subject, provenance[posting].Subject);
            Assert.Empty(actual.Findings);
            Assert.Equal(Written.Of(expected.Statements!), Written.Of(actual.Statements!));
        }
    }

    [Fact]
    public async Task The_seeds_chain_in_SLSA_has_the_same_edges_on_the_same_words_with_the_same_proof()
    {
        Chain fixture = FixtureChain.LoadWithContents();
        var evidence = new ChainEvidence(fixture, FixtureChain.Built());
        var poster = new ChainPoster(fixture, evidence);
        ChainPosting[] postings = [.. ProvenanceChainDocument.Of(fixture)];
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        foreach (string name in (string[])["base21", "Z31", "L1"])
        {
            ChainPosting posting = postings.Single(own => own.Subject.Alias == Of(name));
            Answer vendors = await host.Client.PostAsync(
                posting.Document, [poster.SignStatement(posting.Document, posting.Subject.Producer)]);
            Assert.StartsWith("201 ACCEPTED gate ", vendors.Verdict(), StringComparison.Ordinal);
            Assert.Equal(posting.Subject.Producer, vendors.Json.At("verification").String("author"));
        }

        Signer office = await ChainPoster.OfficeAsync(host.Client, "brightlabel");
        await host.Client.AttestAsync(
            evidence.DeliveryNote(office, Of("L1"), recipient: "zephyr", target: Of("Z31")));
        ChainPosting det10 = postings.Single(own => own.Subject.Alias == Of("det10"));
        byte[] document = WithoutAddressOf(Of("base21"), det10.Document);
        ChainFile[] files = [.. det10.Subject.Files];
        byte[][] bundles =
        [
            poster.SignStatement(document, "northwind"),
            evidence.ProvenanceOf(det10.Subject)!,
            await ChainPoster.SignModelAsync(host.Client, "northwind", files),
        ];
        Answer posted = await host.Client.PostAsync(document, bundles, files);
        Answer again = await host.Client.PostAsync(document, bundles, files);
        JsonElement lineage = await Questions.Lineage("", Questions.Reference(Of("det10"))).AskAsync(host.Client);

        Assert.Equal("201 ACCEPTED gate PASSED []", posted.Verdict());
        Assert.Equal("VALID", posted.Json.At("verification").String("authenticity"));
        Assert.Equal(HttpStatusCode.OK, again.Status);
        Assert.Equal(
            "0 det10 VERIFIED, 1 X10 VERIFIED, 1 base21 VERIFIED, 2 Y SIGNED, 2 Z31 CORROBORATED, "
            + "3 L1 CORROBORATED, 3 Zr SIGNED",
            FixtureNames.Read.Reached(lineage, "nodes"));
        Assert.Equal(
            """
            Z31 DERIVED_FROM Zr SIGNED zephyr
            Z31 LABELED_WITH L1 CORROBORATED zephyr
            base21 TRAINED_ON Y TRAINING SIGNED aurora
            base21 TRAINED_ON Z31 TRAINING CORROBORATED aurora
            det10 DERIVED_FROM base21 FINE_TUNING VERIFIED northwind
            det10 TRAINED_ON X10 FINE_TUNING VERIFIED northwind
            """,
            FixtureNames.Read.Edges(lineage, "edges"));
    }

    [Fact]
    public async Task One_envelope_of_a_trusted_builder_says_it_and_proves_it()
    {
        Chain fixture = FixtureChain.LoadWithContents();
        await using ServerHost host = await ServerHost.StartAsync();
        await new ChainPoster(fixture).RegisterAsync(host.Client);
        Signer builder = await BuilderAsync(host.Client);
        ChainPosting det10 = Det10(fixture);
        byte[] envelope = builder.Sign(ProvenanceChainDocument.MediaType, det10.Document).ToBytes();

        Answer posted = await host.Client.PostAsync(envelope, "application/vnd.dsse.envelope.v1+json");
        Answer apart = await host.Client.PostAsync(det10.Document, [envelope]);
        JsonElement lineage = await Questions.Lineage("", Questions.Reference(Of("det10"))).AskAsync(host.Client);

        Assert.Equal("201 ACCEPTED gate PASSED []", posted.Verdict());
        Assert.Equal("northwind", posted.Json.At("verification").String("author"));
        Assert.Equal(Digest.Of(det10.Document).ToString(), posted.Json.String("document"));
        Assert.Equal(
            "PROVENANCE",
            Assert.Single(posted.Json.GetProperty("attestations").EnumerateArray()).String("kind"));
        Assert.Equal(det10.Document, (await host.Client.OriginalAsync(det10.Document)).Body);
        Assert.True(apart.Json.GetProperty("isRepeated").GetBoolean(), apart.Text);
        Assert.Equal(
            "det10 DERIVED_FROM base21 FINE_TUNING VERIFIED northwind\n"
            + "det10 TRAINED_ON X10 FINE_TUNING VERIFIED northwind",
            FixtureNames.Read.Edges(lineage, "edges"));
    }

    [Fact]
    public async Task Provenance_that_names_nobody_is_the_word_of_its_signers_organization()
    {
        Chain fixture = FixtureChain.LoadWithContents();
        var poster = new ChainPoster(fixture);
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        byte[] document = Tampering.Edit(Det10(fixture).Document, NameNobody);
        byte[] stranger = Signer.Ecdsa().Sign(ProvenanceChainDocument.MediaType, document).ToBytes();

        Answer unknown = await host.Client.PostAsync(document, [stranger]);
        Answer signed = await host.Client.PostAsync(document, [poster.SignStatement(document, "northwind")]);
        Answer both = await host.Client.PostAsync(
            document, [poster.SignStatement(document, "northwind"), poster.SignStatement(document, "aurora")]);

        Assert.Equal("NOT_CHECKED", Word(unknown));
        Assert.Equal("VALID northwind", Word(signed));
        Assert.Equal("UNTRUSTED_SIGNER", Word(both));
        Assert.Equal("ACCEPTED_WITH_FINDINGS", both.Json.String("status"));
    }

    [Fact]
    public async Task Nobody_signs_in_anothers_name_and_no_builder_for_another()
    {
        Chain fixture = FixtureChain.LoadWithContents();
        var poster = new ChainPoster(fixture);
        await using ServerHost host = await ServerHost.StartAsync();
        await poster.RegisterAsync(host.Client);
        Signer builder = await BuilderAsync(host.Client);
        byte[] document = Det10(fixture).Document;
        byte[] elsewhere = Tampering.Edit(document, statement =>
            statement["predicate"]!["runDetails"]!["builder"]!["id"] = "https://laptop.example");

        Answer other = await host.Client.PostAsync(document, [poster.SignStatement(document, "cobalt")]);
        Answer laptop = await host.Client.PostAsync(
            elsewhere, [builder.Sign(ProvenanceChainDocument.MediaType, elsewhere).ToBytes()]);
        Answer forged = await host.Client.PostAsync(document, [poster.SignStatement(elsewhere, "northwind")]);
        Answer unsigned = await host.Client.PostAsync(document, ProvenanceChainDocument.MediaType);

        Assert.Equal("422 QUARANTINED UNTRUSTED_SIGNER", Problem(other));
        Assert.Equal("422 QUARANTINED BUILDER_UNTRUSTED", Problem(laptop));
        Assert.Equal("MISSING", Word(forged));
        Assert.Equal("MISSING", Word(unsigned));
        Assert.Equal("ASSERTED", unsigned.Json.At("verification").String("assurance"));
    }

    private static string Word(Answer answer) =>
        answer.Json.At("verification") is var own && own.TryGetProperty("author", out JsonElement author)
            ? $"{own.String("authenticity")} {author.GetString()}"
            : own.String("authenticity");

    private static string Problem(Answer answer) =>
        $"{(int)answer.Status} {answer.Json.String("status")} {answer.Problems().First().String("code")}";

    private static ChainPosting Det10(Chain chain) =>
        ProvenanceChainDocument.Of(chain).Single(own => own.Subject.Alias == Of("det10"));

    private static readonly string[] ProvenanceTypes = ["https://slsa.dev/provenance"];

    /// <summary>A builder's key: for provenance, and for northwind's builder alone.</summary>
    private static async Task<Signer> BuilderAsync(AibomClient client)
    {
        var builder = Signer.Ecdsa();
        await ChainPoster.MutateAsync(
            client, "registerTrustedSigner", "RegisterTrustedSignerInput", "TrustedSigner", new
            {
                organizationId = "northwind",
                publicKey = builder.Pem,
                predicateTypes = ProvenanceTypes,
                builders = new[] { ChainEvidence.BuilderOf("northwind") },
            });
        return builder;
    }

    private static void NameNobody(JsonNode statement)
    {
        JsonObject annotations = statement["subject"]![0]!["annotations"]!.AsObject();
        Assert.True(annotations.Remove(AibomProperties.Producer));
    }

    /// <summary>Northwind's provenance names the base model by digest alone.</summary>
    private static byte[] WithoutAddressOf(string alias, byte[] document) => Tampering.Edit(
        document,
        statement => Assert.True(statement["predicate"]!["buildDefinition"]!["resolvedDependencies"]!.AsArray()
            .Single(dependency => (string?)dependency!["name"] == alias)!.AsObject().Remove("uri")));

    private static ReadResult Read(byte[] document, string mediaType) =>
        DocumentReader.Read(document, mediaType, DocumentLimits.Default);
}
