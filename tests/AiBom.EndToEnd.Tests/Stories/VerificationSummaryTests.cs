using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Verification;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>Story 2, step 5: what was accepted leaves with a summary that others can verify.</summary>
public sealed class VerificationSummaryTests
{
    private const string PayloadType = "application/vnd.in-toto+json";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_statement_is_a_slsa_verification_summary_of_the_model()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();

        JsonElement summary = await pipeline.SummarizeAsync();

        JsonElement statement = Statement(summary);
        JsonElement predicate = statement.GetProperty("predicate");
        Assert.Equal("https://in-toto.io/Statement/v1", statement.String("_type"));
        Assert.Equal("https://slsa.dev/verification_summary/v1", statement.String("predicateType"));
        Assert.Equal(
            [RootDigest.Of(pipeline.Candidate.Subject.Files.Select(file => (file.Name, file.Digest))).Hex],
            statement.GetProperty("subject").EnumerateArray().Select(subject => subject.At("digest").String("sha256")));
        Assert.Equal("http://127.0.0.1:5080", predicate.At("verifier").String("id"));
        Assert.NotEqual("", predicate.At("verifier.version").String("aibom-server"));
        Assert.Equal("2026-07-01T09:00:00.000000Z", predicate.String("timeVerified"));
        Assert.Equal($"pkg:generic/{Of("det10")}", predicate.String("resourceUri"));
        Assert.Equal("PASSED", predicate.String("verificationResult"));
        Assert.Equal("[]", predicate.GetProperty("verifiedLevels").GetRawText());
        Assert.Equal("1.1", predicate.String("slsaVersion"));
    }

    [Fact]
    public async Task It_names_the_policy_and_all_that_it_rested_on_and_each_can_be_fetched()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();

        JsonElement summary = await pipeline.SummarizeAsync();

        JsonElement predicate = Statement(summary).GetProperty("predicate");
        JsonElement policy = predicate.GetProperty("policy");
        Answer fetched = await pipeline.Client.GetAsync(new Uri(policy.String("uri")).AbsolutePath);
        Assert.Equal(policy.At("digest").String("sha256"), Digest.Of(fetched.Body).Hex);
        Assert.Equal(
            summary.At("gate.policy").String("digest"), $"sha256:{policy.At("digest").String("sha256")}");
        JsonElement[] inputs = [.. predicate.GetProperty("inputAttestations").EnumerateArray()];
        Assert.Equal(
            [Digest.Of(pipeline.Candidate.Document).Hex, Digest.Of(pipeline.Signature).Hex],
            inputs.Select(input => input.At("digest").String("sha256")));
        Answer original = await pipeline.Client.GetAsync(new Uri(inputs[0].String("uri")).AbsolutePath);
        Assert.Equal(pipeline.Candidate.Document, original.Body);
    }

    [Fact]
    public async Task Our_own_reader_finds_the_signature_of_the_published_key_and_no_author_of_a_document()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        JsonElement summary = await pipeline.SummarizeAsync();
        byte[] envelope = Encoding.UTF8.GetBytes(summary.String("envelope"));
        PublicKey key = await pipeline.PublishedKeyAsync();

        BundleReport report = Verify(envelope, key);
        BundleReport changed = Verify(
            Encoding.UTF8.GetBytes(Change(summary.String("envelope"))), key);

        Assert.Equal(summary.String("keyId"), key.Id.ToString());
        Assert.Equal(key.Id, report.Signer);
        Assert.Equal(Authenticity.Missing, report.Authenticity);
        Assert.Null(changed.Signer);
    }

    [Fact]
    public async Task Openssl_verifies_it_under_the_published_key()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        JsonElement summary = await pipeline.SummarizeAsync();
        JsonElement envelope = JsonElement.Parse(summary.String("envelope"));
        byte[] payload = envelope.GetProperty("payload").GetBytesFromBase64();
        using var folder = new DataFolder();
        string At(string name) => Path.Combine(folder.Path, name);
        await File.WriteAllTextAsync(
            At("key"), (await pipeline.Client.GetAsync("/v1/signing-key")).Text, Cancelled);
        await File.WriteAllBytesAsync(
            At("sig"), envelope.GetProperty("signatures")[0].GetProperty("sig").GetBytesFromBase64(), Cancelled);
        byte[] header = Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"DSSEv1 {PayloadType.Length} {PayloadType} {payload.Length} "));
        await File.WriteAllBytesAsync(At("pae"), [.. header, .. payload], Cancelled);

        string verdict = await OpensslAsync(
            "dgst", "-sha256", "-verify", At("key"), "-signature", At("sig"), At("pae"));

        Assert.Equal(PayloadType, envelope.String("payloadType"));
        Assert.Equal("Verified OK", verdict);
        await File.WriteAllBytesAsync(At("pae"), [.. header, .. payload, (byte)' '], Cancelled);
        Assert.NotEqual(
            "Verified OK",
            await OpensslAsync("dgst", "-sha256", "-verify", At("key"), "-signature", At("sig"), At("pae")));
    }

    [Fact]
    public async Task A_gate_that_failed_is_signed_as_failed()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        await Advisories.ReportAsync(pipeline.Client, Questions.Reference(Of("base21")));

        JsonElement predicate = Statement(await pipeline.SummarizeAsync()).GetProperty("predicate");

        Assert.Equal("FAILED", predicate.String("verificationResult"));
        Assert.Equal("""["FAILED"]""", predicate.GetProperty("verifiedLevels").GetRawText());
    }

    [Fact]
    public async Task What_no_digest_identifies_cannot_be_signed_for()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        await pipeline.Client.PostAsync(Encoding.UTF8.GetBytes(
            """
            {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"component":{
              "type":"machine-learning-model","name":"hearsay","version":"1","purl":"pkg:generic/x/hearsay@1"}}}
            """));

        JsonElement answer = await Gates
            .Summary("hearsay", new { packageUrl = "pkg:generic/x/hearsay@1" }).AskAsync(pipeline.Client);

        Assert.Equal("SUBJECT_WITHOUT_DIGEST", answer.String("code"));
    }

    [Fact]
    public async Task The_key_is_made_once_and_only_its_user_can_read_it()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        string first = (await host.Client.GetAsync("/v1/signing-key")).Text;

        await host.RestartAsync();
        using var nobody = new AibomClient(host.Client.Address, token: null);
        string again = (await nobody.GetAsync("/v1/signing-key")).Text;
        JsonElement asked = await host.Client.AskAsync("{ signingKey { keyId publicKey } }");

        Assert.Equal(first, again);
        Assert.Equal(first.Trim(), asked.At("signingKey").String("publicKey").Trim());
        string path = Path.Combine(host.Folder, "signing-key.pem");
        Assert.Contains("PRIVATE KEY", await File.ReadAllTextAsync(path, Cancelled), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", first, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Equal(["signing-key.pem"], Directory.GetFiles(host.Folder, "signing-key*").Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_key_of_the_settings_signs_in_its_place()
    {
        using var folder = new DataFolder();
        using var key = SigningKey.Create();
        string path = Path.Combine(folder.Path, "own.pem");
        await File.WriteAllTextAsync(path, key.ExportPem(), Cancelled);
        await using ServerHost host = await ServerHost.StartAsync(
            $"SigningKey={path}", "PublicUrl=https://aibom.example/registry/");

        JsonElement asked = await host.Client.AskAsync("{ signingKey { keyId } policy(id: \"default\") { uri } }");

        Assert.Equal(key.PublicKey.Id.ToString(), asked.At("signingKey").String("keyId"));
        Assert.Equal("https://aibom.example/registry/v1/policies/default/1", asked.At("policy").String("uri"));
        Assert.False(File.Exists(Path.Combine(host.Folder, "signing-key.pem")));
    }

    private static JsonElement Statement(JsonElement summary) => JsonElement.Parse(Encoding.UTF8.GetString(
        JsonElement.Parse(summary.String("envelope")).GetProperty("payload").GetBytesFromBase64()));

    private static BundleReport Verify(byte[] envelope, PublicKey key)
    {
        var signer = TrustedSigner.Of(new SignerRegistered("aibom", key.Id, key.Pem, null, null));
        return Assert.Single(new DocumentVerifier(new TrustPolicy([signer]), new TrustedRoots([])).Verify(
            "{}"u8.ToArray(), Digest.Of("{}"u8), [envelope], "aibom", FixtureTime.Now).Bundles);
    }

    /// <summary>Another payload under the same signature: passed instead of failed, or the other way round.</summary>
    private static string Change(string envelope)
    {
        string payload = JsonElement.Parse(envelope).String("payload");
        string text = Encoding.UTF8.GetString(Convert.FromBase64String(payload));
        string other = text.Replace("PASSED", "FAILED", StringComparison.Ordinal);
        return envelope.Replace(
            payload, Convert.ToBase64String(Encoding.UTF8.GetBytes(other)), StringComparison.Ordinal);
    }

    private static async Task<string> OpensslAsync(params string[] arguments)
    {
        bool isInstalled = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, "openssl")));
        Assert.SkipUnless(isInstalled, "'openssl' is not installed.");
        using Process process = Process.Start(new ProcessStartInfo("openssl", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync(Cancelled);
        string output = await process.StandardOutput.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        await error;
        return output.Trim();
    }

    /// <summary>A server that accepted det10 with its files and its maker's signature.</summary>
    private sealed class Pipeline : IAsyncDisposable
    {
        private readonly ChainPoster poster = new(FixtureChain.Load());
        private ServerHost? host;

        public AibomClient Client => host!.Client;

        public byte[] Signature { get; private set; } = [];

        public ChainPosting Candidate => poster.Postings(Of("det10")).Single();

        public static async Task<Pipeline> StartAsync()
        {
            var pipeline = new Pipeline { host = await ServerHost.StartAsync() };
            await pipeline.poster.RegisterAsync(pipeline.Client);
            await pipeline.poster.PostAsync(pipeline.Client, Of("base21"));
            ChainPosting candidate = pipeline.Candidate;
            pipeline.Signature = pipeline.poster.Sign(candidate.Document, "northwind");
            Answer accepted = await pipeline.Client.PostAsync(
                candidate.Document, [pipeline.Signature], [.. candidate.Subject.Files]);
            Assert.Equal("201 ACCEPTED gate PASSED []", accepted.Verdict());
            return pipeline;
        }

        public Task<JsonElement> SummarizeAsync() =>
            Gates.Summary("det10", Questions.Reference(Of("det10"))).AskAsync(Client);

        public async Task<PublicKey> PublishedKeyAsync()
        {
            string pem = (await Client.GetAsync("/v1/signing-key")).Text;
            Assert.True(PublicKey.TryParse(pem.Trim(), out PublicKey? key, out _));
            return key;
        }

        public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
