using System.Text.Json;
using AiBom.Testing;
using AiBom.Testing.Signing;

namespace AiBom.Cli.Tests;

/// <summary><c>aibom verify-model</c> as its users call it: arguments in, exit code and text out.</summary>
public sealed class VerifyModelTests : IDisposable
{
    private const string Keyless = "--trusted-root {root} --certificate-oidc-issuer {issuer} --certificate-identity ";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-cli-");
    private readonly string model;
    private readonly string key;

    public VerifyModelTests()
    {
        model = Path.Combine(folder.FullName, "model");
        Directory.CreateDirectory(model);
        File.WriteAllText(Path.Combine(model, "config.json"), "{}");
        File.WriteAllText(Path.Combine(model, "weights.bin"), "0123456789");
        ModelDraft draft = ModelDraft.Of(("config.json", "{}"), ("weights.bin", "0123456789"));
        File.WriteAllBytes(
            Path.Combine(model, "model.sig"),
            ModelBundleText.Of(draft.SignedBy(KeyRing.Aurora), KeyRing.Aurora.KeyId).ToBytes());
        key = Path.Combine(folder.FullName, "key.pem");
        File.WriteAllText(key, KeyRing.Aurora.Pem);
    }

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_model_as_it_was_signed_is_yes()
    {
        Answer answer = await Aibom.RunAsync("verify-model", model, "--key", key);

        Assert.Equal((0, ""), (answer.Code, answer.Error));
        Assert.Contains(": VALID\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("model-signature   PASSED", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_one_line_with_all_that_was_found()
    {
        await File.WriteAllTextAsync(
            Path.Combine(model, "handler.py"), "import os", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(model, "config.json"), "[]", TestContext.Current.CancellationToken);
        Answer answer = await Aibom.RunAsync("verify-model", model, "--key", key, "--json");

        Assert.Equal(1, answer.Code);
        Assert.Equal(answer.Output.Length - 1, answer.Output.IndexOf('\n', StringComparison.Ordinal));
        using var json = JsonDocument.Parse(answer.Output);
        JsonElement root = json.RootElement;
        Assert.Equal("CHANGED", root.GetProperty("verdict").GetString());
        Assert.False(root.GetProperty("accepted").GetBoolean());
        Assert.Equal(
            ["config.json CHANGED", "handler.py EXTRA"],
            root.GetProperty("notAsSigned").EnumerateArray()
                .Select(file => $"{file.GetProperty("name")} {file.GetProperty("status")}"));
        Assert.Equal(1, root.GetProperty("files").GetProperty("verified").GetInt32());
        Assert.Equal(6, root.GetProperty("checks").GetArrayLength());
    }

    [Fact]
    public async Task Ignored_paths_are_those_below_the_model()
    {
        Directory.CreateDirectory(Path.Combine(model, "cache"));
        await File.WriteAllTextAsync(Path.Combine(model, "cache/a"), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(model, "log"), "", TestContext.Current.CancellationToken);

        Assert.Equal(1, (await Aibom.RunAsync("verify-model", model, "--key", key)).Code);
        Assert.Equal(
            0, (await Aibom.RunAsync("verify-model", model, "--key", key, "--ignore-paths", "cache", "log")).Code);
        string full = Path.Combine(model, "cache");
        Answer both = await Aibom.RunAsync(
            "verify-model", model, "--key", key, "--ignore-paths", full, "--ignore-paths", "log/");
        Assert.Equal((0, ""), (both.Code, both.Error));
        Assert.Equal(2, (await Aibom.RunAsync("verify-model", model, "--key", key, "--ignore-paths", "..")).Code);
        Assert.Equal(2, (await Aibom.RunAsync("verify-model", model, "--key", key, "--ignore-paths", ".")).Code);
    }

    [Fact]
    public async Task A_strangers_key_is_no()
    {
        await File.WriteAllTextAsync(key, KeyRing.Stranger.Pem, TestContext.Current.CancellationToken);
        Answer answer = await Aibom.RunAsync("verify-model", model, "--key", key);

        Assert.Equal(1, answer.Code);
        Assert.Contains("UNTRUSTED_SIGNER", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("verify-model")]
    [InlineData("verify-model MODEL")]
    [InlineData("verify-model MODEL --key KEY --certificate-chain KEY")]
    [InlineData("verify-model MODEL --key KEY --trusted-root KEY")]
    [InlineData("verify-model MODEL --certificate-identity me --certificate-oidc-issuer you")]
    [InlineData("verify-model MODEL --trusted-root KEY --certificate-identity me")]
    [InlineData("verify-model MODEL --trusted-root KEY --certificate-identity me --certificate-oidc-issuer you")]
    [InlineData("verify-model MODEL --certificate-chain KEY")]
    [InlineData("verify-model MODEL --key MODEL/config.json")]
    [InlineData("verify-model MODEL --key MODEL/nothing")]
    [InlineData("verify-model MODEL --key KEY --signature MODEL/nothing")]
    [InlineData("verify-model MODEL/nothing --key KEY --signature MODEL/model.sig")]
    [InlineData("verify-model MODEL --key KEY --unknown")]
    [InlineData("verify-nothing")]
    public async Task A_question_that_cannot_be_asked_is_two_and_says_why(string line)
    {
        string[] arguments =
            [.. line.Split(' ').Select(word => word
                .Replace("MODEL", model, StringComparison.Ordinal)
                .Replace("KEY", key, StringComparison.Ordinal))];
        Answer answer = await Aibom.RunAsync(arguments);

        Assert.Equal((2, ""), (answer.Code, answer.Output));
        Assert.NotEqual("", answer.Error);
    }

    [Fact]
    public async Task A_single_file_has_its_signature_beside_it()
    {
        string file = Path.Combine(folder.FullName, "weights.bin");
        await File.WriteAllTextAsync(file, "w", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            file + ".sig",
            ModelBundleText.Of(ModelDraft.Of(("weights.bin", "w")).SignedBy(KeyRing.Aurora), "x").ToBytes(),
            TestContext.Current.CancellationToken);

        Assert.Equal(0, (await Aibom.RunAsync("verify-model", file, "--key", key)).Code);
    }

    [Fact]
    public async Task A_name_with_control_characters_does_not_reach_the_terminal()
    {
        await File.WriteAllTextAsync(Path.Combine(model, "a\u001b[2Jb"), "", TestContext.Current.CancellationToken);
        Answer answer = await Aibom.RunAsync("verify-model", model, "--key", key);

        Assert.Equal(1, answer.Code);
        Assert.DoesNotContain('\u001b', answer.Output);
    }

    [Fact]
    public async Task Progress_goes_to_the_terminal_only_and_is_wiped()
    {
        Answer answer = await Aibom.RunAsync(true, "verify-model", model, "--key", key);

        Assert.Equal(0, answer.Code);
        Assert.StartsWith("\rhashed ", answer.Error, StringComparison.Ordinal);
        Assert.EndsWith(" \r", answer.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hashed", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("v1.1.0-certificate", "--certificate-chain {keys}/certificate/ca-cert.pem", 0)]
    [InlineData("v1.0.1-certificate", "--certificate-chain {keys}/certificate/ca-cert.pem", 1)]
    [InlineData("v1.0.1-certificate", "--certificate-chain {keys}/certificate/ca-cert.pem --ignore-paths ignore-me", 0)]
    [InlineData("v0.2.0-certificate", "--certificate-chain {keys}/certificate/ca-cert.pem", 1)]
    [InlineData("v0.2.0-certificate", "--certificate-chain {keys}/certificate/ca-cert.pem --allow-legacy", 0)]
    [InlineData("v1.1.0-sigstore", Keyless + "{identity}", 0)]
    [InlineData("v1.1.0-sigstore", Keyless + "x@y", 1)]
    public async Task Published_models_get_their_verdict(string name, string options, int expected)
    {
        const string Vectors = "conformance/signatures/";
        const string Tests = Vectors + "model-transparency/scripts/tests/";
        Assert.SkipUnless(Repository.HasShared(Tests + name, out string reason), reason);
        string[] index = await File.ReadAllLinesAsync(
            Repository.Shared(Vectors + "INDEX.tsv"), TestContext.Current.CancellationToken);
        string[] row = index
            .Select(line => line.Split('\t'))
            .First(row => row[0] == $"oms/{name}");
        string filled = options
            .Replace("{keys}", Repository.Shared(Tests + "keys"), StringComparison.Ordinal)
            .Replace("{root}", Repository.Shared(Vectors + row[8]), StringComparison.Ordinal)
            .Replace("{identity}", row[5], StringComparison.Ordinal)
            .Replace("{issuer}", row[6], StringComparison.Ordinal);
        Answer answer = await Aibom.RunAsync(["verify-model", Repository.Shared(Tests + name), .. filled.Split(' ')]);

        Assert.True(answer.Code == expected, answer.Output + answer.Error);
    }
}
