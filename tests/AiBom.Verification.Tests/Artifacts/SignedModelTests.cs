using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;
using AiBom.Testing.Signing;
using AiBom.Verification.Artifacts;
using AiBom.Verification.Attestations;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Tests.Artifacts;

/// <summary>
/// Declared files, the bytes that came, and what the model's signer listed. Digests are of short texts.
/// </summary>
public sealed class SignedModelTests
{
    private const string Model = "model.safetensors=weights labels.json=labels config.json=config";

    [Theory]
    [InlineData(Model, "", "")]
    [InlineData(Model, Model, "")]
    [InlineData(Model, "model.safetensors=weights labels.json=labels", "")]
    [InlineData(Model, "model.safetensors=weights labels.json=altered", "FILE_CHANGED labels.json")]
    [InlineData(
        Model,
        "model.safetensors=weights labels.json=altered config.json=config",
        "FILE_CHANGED labels.json")]
    [InlineData(Model, Model + " handler.py=code", "FILE_EXTRA handler.py")]
    [InlineData(
        Model,
        "model.safetensors=w labels.json=altered handler.py=code",
        "FILE_CHANGED model.safetensors, FILE_CHANGED labels.json, FILE_EXTRA handler.py")]
    [InlineData("model.safetensors=weights", "model.safetensors=weights",
        "(warning) FILE_MISSING labels.json, (warning) FILE_MISSING config.json")]
    [InlineData("model.safetensors=weights", "", "")]
    [InlineData("model.safetensors=other labels.json=labels", "", "FILE_CHANGED model.safetensors")]
    [InlineData(
        "model.safetensors=other labels.json=other config.json=other",
        "",
        "FILE_CHANGED model.safetensors, FILE_CHANGED labels.json, FILE_CHANGED config.json")]
    [InlineData(Model + " handler.py=code", "", "FILE_EXTRA handler.py")]
    [InlineData(Model + " handler.py=code", "handler.py=code", "FILE_EXTRA handler.py")]
    [InlineData("", "model.safetensors=weights", "ARTIFACT_UNDECLARED model.safetensors, "
        + "(warning) FILE_MISSING labels.json, (warning) FILE_MISSING config.json")]
    [InlineData("", "model.safetensors=altered", "FILE_CHANGED model.safetensors, "
        + "(warning) FILE_MISSING labels.json, (warning) FILE_MISSING config.json")]
    public void What_the_signer_listed_is_what_the_model_is(string declared, string came, string expected) =>
        Assert.Equal(expected, Verdict([declared], came, ModelDraft.Files()));

    [Theory]
    [InlineData(Model, Model + " handler.py=code", "(information) FILE_UNVERIFIED handler.py")]
    [InlineData(Model + " handler.py=code", "", "(information) FILE_UNVERIFIED handler.py")]
    [InlineData(Model, Model + " .git/config=x", "(information) FILE_UNVERIFIED .git/config")]
    [InlineData(Model, Model + " handler.py/a=x", "(information) FILE_UNVERIFIED handler.py/a")]
    [InlineData(Model, Model + " handler.pyc=x", "FILE_EXTRA handler.pyc")]
    public void What_the_signer_left_out_passes_and_is_told(string declared, string came, string expected) =>
        Assert.Equal(expected, Verdict([declared], came, ModelDraft.Files("sha256", "handler.py")));

