using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AiBom.Testing.Signing;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Tests.ModelSigning;

/// <summary>What a trusted signer may list, and what makes a manifest of it that contradicts itself.</summary>
public sealed class ModelManifestTests
{
    private const string Refused = "Invalid model-manifest:MANIFEST_INVALID";
    private static readonly ModelDraft Sound = ModelDraft.Of(("a", "1"), ("b/c", "2"));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../a")]
    [InlineData("b/../../a")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData("./a")]
    [InlineData("b//c")]
    [InlineData("b/")]
    [InlineData("b/./c")]
    [InlineData("a\u0000b")]
    public void A_name_that_leads_elsewhere_or_has_another_spelling_is_refused(string name) =>
        Assert.Equal(Refused, Verdict(ModelDraft.Of((name, "1"), ("z", "2"))));

    [Theory]
    [InlineData("...")]
    [InlineData("..a")]
    [InlineData("a:0:1")]
    [InlineData("a\\b")]
    [InlineData(".git/x")]
    public void An_unusual_name_is_a_name(string name) =>
        Assert.Equal("NotChecked", Verdict(ModelDraft.Of((name, "1"), ("z", "2"))));

    [Fact]
    public void Any_order_is_taken() =>
        Assert.Equal("NotChecked", Verdict(Sound with { Resources = [.. Sound.Resources.Reverse()] }));

    [Fact]
    public void The_root_digest_is_that_of_the_listed_order()
    {
        string root = Convert.ToHexStringLower(SHA256.HashData(
            [.. Sound.Resources.SelectMany(entry => Convert.FromHexString(entry.Digest))]));

        Assert.Equal("NotChecked", Verdict(Sound with { Root = root }));
        Assert.Equal(
            Refused, Verdict(Sound with { Root = root, Resources = [.. Sound.Resources.Reverse()] }));
        Assert.Equal(Refused, Verdict(Sound with { Root = new string('0', 64) }));
        Assert.Equal(Refused, Verdict(Sound with { Root = root.ToUpperInvariant() }));
    }

    [Fact]
    public void A_manifest_of_nothing_or_with_a_name_twice_is_refused()
    {
        Assert.Equal(Refused, Verdict(Sound with { Resources = [] }));
        Assert.Equal(Refused, Verdict(ModelDraft.Of(("a", "1"), ("a", "1"))));
    }

    [Theory]
    [InlineData("https://example.com/wrong", "https://in-toto.io/Statement/v1")]
    [InlineData("https://model_signing/signature/v1.1", "https://in-toto.io/Statement/v1")]
    [InlineData("https://model_signing/signature/v1.0", "https://in-toto.io/Statement/v0.1")]
    public void Another_type_is_another_thing(string predicateType, string type) =>
        Assert.Equal(Refused, Verdict(Sound with { PredicateType = predicateType, Type = type }));

    [Fact]
    public void Another_payload_type_is_another_thing()
    {
        Envelope envelope = KeyRing.Aurora.Sign("application/json", Sound.ToBytes());

        Assert.Equal(Refused, ModelCase.Verdict(ModelBundleText.Of(envelope, KeyRing.Aurora.KeyId).ToBytes()));
    }

    [Theory]
    [InlineData("""{"hash_type":"sha256","allow_symlinks":false}""")]
    [InlineData("""{"method":"files","allow_symlinks":false}""")]
    [InlineData("""{"method":"files","hash_type":"sha256"}""")]
    [InlineData("""{"method":"files","hash_type":"sha256","allow_symlinks":"no"}""")]
    [InlineData("""{"method":"folders","hash_type":"sha256","allow_symlinks":false}""")]
    [InlineData("""{"method":"files","hash_type":"md5","allow_symlinks":false}""")]
    [InlineData("""{"method":"files","hash_type":"sha256","allow_symlinks":false,"shard_size":8}""")]
    [InlineData("""{"method":"files","hash_type":"sha256","allow_symlinks":false,"globs":["*"]}""")]
    [InlineData("""{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":[""]}""")]
    [InlineData("""{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":["."]}""")]
    [InlineData("""{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":["../x"]}""")]
    [InlineData("""{"method":"files","hash_type":"sha256","allow_symlinks":false,"ignore_paths":["/"]}""")]
    [InlineData("null")]
    public void A_serialization_that_cannot_be_followed_is_refused(string serialization) =>
        Assert.Equal(Refused, Verdict(Sound with { Serialization = serialization }));

