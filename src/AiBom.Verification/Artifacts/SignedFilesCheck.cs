using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Artifacts;

/// <summary>
/// Compares what a document declares, and what came, with what signers of its models listed (OpenSSF Model Signing 1.0,
/// section 8.4). A submission need not bring every file of a model, so what did not come is no difference by itself.
/// </summary>
/// <param name="models">The declared files of each model, or other entity, of the document.</param>
/// <param name="observed">What came.</param>
internal sealed class SignedFilesCheck(
    IReadOnlyList<ImmutableArray<DeclaredFile>> models, IReadOnlyList<ObservedArtifact> observed)
{
    private readonly ILookup<string, ArtifactHashes> came =
        observed.ToLookup(artifact => artifact.Name, artifact => artifact.Hashes, StringComparer.Ordinal);

    private readonly HashSet<string> declared =
        models.SelectMany(files => files).Select(file => file.Name).ToHashSet(StringComparer.Ordinal);

    private readonly Dictionary<string, Finding> undeclared = new(StringComparer.Ordinal);
    private readonly HashSet<string> listed = new(StringComparer.Ordinal);
    private readonly List<Finding> findings = [];
    private readonly Dictionary<Severity, int> found = [];

    /// <summary>
    /// The names of which a signature says what is wrong, so that the same need not be said of a declaration.
    /// </summary>
    public HashSet<string> Judged { get; } = new(StringComparer.Ordinal);

    /// <summary>Compares with one manifest.</summary>
    public void Compare(ModelManifest manifest)
    {
        var signed = new Dictionary<string, SignedFile>(StringComparer.Ordinal);
        foreach (SignedFile file in manifest.Files)
        {
            signed[manifest.NameOf(file)] = file;
        }

        listed.UnionWith(signed.Keys);
        ImmutableArray<DeclaredFile>[] own = OwnModels(manifest, signed);
        ILookup<string, DeclaredFile> ownFiles =
            own.SelectMany(files => files).ToLookup(file => file.Name, StringComparer.Ordinal);
        foreach ((string name, SignedFile file) in signed)
        {
            CompareFile(manifest, name, file, [.. ownFiles[name]]);
        }

        var ignored = new IgnoredPaths(manifest.Serialization.IgnorePaths, []);
        foreach (DeclaredFile file in own.SelectMany(files => files).Where(file => !signed.ContainsKey(file.Name)))
        {
            Add(Unlisted(manifest, file.Name, file.Pointer, ignored, IsEmpty(file.Name)));
        }

        foreach (ObservedArtifact artifact in observed.Where(one => !declared.Contains(one.Name)))
        {
            Finding unlisted = Unlisted(manifest, artifact.Name, "", ignored, artifact.Hashes.Length == 0);
            if (!undeclared.TryGetValue(artifact.Name, out Finding? before) || before.Severity > unlisted.Severity)
            {
                undeclared[artifact.Name] = unlisted;
            }
        }
    }

    /// <summary>All that was found, by file.</summary>
    public ImmutableArray<Finding> Conclude()
    {
        foreach ((string name, Finding finding) in undeclared.Where(pair => !listed.Contains(pair.Key)))
        {
            Judged.Add(name);
            Add(finding);
        }

        int unlisted = found.Values.Sum() - findings.Count;
        return unlisted == 0
            ? [.. findings]
            : [.. findings, new Finding(
                ModelFindings.NameOf(ModelCheck.Files),
                Outcome.Failed,
                FindingCodes.FindingsExceeded,
                Severity.Warning,
                "",
                $"{unlisted} further findings on signed files are not listed.")];
    }

    /// <summary>
    /// The models of the document that a manifest is of: those that declare a file as it was signed. Where there is
    /// none, whatever declares a file of such a name should have been.
    /// </summary>
    private ImmutableArray<DeclaredFile>[] OwnModels(ModelManifest manifest, Dictionary<string, SignedFile> signed)
    {
        ImmutableArray<DeclaredFile>[] exact =
        [
            .. models.Where(files => files.Any(file => signed.TryGetValue(file.Name, out SignedFile? one)
                && Compare(manifest, one, file) is true)),
        ];
        return exact.Length > 0
            ? exact
            : [.. models.Where(files => files.Any(file => signed.ContainsKey(file.Name)))];
    }

    private void CompareFile(ModelManifest manifest, string name, SignedFile file, DeclaredFile[] declarations)
    {
        string pointer = declarations.FirstOrDefault()?.Pointer ?? "";
        if (came.Contains(name))
        {
            if (file.WholeHex(manifest.Serialization) is not { } hex
                || came[name].All(bytes => !bytes.Digests.ContainsKey(manifest.Serialization.Function)))
            {
                Judge(name, FindingCodes.FileUnverified, Severity.Warning, pointer, "was signed in a form that its "
                    + "bytes were not hashed in, so that the signature says nothing of them.");
                return;
            }

            // Bytes of another model's file of that name say nothing about this one.
            bool isSigned = came[name].Any(bytes => IsSigned(manifest, hex, bytes));
            if (!isSigned
                && came[name].FirstOrDefault(one => !BelongsElsewhere(manifest, file, name, one)) is { } wrong)
            {
                Judged.Add(name);
                Judge(
                    name, FindingCodes.FileChanged, Severity.Error, pointer, "has other bytes than were signed.",
                    SignedText(manifest, hex), wrong.Sha256.ToString());
            }

            return;
        }

        bool?[] agree = [.. declarations.Select(one => Compare(manifest, file, one))];
        if (agree.Contains(false) && !agree.Contains(true))
        {
            DeclaredFile other = declarations[Array.IndexOf(agree, false)];
            Judge(
                name, FindingCodes.FileChanged, Severity.Error, other.Pointer,
                "is declared with another digest than was signed.",
                SignedText(manifest, file.WholeHex(manifest.Serialization)),
                Digest(manifest, other)?.ToString());
        }
        else if (declarations.Length == 0 && observed.Count > 0)
        {
            Judge(
                name, FindingCodes.FileMissing, Severity.Warning, "",
                "was signed, but the document does not declare it and its bytes did not come.");
        }
    }

    /// <summary>
    /// Section 6.3.2: shards leave empty files out, so neither presence nor absence of one is signed.
    /// </summary>
    private Finding Unlisted(ModelManifest manifest, string name, string pointer, IgnoredPaths ignored, bool isEmpty) =>
        ignored.Find(name) is not null || (isEmpty && manifest.Serialization.ShardBytes is not null)
            ? Make(
                name, FindingCodes.FileUnverified, Severity.Information, pointer,
                "is left out by the model's signature, which says nothing of it.")
            : Make(
                name, FindingCodes.FileExtra, Severity.Error, pointer, "belongs to the model, but was not signed.",
                expected: null, came[name].FirstOrDefault()?.Sha256.ToString());

    private bool IsEmpty(string name) => came.Contains(name) && came[name].All(bytes => bytes.Length == 0);

    private static bool IsSigned(ModelManifest manifest, string hex, ArtifactHashes bytes) =>
        bytes.Digests.TryGetValue(manifest.Serialization.Function, out DeclaredDigest? digest)
        && string.Equals(digest.Hex, hex, StringComparison.Ordinal);

    /// <summary>
    /// Whether bytes fit a declaration of the name that is not as signed, beside one that is: two models have such a
    /// file, and only one of them was signed.
    /// </summary>
    private bool BelongsElsewhere(ModelManifest manifest, SignedFile file, string name, ArtifactHashes bytes)
    {
        DeclaredFile[] named = [.. models.SelectMany(files => files)
            .Where(one => string.Equals(one.Name, name, StringComparison.Ordinal))];
        return named.Any(one => Compare(manifest, file, one) is true)
            && named.Any(one => !one.Digests.IsEmpty && ArtifactVerifier.Mismatch(one, bytes) is null);
    }

    /// <summary>Whether a declaration is as signed; null where they name no digest of one function.</summary>
    private static bool? Compare(ModelManifest manifest, SignedFile file, DeclaredFile declaration) =>
        (Digest(manifest, declaration), file.WholeHex(manifest.Serialization)) switch
        {
            ({ } digest, { } hex) => string.Equals(digest.Hex, hex, StringComparison.Ordinal),
            _ => null,
        };

    private static DeclaredDigest? Digest(ModelManifest manifest, DeclaredFile declaration) =>
        declaration.Digests.FirstOrDefault(digest => digest.Function == manifest.Serialization.Function);

    private static string? SignedText(ModelManifest manifest, string? hex) =>
        hex is null ? null : new DeclaredDigest(manifest.Serialization.Function, hex).ToString();

    private void Judge(
        string name,
        string code,
        Severity severity,
        string pointer,
        string message,
        string? expected = null,
        string? found = null) => Add(Make(name, code, severity, pointer, message, expected, found));

    /// <summary>Each severity has the whole bound, so that no flood of remarks hides an error.</summary>
    private void Add(Finding finding)
    {
        found[finding.Severity] = found.GetValueOrDefault(finding.Severity) + 1;
        if (found[finding.Severity] <= FindingLimits.PerDocument)
        {
            findings.Add(finding);
        }
    }

    private static Finding Make(
        string name,
        string code,
        Severity severity,
        string pointer,
        string message,
        string? expected = null,
        string? found = null) => new(
            ModelFindings.NameOf(ModelCheck.Files),
            code is FindingCodes.FileUnverified ? Outcome.Unsupported : Outcome.Failed,
            code,
            severity,
            pointer,
            $"'{FindingLimits.Cut(name)}' {message}",
            expected,
            found);
}