    [Fact]
    public void A_changed_file_is_told_however_many_remarks_come_before_it()
    {
        string many = string.Join(' ', Enumerable.Range(0, FindingLimits.PerDocument + 5).Select(i => $"a{i}=x"));
        ModelManifest manifest = ManifestOf(ModelDraft.Of([.. Pairs($"{many} z=weights")]));

        ArtifactReport report = Compare([Declared("z=weights")], "z=altered", [manifest]);

        Assert.Equal(
            FindingCodes.FileChanged,
            Assert.Single(report.Findings, finding => finding.Severity is Severity.Error).Code);
        Assert.StartsWith("5 further findings", report.Findings[^1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_models_of_a_document_may_have_a_file_of_one_name()
    {
        string[] models = [Model, "config.json=other weights.bin=more"];

        Assert.Equal("", Verdict(models, "", ModelDraft.Files()));
        Assert.Equal("", Verdict(models, "config.json=other", ModelDraft.Files()));
        Assert.Equal("", Verdict(models, $"{Model} weights.bin=more config.json=other", ModelDraft.Files()));
        Assert.Equal("FILE_CHANGED config.json", Verdict(models, "config.json=altered", ModelDraft.Files()));
        Assert.Equal("DIGEST_MISMATCH weights.bin", Verdict(models, "weights.bin=altered", ModelDraft.Files()));
    }

    [Fact]
    public void Without_a_manifest_the_declarations_decide() => Assert.Equal(
        "DIGEST_MISMATCH labels.json",
        Verdict([Model], "model.safetensors=weights labels.json=altered", serialization: null));

    [Fact]
    public void A_file_of_one_shard_is_compared_and_one_of_several_cannot_be()
    {
        Assert.Equal("FILE_CHANGED labels.json", Sharded(1_000, "labels.json=altered"));
        Assert.Equal("", Sharded(1_000, Model));
        Assert.Equal("(warning) FILE_UNVERIFIED labels.json", Sharded(2, "labels.json=altered", "DIGEST_MISMATCH"));
        Assert.Equal("(information) FILE_UNVERIFIED empty.txt", Sharded(1_000, $"{Model} empty.txt="));
        Assert.Equal("FILE_EXTRA handler.py", Sharded(1_000, $"{Model} handler.py=code"));
    }

    [Fact]
    public void A_model_of_one_file_may_be_listed_without_its_name()
    {
        ModelManifest manifest = ManifestOf(ModelDraft.Of((".", "weights")));

        Assert.Empty(Compare([Declared("model=weights")], "model=weights", [manifest]).Findings);
        Assert.Equal(
            FindingCodes.FileChanged,
            Assert.Single(Compare([Declared("model=weights")], "model=altered", [manifest]).Findings).Code);
    }

    [Fact]
    public void A_change_tells_where_it_is_declared_what_was_signed_and_what_came()
    {
        ArtifactReport report = Compare(
            [Declared(Model)], "labels.json=altered", [ManifestOf(Draft(ModelDraft.Files()))]);
        Finding finding = Assert.Single(report.Findings);

        Assert.Equal("/files/1", finding.Pointer);
        Assert.Equal(Digest.Of("labels"u8).ToString(), finding.Expected);
        Assert.Equal(Digest.Of("altered"u8).ToString(), finding.Found);
        Assert.True(report.IsQuarantined);
        Assert.Equal(
            [DigestStatus.NotAvailable, DigestStatus.Mismatch, DigestStatus.NotAvailable],
            report.Checks.Select(check => check.Status));
    }

    [Fact]
    public void A_manifest_counts_only_by_a_signer_who_may_sign_it()
    {
        byte[] bundle = Bundle(KeyRing.Northwind, Draft(ModelDraft.Files()));

        Assert.Single(Trusted.Verify(Trusted.Standard, Trusted.NoRoots, "northwind", [bundle]).Manifests);
        Assert.Single(Trusted.Verify(Trusted.Standard, Trusted.NoRoots, null, [bundle]).Manifests);
        Assert.Empty(Trusted.Verify(
            Trusted.Policy((KeyRing.Northwind, "northwind", null, Trusted.At)),
            Trusted.NoRoots,
            "northwind",
            [bundle]).Manifests);
        Assert.Empty(Trusted.Verify(
            Trusted.Standard, Trusted.NoRoots, null, [Bundle(KeyRing.Stranger, Draft(ModelDraft.Files()))]).Manifests);
    }

    [Fact]
    public void A_manifest_that_contradicts_itself_is_a_malformed_attestation()
    {
        byte[] bundle = Bundle(
            KeyRing.Northwind, Draft(ModelDraft.Files()) with { Root = new string('0', Digest.HexLength) });
        AttestationVerification verification =
            new AttestationVerifier(Trusted.Standard, Trusted.NoRoots).Verify(bundle, Trusted.At);

        Assert.Null(verification.Manifest);
        Assert.Equal(AttestationKind.Other, verification.Report.Facts!.Kind);
        Assert.Equal(FindingCodes.AttestationMalformed, Assert.Single(verification.Report.Findings).Code);
    }

    private static string Verdict(string[] declared, string came, string? serialization)
    {
        ModelManifest[] manifests = serialization is null ? [] : [ManifestOf(Draft(serialization))];
        return Text(Compare([.. declared.Select(Declared)], came, manifests));
    }

    private static string Sharded(int size, string came, string without = "-")
    {
        (string Name, string Content)[] files = [.. Pairs(Model)];
        ModelManifest manifest = ManifestOf(ModelDraft.InShards(size, files));
        return string.Join(", ", Text(Compare([Declared(Model)], came, [manifest])).Split(", ")
            .Where(finding => !finding.StartsWith(without, StringComparison.Ordinal)));
    }

    private static string Text(ArtifactReport report) => string.Join(", ", report.Findings.Select(finding =>
    {
        string severity = finding.Severity.ToString().ToLowerInvariant();
        bool isPlain = finding.Severity is Severity.Error || finding.Code is FindingCodes.ArtifactUndeclared;
        return $"{(isPlain ? "" : $"({severity}) ")}{finding.Code} {finding.Message.Split('\'')[1]}";
    }));

    private static ArtifactReport Compare(
        ImmutableArray<DeclaredFile>[] models, string came, IEnumerable<ModelManifest> manifests) =>
        ArtifactVerifier.Verify(
            models,
            [
                .. Pairs(came).Select(file => new ObservedArtifact(
                    file.Name,
                    new ArtifactHashes(
                        file.Content.Length,
                        Digest.Of(Encoding.UTF8.GetBytes(file.Content)),
                        ImmutableDictionary<HashFunction, DeclaredDigest>.Empty.Add(
                            HashFunction.Sha256, Sha256(file.Content))))),
            ],
            manifests);

    private static ImmutableArray<DeclaredFile> Declared(string files) =>
        [.. Pairs(files).Index().Select(file => new DeclaredFile(
            file.Item.Name, [Sha256(file.Item.Content)], $"/files/{file.Index}"))];

    private static IEnumerable<(string Name, string Content)> Pairs(string files) => files
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(file => file.Split('='))
        .Select(file => (file[0], file[1]));

    private static DeclaredDigest Sha256(string content) =>
        new(HashFunction.Sha256, Digest.Of(Encoding.UTF8.GetBytes(content)).Hex);

    private static ModelDraft Draft(string serialization) =>
        ModelDraft.Of([.. Pairs(Model)]) with { Serialization = serialization };

    private static ModelManifest ManifestOf(ModelDraft draft) => Assert.Single(Trusted.Verify(
        Trusted.Standard, Trusted.NoRoots, "northwind", [Bundle(KeyRing.Northwind, draft)]).Manifests);

    private static byte[] Bundle(Signer signer, ModelDraft draft) =>
        ModelBundleText.Of(draft.SignedBy(signer), signer.KeyId).ToBytes();
}
