using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Artifacts;

/// <summary>
/// Compares declared files with bytes that came. A match needs a strong digest that was recomputed; a mismatch is
/// proved by any digest, because bytes with another MD5 are other bytes.
/// </summary>
public static class ArtifactVerifier
{
    private const string Check = "artifact";

    /// <summary>Compares. Bytes that came under a name are compared with each declaration of that name.</summary>
    public static ArtifactReport Verify(IEnumerable<DeclaredFile> files, IReadOnlyList<ObservedArtifact> observed) =>
        Verify([[.. files]], observed, []);

    /// <summary>
    /// Compares the files of a document's models with the bytes that came, and both with what signers of the models
    /// listed. What is wrong with a file is said once: by the signature's code where a manifest lists the file, or
    /// where the file should not be there at all.
    /// </summary>
    /// <param name="models">The declared files of each model, or other entity, of the document.</param>
    /// <param name="observed">What came.</param>
    /// <param name="manifests">What trusted signers listed.</param>
    public static ArtifactReport Verify(
        IReadOnlyList<ImmutableArray<DeclaredFile>> models,
        IReadOnlyList<ObservedArtifact> observed,
        IEnumerable<ModelManifest> manifests)
    {
        DeclaredFile[] declared = [.. models.SelectMany(files => files)];
        ILookup<string, DeclaredFile> declaredByName =
            declared.ToLookup(file => file.Name, StringComparer.Ordinal);
        ILookup<string, ArtifactHashes> observedByName =
            observed.ToLookup(artifact => artifact.Name, artifact => artifact.Hashes, StringComparer.Ordinal);

        // What fits no declaration of its name; found once a name, because a document may declare one name often.
        var strays = observedByName.ToDictionary(
            name => name.Key,
            name => name.FirstOrDefault(came =>
                declaredByName[name.Key].All(file => Mismatch(file, came) is not null)),
            StringComparer.Ordinal);

        var checks = ImmutableArray.CreateBuilder<ArtifactCheck>(declared.Length);
        var findings = new List<(string Name, Finding Finding)>();
        foreach (DeclaredFile file in declared)
        {
            // Two models of one document may each have a "config.json": bytes that fit another declaration of the name
            // say nothing about this one.
            ArtifactHashes? bytes = observedByName[file.Name].FirstOrDefault(came => Mismatch(file, came) is null)
                ?? strays.GetValueOrDefault(file.Name);
            checks.Add(CheckFile(file, bytes, findings));
        }

        findings.AddRange(observed
            .Where(artifact => !declaredByName.Contains(artifact.Name))
            .Select(artifact => (artifact.Name, Undeclared(artifact))));
        var signed = new SignedFilesCheck(models, observed);
        foreach (ModelManifest manifest in manifests)
        {
            signed.Compare(manifest);
        }

        // One file may be declared at several places; what is wrong with it is said once.
        ImmutableArray<Finding> bySignature = signed.Conclude();
        IEnumerable<Finding> distinct = findings
            .Where(finding => !signed.Judged.Contains(finding.Name))
            .Select(finding => finding.Finding)
            .DistinctBy(finding => (finding.Code, finding.Message, finding.Expected));
        return new ArtifactReport(checks.DrainToImmutable(), [.. distinct, .. bySignature]);
    }

    private static ArtifactCheck CheckFile(
        DeclaredFile file, ArtifactHashes? bytes, List<(string Name, Finding Finding)> findings)
    {
        DeclaredDigest? mismatch = bytes is null ? null : Mismatch(file, bytes);
        bool isRecomputed = file.Digests
            .Any(digest => digest.IsStrong && bytes?.Digests.ContainsKey(digest.Function) is true);
        bool hasStrong = file.Digests.Any(digest => digest.IsStrong);
        DigestStatus status = 0 switch
        {
            _ when file.Digests.IsEmpty => DigestStatus.Missing,
            _ when mismatch is not null => DigestStatus.Mismatch,
            _ when !hasStrong => DigestStatus.WeakAlgorithm,
            _ when isRecomputed => DigestStatus.Match,
            _ => DigestStatus.NotAvailable,
        };

        if (mismatch is not null)
        {
            findings.Add((file.Name, Differs(file, mismatch, bytes!.Digests[mismatch.Function])));
        }
        else if (bytes is not null && hasStrong && !isRecomputed)
        {
            findings.Add((file.Name, Unsupported(file)));
        }

        return new ArtifactCheck(file.Name, file.Pointer, status, mismatch ?? Strongest(file), bytes?.Sha256);
    }

    /// <summary>
    /// A declared digest that the bytes do not have, the strongest first; null where all that can be agree.
    /// </summary>
    internal static DeclaredDigest? Mismatch(DeclaredFile file, ArtifactHashes bytes) => ByStrength(file)
        .FirstOrDefault(digest => bytes.Digests.TryGetValue(digest.Function, out DeclaredDigest? computed)
            && computed != digest);

    private static DeclaredDigest? Strongest(DeclaredFile file) => ByStrength(file).FirstOrDefault();

    /// <summary>SHA-256 first, because the record's own addresses are of it; then longer before shorter.</summary>
    private static IOrderedEnumerable<DeclaredDigest> ByStrength(DeclaredFile file) => file.Digests
        .OrderByDescending(digest => digest.Function is HashFunction.Sha256)
        .ThenByDescending(digest => digest.IsStrong)
        .ThenByDescending(digest => digest.Hex.Length);

    private static Finding Differs(DeclaredFile file, DeclaredDigest declared, DeclaredDigest computed) => new(
        Check,
        Outcome.Failed,
        FindingCodes.DigestMismatch,
        Severity.Error,
        file.Pointer,
        $"The bytes of '{FindingLimits.Cut(file.Name)}' are not those that the document declares.",
        Expected: declared.ToString(),
        Found: computed.ToString());

    private static Finding Unsupported(DeclaredFile file) => new(
        Check,
        Outcome.Unsupported,
        FindingCodes.AlgorithmUnsupported,
        Severity.Warning,
        file.Pointer,
        $"The bytes of '{FindingLimits.Cut(file.Name)}' came, but no declared hash function can be computed here.",
        Found: string.Join(", ", file.Digests.Select(digest => digest.CycloneDxName)));

    private static Finding Undeclared(ObservedArtifact artifact) => new(
        Check,
        Outcome.Failed,
        FindingCodes.ArtifactUndeclared,
        Severity.Warning,
        "",
        $"The document declares no file '{FindingLimits.Cut(artifact.Name)}'.",
        Found: artifact.Hashes.Sha256.ToString());
}