    [Fact]
    public void An_ignored_path_is_never_a_pattern()
    {
        ModelDraft draft = Sound with { Serialization = ModelDraft.Files("sha256", "*", "b/?", "[a-z]") };

        Assert.Equal("NotChecked", Verdict(draft));
    }

    [Fact]
    public void A_hash_function_that_is_not_computed_is_told_from_a_false_manifest()
    {
        ModelDraft draft = Sound with { Serialization = ModelDraft.Files("blake3") };

        Assert.Equal(
            "NotChecked model-manifest:ALGORITHM_UNSUPPORTED",
            Verdict(draft.With(entry => entry with { Algorithm = "blake3" })));
    }

    [Fact]
    public void A_digest_is_of_the_one_function_in_lowercase_and_of_its_length()
    {
        Assert.Equal(Refused, Verdict(Sound.With(entry => entry with { Algorithm = "sha512" })));
        Assert.Equal(Refused, Verdict(Sound.With(entry => entry with { Digest = entry.Digest[..62] })));
        Assert.Equal(Refused, Verdict(Sound.With(entry => entry with { Digest = entry.Digest.ToUpperInvariant() })));
        Assert.Equal(Refused, Verdict(Sound.With(entry => entry with { Digest = "" })));
        Assert.Equal(Refused, Verdict(Sound.With(entry => entry with { Digest = new string('x', 64) })));
        Assert.Equal(Refused, Verdict(Sound.With(entry => entry with { Algorithm = "sha256-sharded-8" })));
    }

    [Theory]
    [InlineData("8")]
    [InlineData("8.0")]
    [InlineData("8e0")]
    public async Task Shards_are_compared_wherever_they_stand(string size)
    {
        (string, string)[] files = [("b", "0123456789abcdefghij"), ("a:x:1", "01234567"), ("c", "0123456789")];
        using ModelCase model = ModelCase.Of(files);
        ModelDraft draft = ModelDraft.InShards(8, files) with { Serialization = ModelDraft.Shards(size) };

        Assert.Equal("Valid", await model.VerdictAsync(draft));
        Assert.Equal(
            "Valid", await model.VerdictAsync(draft with { Resources = [.. draft.Resources.Reverse()] }));
        Assert.Equal(
            "Valid", await model.VerdictAsync(draft.With(entry => entry with { Algorithm = "sha256-sharded-8" })));
        Assert.Equal(
            Refused, await model.VerdictAsync(draft.With(entry => entry with { Algorithm = "sha256-sharded-9" })));

        model.Write("b", "0123456789abcdefghiX");
        model.Write("c", "0123456789+");
        Assert.Equal("Changed FILE_CHANGED b FILE_CHANGED c", await model.VerdictAsync(draft));
    }

