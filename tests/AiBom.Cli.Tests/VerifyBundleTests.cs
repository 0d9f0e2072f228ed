using System.Security.Cryptography;
using System.Text.Json.Nodes;
using AiBom.Testing.Sigstore;

namespace AiBom.Cli.Tests;

/// <summary><c>aibom verify-bundle</c> for one bundle, as its users call it.</summary>
public sealed class VerifyBundleTests : IDisposable
{
    private const string Whose = "--certificate-identity {identity} --certificate-oidc-issuer {issuer}";
    private const string Sound = $"verify-bundle --bundle @bundle.json {Whose} --trusted-root @root.json ";

    private readonly BundleFiles files = new(Recipe.Message);

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_sound_bundle_is_yes_with_every_check_and_the_signer()
    {
        Answer answer = await files.RunAsync(Sound + "@artifact");

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.StartsWith($"{files.At("bundle.json")}: VALID\n\nA1", answer.Output, StringComparison.Ordinal);
        Assert.Contains(
            $"{VirtualSigstore.Identity} ({VirtualSigstore.Issuer})", answer.Output, StringComparison.Ordinal);
        Assert.Contains("2026-06-01T12:00:00.000000Z", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256:")]
    [InlineData("digest:sha256:")]
    public async Task A_digest_stands_for_the_artifact(string prefix)
    {
        byte[] artifact = await File.ReadAllBytesAsync(files.At("artifact"), TestContext.Current.CancellationToken);
        string hex = Convert.ToHexStringLower(SHA256.HashData(artifact));
        string other = Convert.ToHexStringLower(SHA256.HashData([]));

        Assert.Equal(0, (await files.RunAsync(Sound + prefix + hex)).Code);
        Assert.Equal(1, (await files.RunAsync(Sound + prefix + other)).Code);
        Assert.Equal(2, (await files.RunAsync(Sound + prefix + hex[1..])).Code);
    }

    [Fact]
    public async Task Another_artifact_is_no_and_the_table_says_which_check()
    {
        Answer answer = await files.RunAsync(Sound + "@root.json");

        Assert.Equal((1, ""), (answer.Code, answer.Error));
        Assert.Contains(": INVALID\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\nC13               FAILED", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\nsigner ", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example", VirtualSigstore.Issuer)]
    [InlineData(VirtualSigstore.Identity, "https://elsewhere.example")]
    public async Task Another_identity_or_issuer_is_no(string identity, string issuer)
    {
        Answer answer = await Aibom.RunAsync(
            "verify-bundle", "--bundle", files.At("bundle.json"), "--certificate-identity", identity,
            "--certificate-oidc-issuer", issuer, "--trusted-root", files.At("root.json"), files.At("artifact"));

        Assert.Equal(1, answer.Code);
    }

    [Fact]
    public async Task Json_is_one_line_with_these_members()
    {
        Answer answer = await files.RunAsync(Sound + "@artifact --json");

        Assert.Equal(answer.Output.Length - 1, answer.Output.IndexOf('\n', StringComparison.Ordinal));
        JsonObject root = JsonNode.Parse(answer.Output)!.AsObject();
        Assert.Equal(["case", "accepted", "verdict", "findings"], root.Select(member => member.Key));
        Assert.Equal("VALID", root["verdict"]!.GetValue<string>());
        Assert.True(root["accepted"]!.GetValue<bool>());
        Assert.All(root["findings"]!.AsArray(), finding => Assert.Equal(
            ["check", "outcome", "code", "message"], finding!.AsObject().Select(member => member.Key)));
        Assert.All(root["findings"]!.AsArray(), finding => Assert.Equal(
            "PASSED", finding!["outcome"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_certificate_without_a_trusted_root_is_refused_because_none_is_fetched()
    {
        Answer answer = await files.RunAsync($"verify-bundle --bundle @bundle.json {Whose} @artifact");

        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.Contains("--trusted-root", answer.Error, StringComparison.Ordinal);
        Assert.Contains("fetched", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_needs_no_trusted_root_but_then_vouches_alone()
    {
        using var managed = new BundleFiles(Recipe.Managed);
        const string Keyed = "verify-bundle --bundle @bundle.json --key @key.pem ";
        Answer whole = await managed.RunAsync(Keyed + "--trusted-root @root.json @artifact");
        Answer alone = await managed.RunAsync(Keyed + "@artifact");

        Assert.Equal((0, ""), (whole.Code, whole.Error));
        Assert.Equal(0, alone.Code);
        Assert.Contains("No trusted root", alone.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\ntime ", alone.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await managed.RunAsync(Keyed + "@root.json")).Code);

        // A key does not answer for a certificate.
        File.Copy(managed.At("key.pem"), files.At("key.pem"));
        Assert.Equal(1, (await files.RunAsync(Keyed + "--trusted-root @root.json @artifact")).Code);
    }

    [Fact]
    public async Task A_trusted_root_that_cannot_be_read_refuses_every_bundle()
    {
        await File.WriteAllTextAsync(files.At("root.json"), "{", TestContext.Current.CancellationToken);
        Answer answer = await files.RunAsync(Sound + "@artifact --json");

        Assert.Equal(1, answer.Code);
        Assert.Contains("TRUSTED_ROOT_MALFORMED", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify-bundle")]
    [InlineData("verify-bundle @artifact")]
    [InlineData(Sound)]
    [InlineData("verify-bundle --bundle @bundle.json @artifact")]
    [InlineData("verify-bundle --bundle @bundle.json --trusted-root @root.json @artifact")]
    [InlineData("verify-bundle --bundle @bundle.json --certificate-identity me --trusted-root @root.json @artifact")]
    [InlineData(Sound + "--key @key.pem @artifact")]
    [InlineData(Sound + "--batch @batch.jsonl @artifact")]
    [InlineData("verify-bundle --batch @batch.jsonl --trusted-root @root.json")]
    [InlineData("verify-bundle --batch @nothing")]
    [InlineData(Sound + "@nothing")]
    [InlineData(Sound + "@")]
    [InlineData(Sound + "@artifact @artifact")]
    [InlineData(Sound + "@artifact --staging")]
    [InlineData("verify-bundle --bundle @nothing --key @artifact @artifact")]
    [InlineData("verify-bundle --bundle @bundle.json --key @artifact @artifact")]
    [InlineData("verify-bundle --bundle @bundle.json --key @nothing @artifact")]
    public async Task A_question_that_cannot_be_asked_is_two_and_says_why(string line)
    {
        Answer answer = await files.RunAsync(line.TrimEnd());

        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.NotEqual("", answer.Error);
    }

    [Fact]
    public async Task A_name_of_fulcios_own_kind_may_be_asked_for_by_its_prefix()
    {
        using var other = new BundleFiles(Recipe.Message with
        {
            Leaf = new() { Names = [SubjectName.Other("trainer!northwind")] },
        });
        (Answer whole, _) = await other.BatchAsync(BundleFiles.Question(("identity", "othername:trainer!northwind")));

        Assert.Equal(0, whole.Code);
    }
}
