using System.Net;
using System.Text;
using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Testing.Signing;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary><c>POST /v1/attestations</c>, <c>ingestAttestation</c>, and what they answer.</summary>
public sealed class AttestationTests
{
    private const string Statement = "application/vnd.in-toto+json";

    private static readonly string[] Builders = [Attested.Builder];

    [Theory]
    [InlineData("application/vnd.dsse.envelope.v1+json")]
    [InlineData("application/json")]
    [InlineData("application/vnd.in-toto+json")]
    [InlineData("application/jsonl")]
    [InlineData("application/vnd.dev.sigstore.bundle.v0.3+json")]
    public async Task An_attestation_is_taken_under_the_media_types_that_are_in_use(string mediaType)
    {
        await using Office office = await Office.OpenAsync();

        Answer answer = await office.Client.AttestAsync(office.Provenance("model"), mediaType);

        Assert.Equal(HttpStatusCode.Created, answer.Status);
        JsonElement one = Assert.Single(answer.Json.GetProperty("attestations").EnumerateArray());
        Assert.Equal("PROVENANCE VALID acme", string.Join(
            ' ', one.String("kind"), one.String("authenticity"), one.GetProperty("authors")[0].GetString()));
    }

    [Theory]
    [InlineData("text/plain", 415)]
    [InlineData("", 415)]
    public async Task Anything_else_is_refused(string mediaType, int status)
    {
        await using Office office = await Office.OpenAsync();

        Assert.Equal(status, (int)(await office.Client.AttestAsync(office.Provenance("model"), mediaType)).Status);
    }