    [Fact]
    public async Task An_empty_file_beside_shards_is_not_covered_and_said_to_be_so()
    {
        using ModelCase model = ModelCase.Of(("a", "0123456789"), ("empty", ""));
        ModelDraft draft = ModelDraft.InShards(8, ("a", "0123456789"));

        Assert.Equal("Valid FILE_UNVERIFIED empty", await model.VerdictAsync(draft));
        model.Write("a", "");
        Assert.Equal("Changed FILE_CHANGED a FILE_UNVERIFIED empty", await model.VerdictAsync(draft));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a:0")]
    [InlineData(":0:8")]
    [InlineData("a:0:8:")]
    [InlineData("a:-8:0")]
    [InlineData("a:00:8")]
    [InlineData("a: 0:8")]
    [InlineData("a:0x0:8")]
    [InlineData("a:0:0")]
    [InlineData("a:0:9")]
    [InlineData("a:4:8")]
    [InlineData("a:8:16")]
    [InlineData("../a:0:8")]
    [InlineData("a:0:99999999999999999999")]
    public void A_name_that_is_no_shard_or_not_the_first_is_refused(string name) => Assert.Equal(
        Refused,
        Verdict(ModelDraft.Of((name, "1")) with { Serialization = ModelDraft.Shards("8") }));

    [Theory]
    [InlineData("a:0:8 a:16:24")]
    [InlineData("a:0:8 a:0:8")]
    [InlineData("a:0:4 a:8:16")]
    [InlineData("a:0:8 a:8:12 a:16:24")]
    public void Shards_with_a_gap_or_an_overlap_are_refused(string names)
    {
        ModelDraft draft = ModelDraft.Of([.. names.Split(' ').Select(name => (name, "1"))]);

        Assert.Equal(Refused, Verdict(draft with { Serialization = ModelDraft.Shards("8") }));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-8")]
    [InlineData("0.5")]
    [InlineData("1e300")]
    [InlineData("\"8\"")]
    [InlineData("null")]
    public void A_shard_size_is_a_positive_whole_number(string size) => Assert.Equal(
        Refused, Verdict(ModelDraft.InShards(8, ("a", "1")) with { Serialization = ModelDraft.Shards(size) }));

    [Fact]
    public async Task Blake2b_has_64_bytes()
    {
        Assert.SkipUnless(BlockHash.IsSupported(Domain.HashFunction.Blake2b512), "No libcrypto here.");

        // RFC 7693 appendix A.
        const string OfAbc = "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
            + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923";
        using ModelCase model = ModelCase.Of(("a", "abc"), ("b", "abc"));
        ModelDraft draft = new()
        {
            Resources = [new("a", OfAbc, "blake2b"), new("b", OfAbc, "blake2b")],
            Serialization = ModelDraft.Files("blake2b"),
        };

        Assert.Equal("Valid", await model.VerdictAsync(draft));
        model.Write("b", "abd");
        Assert.Equal("Changed FILE_CHANGED b", await model.VerdictAsync(draft));
    }

    [Fact]
    public void A_member_twice_is_refused()
    {
        string text = Encoding.UTF8.GetString(Sound.ToBytes())
            .Replace("\"predicateType\"", "\"predicate\":{},\"predicateType\"", StringComparison.Ordinal);
        Envelope envelope = KeyRing.Aurora.Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(text));

        Assert.Equal(Refused, ModelCase.Verdict(ModelBundleText.Of(envelope, KeyRing.Aurora.KeyId).ToBytes()));
    }

    [Fact]
    public async Task A_hundred_thousand_files_are_compared()
    {
        const int Count = 100_000;
        ModelDraft draft = ModelDraft.Of(
            [.. Enumerable.Range(0, Count).Select(i => (i.ToString(CultureInfo.InvariantCulture), ""))]);
        ModelReport report = new ModelVerifier(ModelCase.Trust(KeyRing.Aurora), ModelCase.At)
            .Verify(ModelCase.Signed(draft));
        var comparison = new ModelComparison(report.Manifest!, []);
        for (int i = 0; i < Count; i++)
        {
            comparison.Add(i.ToString(CultureInfo.InvariantCulture), 0);
        }

        ModelContentReport content = await comparison.HashAsync(
            _ => Stream.Null, progress: null, TestContext.Current.CancellationToken);

        Assert.Equal((Count, 0), (content.Verified, content.Wrong));
    }

    private static string Verdict(ModelDraft draft) => ModelCase.Verdict(ModelCase.Signed(draft));
}
