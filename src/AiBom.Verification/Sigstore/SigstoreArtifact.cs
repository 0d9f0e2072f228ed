using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Verification.Artifacts;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Sigstore;

/// <summary>
/// What a bundle should be about: bytes, or their digests. A digest alone cannot stand for the bytes where another
/// function is asked for.
/// </summary>
public sealed class SigstoreArtifact
{
    private static readonly FrozenDictionary<HashFunction, HashAlgorithmName> Names =
        new Dictionary<HashFunction, HashAlgorithmName>
        {
            [HashFunction.Sha256] = HashAlgorithmName.SHA256,
            [HashFunction.Sha384] = HashAlgorithmName.SHA384,
            [HashFunction.Sha512] = HashAlgorithmName.SHA512,
        }.ToFrozenDictionary();

    private SigstoreArtifact(SignedBytes? content) => Content = content;

    /// <summary>The functions that Sigstore names artifacts by, to be computed of a stream.</summary>
    public static ImmutableArray<HashFunction> Functions { get; } = [.. Names.Keys.Order()];

    /// <summary>
    /// No artifact: only an envelope can be verified then, and the caller must compare what it says itself.
    /// </summary>
    public static SigstoreArtifact Unbound { get; } = new(content: null);

    /// <summary>What signatures over the artifact are over; null for <see cref="Unbound"/>.</summary>
    internal SignedBytes? Content { get; }

    /// <summary>These bytes.</summary>
    public static SigstoreArtifact Of(ReadOnlyMemory<byte> bytes) => new(new SignedBytes(bytes));

    /// <summary>Bytes that were hashed as they came in, with <see cref="Functions"/> or some of them.</summary>
    public static SigstoreArtifact Of(ArtifactHashes hashes) => Of(hashes.Digests.Values);

    /// <summary>Bytes of which these digests are known.</summary>
    public static SigstoreArtifact Of(params IEnumerable<DeclaredDigest> digests) => new(new SignedBytes(digests
        .Where(digest => Names.ContainsKey(digest.Function))
        .Select(digest => KeyValuePair.Create(Names[digest.Function], Convert.FromHexString(digest.Hex)))));

    /// <summary>Hashes a stream to its end in one pass.</summary>
    /// <returns>Null where it has more bytes than <see cref="VerificationLimits.ArtifactBytes"/>.</returns>
    public static async Task<SigstoreArtifact?> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        ArtifactHashes? hashes = await ArtifactHasher.HashAsync(
            content, Functions, VerificationLimits.ArtifactBytes, cancellationToken);
        return hashes is null ? null : Of(hashes);
    }
}