    [Fact]
    public async Task The_status_says_what_became_of_the_post()
    {
        await using Office office = await Office.OpenAsync();
        byte[] provenance = office.Provenance("model");
        byte[] forged = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(office.Provenance("other")).Replace(
            Payload(office.Provenance("other")), Payload(provenance), StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.Created, (await office.Client.AttestAsync(provenance)).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.Client.AttestAsync(provenance)).Status);
        Answer quarantined = await office.Client.AttestAsync(forged);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, quarantined.Status);
        Assert.Equal("QUARANTINED", quarantined.Json.String("status"));
        Answer rejected = await office.Client.AttestAsync("{}"u8.ToArray());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, rejected.Status);
        Assert.Equal("REJECTED", rejected.Json.String("status"));
        Assert.Equal("ENVELOPE_MALFORMED", rejected.Json.GetProperty("findings")[0].String("code"));
    }

    [Fact]
    public async Task Lines_are_recorded_together_each_with_a_receipt()
    {
        await using Office office = await Office.OpenAsync();
        byte[] lines = [.. office.Provenance("one"), (byte)'\n', .. office.Provenance("two"), (byte)'\n'];

        Answer answer = await office.Client.AttestAsync(lines, "application/jsonl");

        Assert.Equal(2, answer.Json.GetProperty("attestations").EnumerateArray()
            .Select(own => own.At("receipt").GetProperty("sequence").GetInt64()).Distinct().Count());
    }

    [Fact]
    public async Task The_original_bytes_come_back_by_their_digest()
    {
        await using Office office = await Office.OpenAsync();
        byte[] provenance = office.Provenance("model");
        await office.Client.AttestAsync(provenance);

        Answer found = await office.Client.GetAsync($"/v1/attestations/sha256/{Digest.Of(provenance).Hex}");
        Answer missing = await office.Client.GetAsync($"/v1/attestations/sha256/{new string('0', 64)}");
        Answer malformed = await office.Client.GetAsync("/v1/attestations/sha256/xyz");

        Assert.Equal(provenance, found.Body);
        Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.BadRequest), (missing.Status, malformed.Status));
    }

    [Fact]
    public async Task A_mutation_takes_one_too_and_a_dry_run_records_nothing()
    {
        await using Office office = await Office.OpenAsync();
        string envelope = Encoding.UTF8.GetString(office.Provenance("model"));
        long head = await office.Host.HeadAsync();

        JsonElement dry = await office.IngestAsync(envelope, isDryRun: true);
        Assert.Equal(head, await office.Host.HeadAsync());
        JsonElement wet = await office.IngestAsync(envelope, isDryRun: false);

        Assert.Equal("ACCEPTED null", Told(dry));
        Assert.Equal("ACCEPTED https://slsa.dev/provenance/v1", Told(wet));

        static string Told(JsonElement payload)
        {
            JsonElement one = payload.GetProperty("attestations")[0];
            JsonElement recorded = one.GetProperty("attestation");
            return $"{one.String("status")} "
                + (recorded.ValueKind is JsonValueKind.Null ? "null" : recorded.String("predicateType"));
        }
    }

    [Fact]
    public async Task What_is_attested_is_asked_for_by_page_by_id_and_by_entity()
    {
        await using Office office = await Office.OpenAsync();
        await office.Client.AttestAsync(office.Provenance("weights"));
        await office.Client.AttestAsync(office.Provenance("weights", "https://laptop.example"));
        await office.Client.PostAsync(Encoding.UTF8.GetBytes(
            $$$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":{
              "type":"machine-learning-model","name":"m","version":"1",
              "hashes":[{"alg":"SHA-256","content":"{{{Digest.Of("weights"u8).Hex}}}"}] } } }
            """));

        JsonElement data = await office.Client.AskAsync(
            """
            query($digest: String!) {
              attestations(first: 1) { pageInfo { hasNextPage endCursor } nodes { id isBuilderTrusted builder } }
              entity(ref: {digest: $digest}) {
                ... on Entity { attestations { kind isBuilderTrusted authors { organizationId }
                  subjects { name entity { name } } inputs { digests } findings { code } } }
              }
            }
            """,
            new { digest = Digest.Of("weights"u8).ToString() });
        JsonElement page = data.GetProperty("attestations");
        JsonElement last = page.GetProperty("nodes")[0];
        JsonElement node = await office.Client.AskAsync(
            "query($id: ID!) { node(id: $id) { ... on Attestation { builder } } }", new { id = last.String("id") });

        Assert.True(page.At("pageInfo.hasNextPage").GetBoolean());
        Assert.Equal("https://laptop.example", last.String("builder"));
        Assert.Equal("https://laptop.example", node.At("node").String("builder"));
        Assert.Equal(
            ["PROVENANCE True m ", "PROVENANCE False m BUILDER_UNTRUSTED"],
            data.At("entity").GetProperty("attestations").EnumerateArray().Select(own =>
                $"{own.String("kind")} {own.GetProperty("isBuilderTrusted").GetBoolean()} "
                + $"{own.GetProperty("subjects")[0].At("entity").String("name")} "
                + string.Join(' ', own.GetProperty("findings").EnumerateArray().Select(f => f.String("code")))));
    }

    private static string Payload(byte[] envelope) => JsonElement.Parse(envelope).String("payload");

    /// <summary>A server that knows one organization with a builder.</summary>
    private sealed class Office : IAsyncDisposable
    {
        private readonly Signer signer = Signer.Ecdsa();

        public required ServerHost Host { get; init; }

        public AibomClient Client => Host.Client;

        public static async Task<Office> OpenAsync()
        {
            var office = new Office { Host = await ServerHost.StartAsync() };
            await ChainPoster.MutateAsync(
                office.Client,
                "registerOrganization",
                "RegisterOrganizationInput",
                "Organization",
                new { organizationId = "acme" });
            await ChainPoster.MutateAsync(
                office.Client,
                "registerTrustedSigner",
                "RegisterTrustedSignerInput",
                "TrustedSigner",
                new
                {
                    organizationId = "acme",
                    publicKey = office.signer.Pem,
                    builders = Builders,
                });
            return office;
        }

        public byte[] Provenance(string model, string builder = Attested.Builder) => signer.Sign(
            Statement,
            Encoding.UTF8.GetBytes(Attested.ProvenanceOf(model, "data")
                .Replace(Attested.Builder, builder, StringComparison.Ordinal))).ToBytes();

        public async Task<JsonElement> IngestAsync(string envelope, bool isDryRun) => (await Client.AskAsync(
            """
            mutation($envelope: String!, $dryRun: Boolean!) {
              ingestAttestation(input: {envelope: $envelope, dryRun: $dryRun}) {
                status isRepeated findings { code }
                attestations { status authenticity authors attestation { predicateType } document { status } }
              }
            }
            """,
            new { envelope, dryRun = isDryRun })).GetProperty("ingestAttestation");

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
