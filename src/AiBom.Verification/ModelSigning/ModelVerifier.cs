using AiBom.Domain;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Decides whether a model is the one that someone signed (OpenSSF Model Signing 1.0). Evidence that does not hold is
/// a <see cref="Finding"/>, never an exception.
/// </summary>
/// <param name="trust">Whom the caller believes.</param>
/// <param name="at">
/// When certificates must be valid where no time of the signing is proven; the caller's, because this has no clock.
/// </param>
/// <param name="allowLegacy">
/// Whether the deprecated form of version 0.2.0 is taken, which protects less: it has no root digest, and its
/// signatures are over another encoding than DSSE's.
/// </param>
public sealed class ModelVerifier(ModelTrust trust, DateTimeOffset at, bool allowLegacy = false)
{
    /// <summary>Verifies the signature, then compares a folder or a single file with what was signed.</summary>
    /// <param name="bundle">The signature's bytes.</param>
    /// <param name="root">The model.</param>
    /// <param name="options">What is left out, and whether links are followed.</param>
    /// <param name="progress">Hears how far the hashing is; called from several threads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The model cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The model may not be read.</exception>
    public async Task<ModelReport> VerifyAsync(
        ReadOnlyMemory<byte> bundle,
        string root,
        ModelFolderOptions options,
        IProgress<ModelProgress>? progress,
        CancellationToken cancellationToken)
    {
        ModelReport report = Verify(bundle);
        return report.Manifest is null
            ? report
            : report.With(await ModelFolder.CompareAsync(root, report.Manifest, options, progress, cancellationToken));
    }

    /// <summary>
    /// Makes each check that its predecessors allow. The files are left to the caller: see
    /// <see cref="ModelComparison"/> and <see cref="ModelReport.With"/>.
    /// </summary>
    public ModelReport Verify(ReadOnlyMemory<byte> bundle)
    {
        // Section 8.1: the container.
        ModelBundle? parsed = ModelBundleReader.Read(bundle, out string? problem);
        Finding container = parsed is null
            ? ModelFindings.Malformed(
                ModelCheck.Bundle,
                FindingCodes.EnvelopeMalformed,
                $"The bundle is no model's signature. {FindingLimits.Cut(problem)}")
            : ModelFindings.Passed(ModelCheck.Bundle, "The bundle is a model's signature.");

        // Section 8.2: the signature holds, its key is of someone who is trusted, and was valid.
        SignatureCheck signature = parsed is null
            ? SignatureCheck.Stopped(ModelFindings.NotReached(ModelCheck.Signature))
            : CheckSignature(parsed, bundle);

        // Section 8.3: the bytes that are parsed are those that were verified.
        ModelManifest? manifest = null;
        bool isLegacy = signature.Opened?.IsLegacyEncoding is true;
        Finding content = signature.Validity.Outcome is Outcome.Passed
            ? CheckManifest(signature.Opened!, out manifest, ref isLegacy)
            : ModelFindings.NotReached(ModelCheck.Manifest);

        return new ModelReport(
            signature.Opened?.Signer,
            manifest,
            isLegacy,
            [
                container,
                signature.Signature,
                signature.Signer,
                signature.Validity,
                content,
                ModelFindings.NotReached(ModelCheck.Files),
            ]);
    }

    /// <summary>
    /// Reads the manifest of the current form from a Statement whose signature was verified elsewhere.
    /// </summary>
    internal static Finding CheckManifest(ReadOnlyMemory<byte> statement, out ModelManifest? manifest)
    {
        manifest = null;
        return ModelStatement.Read(statement, out string? problem) is { } read
            ? ReadCurrent(read, out manifest)
            : Invalid(problem);
    }

    private SignatureCheck CheckSignature(ModelBundle parsed, ReadOnlyMemory<byte> bundle) => trust switch
    {
        ModelTrust.ByKey keys => KeyMethod.Check(parsed, keys.Accepted),
        ModelTrust.ByCertificate certificates => CertificateMethod.Check(
            parsed,
            certificates.Roots,
            certificates.Times is { } roots ? SigningTime.Read(bundle, roots) ?? at : at),
        ModelTrust.ByIdentity identity => KeylessMethod.Check(bundle, identity),
        _ => throw new System.Diagnostics.UnreachableException($"There is no method '{trust.GetType()}'."),
    };

    private Finding CheckManifest(SignedModel signed, out ModelManifest? manifest, ref bool isLegacy)
    {
        manifest = null;
        if (signed.Envelope.PayloadType is not PayloadTypes.InToto)
        {
            return Invalid("The payload type is not that of an in-toto Statement.");
        }

        if (ModelStatement.Read(signed.Envelope.Payload, out string? problem) is not { } statement)
        {
            return Invalid(problem);
        }

        isLegacy = statement.PredicateType is ModelStatement.LegacyPredicate;
        if (isLegacy && !allowLegacy)
        {
            return ModelFindings.Failed(
                ModelCheck.Manifest,
                FindingCodes.LegacyFormat,
                "The signature is of the deprecated form of version 0.2.0, which was not allowed.",
                statement.PredicateType);
        }

        return (isLegacy, signed.IsLegacyEncoding) switch
        {
            (true, _) => Conclude(LegacyModelSigning.ReadManifest(statement), out manifest),
            (_, true) => Invalid("Only the deprecated form may be signed in its encoding."),
            _ => ReadCurrent(statement, out manifest),
        };
    }

    private static Finding ReadCurrent(ModelStatement statement, out ModelManifest? manifest) => Conclude(
        statement.PredicateType is ModelStatement.CurrentPredicate
            ? ModelManifestReader.Read(statement)
            : new ManifestReading.Invalid("The predicate type is not that of a model's signature."),
        out manifest);

    private static Finding Conclude(ManifestReading reading, out ModelManifest? manifest)
    {
        manifest = (reading as ManifestReading.Manifest)?.Value;
        return reading switch
        {
            ManifestReading.Manifest => ModelFindings.Passed(ModelCheck.Manifest, "The manifest is sound."),
            ManifestReading.Unsupported unsupported => ModelFindings.Unsupported(
                ModelCheck.Manifest, "The files are hashed by a function that is not computed.", unsupported.Found),
            ManifestReading.Invalid invalid => Invalid(invalid.Problem),
            _ => throw new System.Diagnostics.UnreachableException($"A manifest was read as '{reading}'."),
        };
    }

    private static Finding Invalid(string? problem) => ModelFindings.Malformed(
        ModelCheck.Manifest,
        FindingCodes.ManifestInvalid,
        $"What was signed is no manifest of a model. {FindingLimits.Cut(problem)}");
}
