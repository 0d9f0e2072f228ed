using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Blobs;
using AiBom.Storage.Reads;
using AiBom.Verification;
using AiBom.Verification.Artifacts;

namespace AiBom.Registry.Ingestion;

/// <summary>Finds out what came of the files that a document declares: with it, or uploaded before it.</summary>
internal static class ArtifactObservation
{
    /// <summary>
    /// A file that came with the document. Its SHA-256 is known from the upload; it is read again only where the
    /// document declares it by other functions alone.
    /// </summary>
    public static async Task<ObservedArtifact> OfPostedAsync(
        FolderBlobStore blobs,
        PostedArtifact artifact,
        IEnumerable<DeclaredFile> declared,
        CancellationToken cancellationToken)
    {
        HashFunction[] functions =
        [
            .. declared
                .SelectMany(file => file.Digests)
                .Select(digest => digest.Function)
                .Distinct(),
        ];
        if (functions.All(function => function is HashFunction.Sha256))
        {
            return new ObservedArtifact(artifact.Name, HashesOf(artifact.Digest, artifact.Length));
        }

        if (artifact.Hashes is { } came)
        {
            return new ObservedArtifact(artifact.Name, Of(came, functions));
        }

        await using Stream content = blobs.OpenRead(artifact.Digest)
            ?? throw new FileNotFoundException($"The artifact {artifact.Digest} is not in the blob store.");
        ArtifactHashes hashes = await ArtifactHasher.HashAsync(
            content, functions, VerificationLimits.ArtifactBytes, cancellationToken)
            ?? throw new InvalidDataException($"The artifact {artifact.Digest} is larger than any that is taken.");
        return new ObservedArtifact(artifact.Name, hashes);
    }

    /// <summary>Files whose declared SHA-256 is that of bytes that were uploaded before.</summary>
    public static async Task<IEnumerable<ObservedArtifact>> OfStoredAsync(
        RegistryReads reads,
        IReadOnlyCollection<DeclaredFile> files,
        IEnumerable<ObservedArtifact> posted,
        CancellationToken cancellationToken)
    {
        HashSet<string> came = posted.Select(artifact => artifact.Name).ToHashSet(StringComparer.Ordinal);
        (string Name, Digest Digest)[] declared =
        [
            .. from file in files
               where !came.Contains(file.Name)
               from digest in file.Digests
               where digest.Function is HashFunction.Sha256
               select (file.Name, Digest.Parse(digest.ToString())),
        ];
        IReadOnlyDictionary<Digest, long> stored = await reads.Organizations.ArtifactLengthsAsync(
            declared.Select(file => file.Digest).Distinct(), cancellationToken);
        return declared
            .Where(file => stored.ContainsKey(file.Digest))
            .Distinct()
            .Select(file => new ObservedArtifact(file.Name, HashesOf(file.Digest, stored[file.Digest])));
    }

    /// <summary>No more than would be known of bytes that are kept, so that a dry run finds the same.</summary>
    private static ArtifactHashes Of(ArtifactHashes hashes, HashFunction[] functions) => hashes with
    {
        Digests = hashes.Digests
            .Where(own => own.Key is HashFunction.Sha256 || functions.Contains(own.Key))
            .ToImmutableDictionary(),
    };

    private static ArtifactHashes HashesOf(Digest digest, long length) => new(
        length,
        digest,
        ImmutableDictionary.CreateRange(
            [KeyValuePair.Create(HashFunction.Sha256, new DeclaredDigest(HashFunction.Sha256, digest.Hex))]));
}
