using AiBom.Domain;
using AiBom.Verification;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;

namespace AiBom.Cli;

/// <summary>Puts questions about bundles to the verifier, and keeps the trusted roots and keys between them.</summary>
/// <param name="folder">What relative paths start from.</param>
internal sealed class BundleVerification(string folder)
{
    private const string DigestPrefix = "digest:";

    private readonly Kept<TrustedRoots> roots = new(InputFiles.ReadRootAsync);
    private readonly Kept<PublicKey> keys = new(InputFiles.ReadKeyAsync);

    /// <summary>Verifies a bundle.</summary>
    /// <exception cref="InvalidDataException">The question cannot be asked as it is.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file may not be read.</exception>
    public async Task<SigstoreReport> VerifyAsync(BundleQuestion question, CancellationToken cancellationToken)
    {
        PublicKey? key = Given(question.Key) is { } keyPath
            ? await keys.GetAsync(At(keyPath), cancellationToken)
            : null;
        SigstorePolicy policy = question.ToPolicy(key);
        TrustedRoots trusted = Given(question.TrustedRoot) is { } rootPath
            ? await roots.GetAsync(At(rootPath), cancellationToken)
            : new TrustedRoots([]);
        string bundlePath = Given(question.Bundle) ?? throw new InvalidDataException("No bundle was named.");
        ReadOnlyMemory<byte> bundle = await InputFiles.ReadAsync(
            At(bundlePath), VerificationLimits.BundleBytes, cancellationToken);
        SigstoreArtifact artifact = await ReadArtifactAsync(Given(question.Artifact), cancellationToken);
        return new SigstoreVerifier(trusted).Verify(bundle, artifact, policy);
    }

    /// <summary>A file is hashed as it is read; a digest stands for it.</summary>
    private async Task<SigstoreArtifact> ReadArtifactAsync(string? artifact, CancellationToken cancellationToken)
    {
        if (artifact is null)
        {
            return SigstoreArtifact.Unbound;
        }

        bool isDigest = artifact.StartsWith(DigestPrefix, StringComparison.Ordinal);
        if (DeclaredDigest.TryParse(isDigest ? artifact[DigestPrefix.Length..] : artifact, out DeclaredDigest? digest)
            && SigstoreArtifact.Functions.Contains(digest.Function))
        {
            return SigstoreArtifact.Of(digest);
        }

        if (isDigest)
        {
            throw new InvalidDataException("The digest is not 'digest:', 'sha256:', 'sha384:' or 'sha512:', and hex.");
        }

        await using FileStream file = InputFiles.Open(At(artifact));
        return await SigstoreArtifact.ReadAsync(file, cancellationToken)
            ?? throw new InvalidDataException($"The artifact has more than {VerificationLimits.ArtifactBytes} bytes.");
    }

    private string At(string path) => Path.Combine(folder, path);

    private static string? Given(string? text) => text is "" ? null : text;

    /// <summary>What was read of files that are named again and again; never more than a bound of them.</summary>
    private sealed class Kept<T>(Func<string, CancellationToken, Task<T>> read)
    {
        private const int Most = 256;

        private readonly Dictionary<string, T> byPath = new(StringComparer.Ordinal);

        public async Task<T> GetAsync(string path, CancellationToken cancellationToken)
        {
            if (!byPath.TryGetValue(path, out T? value))
            {
                value = await read(path, cancellationToken);
                if (byPath.Count == Most)
                {
                    byPath.Clear();
                }

                byPath[path] = value;
            }

            return value;
        }
    }
}
