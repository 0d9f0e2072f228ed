using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AiBom.Domain;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Compares the files that are there with a manifest (OpenSSF Model Signing 1.0, section 8.4): first every name, then
/// the bytes of those that are listed. It holds what the manifest holds and a bounded number of findings, however many
/// files there are.
/// </summary>
/// <param name="manifest">What was signed.</param>
/// <param name="ignorePaths">What the caller leaves out, besides the defaults and what the signer left out.</param>
public sealed class ModelComparison(ModelManifest manifest, IEnumerable<string> ignorePaths)
{
    private readonly IgnoredPaths ignored = new(manifest.Serialization.IgnorePaths, ignorePaths);
    private readonly bool[] seen = new bool[manifest.Files.Length];
    private readonly List<PresentFile> present = [];
    private readonly List<ModelFile> wrong = [];
    private readonly SortedDictionary<string, long> unverified = new(StringComparer.Ordinal);
    private long wrongCount;
    private long unverifiedCount;

    /// <summary>Says that a file is there.</summary>
    /// <param name="name">Its path from the root, with <c>/</c>.</param>
    /// <param name="length">Its length in bytes.</param>
    public void Add(string name, long length)
    {
        if (manifest.IndexOf(name) is not { } index)
        {
            // Section 6.3.2: shards leave empty files out, so their presence is not protected.
            bool isEmptyShard = length == 0 && manifest.Serialization.ShardBytes is not null;
            if (isEmptyShard)
            {
                CountUnverified(name);
            }
            else if (!TryIgnore(name))
            {
                Report(new ModelFile(
                    name, ModelFileStatus.Extra, $"'{FindingLimits.Cut(name)}' is there, but was not signed."));
            }
        }
        else if (seen[index])
        {
            Report(new ModelFile(
                name,
                ModelFileStatus.Refused,
                $"The name '{FindingLimits.Cut(name)}' occurs twice.",
                manifest.Files[index].Resource));
        }
        else
        {
            seen[index] = true;
            Weigh(index, length);
        }
    }

    /// <summary>Says that something is there that cannot be hashed; harmless only under an ignored path.</summary>
    /// <param name="name">Its path from the root.</param>
    /// <param name="message">Why not.</param>
    public void Refuse(string name, string message)
    {
        int? index = manifest.IndexOf(name);
        if (index is { } listed)
        {
            seen[listed] = true;
        }
        else if (TryIgnore(name))
        {
            return;
        }

        Report(new ModelFile(
            name,
            ModelFileStatus.Refused,
            message,
            index is { } at ? manifest.Files[at].Resource : null));
    }

    /// <summary>
    /// Hashes what is listed and there, on all cores. Call it once, after every file was added.
    /// </summary>
    /// <param name="open">Opens a file by its name, to be read from the start; null where it is gone.</param>
    /// <param name="progress">Hears how far it is; called from several threads.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ModelContentReport> HashAsync(
        Func<string, Stream?> open, IProgress<ModelProgress>? progress, CancellationToken cancellationToken)
    {
        foreach ((SignedFile file, bool isThere) in manifest.Files.Zip(seen))
        {
            if (!isThere)
            {
                Report(Missing(file));
            }
        }

        var hasher = new ModelHasher(manifest, open, progress);
        IReadOnlyList<ModelFile> changed = await hasher.HashAsync(present, cancellationToken);
        foreach (ModelFile file in changed)
        {
            Report(file);
        }

        return new ModelContentReport(
            present.Count - changed.Count,
            wrongCount,
            hasher.BytesDone,
            unverifiedCount,
            [
                .. wrong.OrderBy(file => file.Name, StringComparer.Ordinal),
                .. unverified.Select(path => Unverified(path.Key, path.Value)),
            ]);
    }

    internal static ModelFile Missing(SignedFile file) => new(
        file.Name,
        ModelFileStatus.Missing,
        $"'{FindingLimits.Cut(file.Name)}' was signed, but is not there.",
        file.Resource);

    private static ModelFile Unverified(string path, long files) => new(
        path,
        ModelFileStatus.Unverified,
        $"No signature covers '{FindingLimits.Cut(path)}': {files} {(files == 1 ? "file" : "files")}.");

    /// <summary>A length that is not the signed one needs no hashing.</summary>
    private void Weigh(int index, long length)
    {
        SignedFile file = manifest.Files[index];
        if (file.Length is { } signed && signed != length)
        {
            Report(new ModelFile(
                file.Name,
                ModelFileStatus.Changed,
                $"'{FindingLimits.Cut(file.Name)}' has another length than was signed.",
                file.Resource,
                Expected: $"{signed} bytes",
                Found: $"{length} bytes"));
        }
        else if (length > VerificationLimits.ArtifactBytes)
        {
            Report(new ModelFile(
                file.Name,
                ModelFileStatus.Refused,
                $"'{FindingLimits.Cut(file.Name)}' has more than {VerificationLimits.ArtifactBytes} bytes.",
                file.Resource,
                Found: $"{length} bytes"));
        }
        else
        {
            present.Add(new PresentFile(index, length));
        }
    }

    private bool TryIgnore(string name)
    {
        if (ignored.Find(name) is not { } path)
        {
            return false;
        }

        CountUnverified(path);
        return true;
    }

    private void CountUnverified(string path)
    {
        unverifiedCount++;
        if (unverified.Count < FindingLimits.PerDocument || unverified.ContainsKey(path))
        {
            unverified[path] = unverified.GetValueOrDefault(path) + 1;
        }
    }

    private void Report(ModelFile file)
    {
        wrongCount++;
        if (wrong.Count < FindingLimits.PerDocument)
        {
            wrong.Add(file);
        }
    }

    /// <summary>A listed file that is there, by its index in the manifest.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct PresentFile(int Index, long Length);
}
