using System.Text;
using AiBom.Verification.Keys;
using AiBom.Verification.ModelSigning;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.ModelSigning;

/// <summary>The signatures that the reference implementation and the specification publish.</summary>
public sealed class ModelVectorTests
{
    private static readonly DateTimeOffset At = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Every_published_model_gets_the_published_verdict()
    {
        List<string> failed = [];
        List<string> excluded = [];
        int passed = 0;
        foreach (SignatureVector vector in SignatureVectors.Rows("oms"))
        {
            (ModelVerdict verdict, string detail) = await VerifyAsync(vector, allowLegacy: false);
            bool isAccepted = verdict is ModelVerdict.Valid;
            if (isAccepted == vector.Expected is "accept")
            {
                passed++;
            }
            else if (verdict is ModelVerdict.LegacyRefused
                && (await VerifyAsync(vector, allowLegacy: true)).Verdict is ModelVerdict.ValidLegacy)
            {
                excluded.Add($"{vector.Case}: the deprecated form is accepted only where it is allowed by name");
            }
            else
            {
                failed.Add($"{vector.Case}: {verdict} instead of {vector.Expected}: {detail}");
            }
        }

        SignatureVectors.Report("oms", passed, excluded, failed);
    }

    [Fact]
    public async Task A_keyless_signature_is_of_one_name_and_one_issuer()
    {
        SignatureVector vector =
            SignatureVectors.Rows("oms").Single(row => row.Case is "oms/v1.1.0-sigstore");
        ModelTrust.ByIdentity trust = Assert.IsType<ModelTrust.ByIdentity>(TrustOf(vector));
        byte[] bundle = await File.ReadAllBytesAsync(vector.Bundle, TestContext.Current.CancellationToken);

        Assert.NotNull(new ModelVerifier(trust, At).Verify(bundle).Manifest);
        Assert.Equal(vector.Identity, new ModelVerifier(trust, At).Verify(bundle).Signer!.Name);
        Assert.Equal(
            ModelVerdict.UntrustedSigner,
            new ModelVerifier(trust with { Name = "someone@example.com" }, At).Verify(bundle).Verdict);
        Assert.Equal(
            ModelVerdict.UntrustedSigner,
            new ModelVerifier(trust with { Issuer = "https://example.com" }, At).Verify(bundle).Verdict);
        Assert.Null(new ModelVerifier(trust with { Roots = new TrustedRoots([]) }, At).Verify(bundle).Manifest);
    }

    [Fact]
    public void Every_bundle_of_the_specification_is_read_or_refused_as_its_schema_says()
    {
        List<string> failed = [];
        int passed = 0;
        PublicKey key = KeyAt("model-transparency/scripts/tests/keys/certificate/signing-key-pub.pem");
        foreach (SignatureVector vector in SignatureVectors.Rows("oms-schema"))
        {
            // The envelopes are really signed, so all that the schema says is reached.
            ModelTrust trust = new ModelTrust.ByKey([key]);
            ModelReport report = new ModelVerifier(trust, At).Verify(File.ReadAllBytes(vector.Bundle));
            bool isRead = vector.Case.EndsWith("/sigstore", StringComparison.Ordinal)
                ? report.Checks[0].Outcome is Domain.Outcome.Passed
                : report.Manifest is not null;
            if (isRead == vector.Expected is "accept")
            {
                passed++;
            }
            else
            {
                failed.Add($"{vector.Case}: {Text(report)}");
            }
        }

        SignatureVectors.Report("oms-schema", passed, [], failed);
    }

    [Fact]
    public void Every_golden_statement_of_the_reference_implementation_is_read_unless_it_is_empty()
    {
        const string Folder = "model-transparency/tests/_signing/testdata/signing/TestPayload";
        Assert.NotEmpty(SignatureVectors.Rows("oms"));
        string[] files = Directory.GetFiles(SignatureVectors.At(Folder));
        Assert.True(files.Length > 15, $"{files.Length} statements.");
        Assert.All(files, file =>
        {
            string text = File.ReadAllText(file);
            ModelStatement? statement = ModelStatement.Read(Encoding.UTF8.GetBytes(text), out string? problem);
            Assert.True(statement is not null, problem);
            ManifestReading reading = ModelManifestReader.Read(statement);
            bool isEmpty = text.Contains("\"resources\": []", StringComparison.Ordinal);

            Assert.True(isEmpty == reading is ManifestReading.Invalid, $"{file}: {reading}");
        });
    }

    private static async Task<(ModelVerdict Verdict, string Detail)> VerifyAsync(
        SignatureVector vector, bool allowLegacy)
    {
        bool isIgnoring = vector.Note.Contains("[ignore-me]", StringComparison.Ordinal);
        var options = new ModelFolderOptions(isIgnoring ? ["ignore-me"] : [], Signature: "model.sig");
        var verifier = new ModelVerifier(TrustOf(vector), At, allowLegacy);
        ModelReport report = await verifier.VerifyAsync(
            await File.ReadAllBytesAsync(vector.Bundle, TestContext.Current.CancellationToken),
            vector.Artifact,
            options,
            progress: null,
            TestContext.Current.CancellationToken);
        return (report.Verdict, Text(report));
    }

    private static ModelTrust TrustOf(SignatureVector vector)
    {
        if (vector.Key.Length > 0)
        {
            return new ModelTrust.ByKey([KeyAt(vector.Key)]);
        }

        if (vector.Identity.Length > 0)
        {
            var roots = TrustedRoots.Load([SignatureVectors.At(vector.TrustedRoot)]);
            return new ModelTrust.ByIdentity(roots, vector.Identity, vector.Issuer);
        }

        Assert.True(CertificateAuthorities.TryParse(
            File.ReadAllText(SignatureVectors.At(vector.TrustedRoot)), out CertificateAuthorities? authorities));
        return new ModelTrust.ByCertificate(authorities);
    }

    /// <summary>The tool that wrote the key put a description before its block.</summary>
    private static PublicKey KeyAt(string path)
    {
        string text = File.ReadAllText(SignatureVectors.At(path));
        string pem = text[text.IndexOf("-----BEGIN", StringComparison.Ordinal)..];
        return PublicKey.TryParse(pem, out PublicKey? key, out Domain.Finding? why)
            ? key
            : throw new InvalidDataException(why.Message);
    }

    private static string Text(ModelReport report) =>
        string.Join(' ', report.Findings.Select(finding => $"{finding.Check}:{finding.Code}:{finding.Message}"));
}
