using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Verification.Artifacts;

/// <summary>What hashing an artifact's bytes gave.</summary>
/// <param name="Length">The number of bytes.</param>
/// <param name="Sha256">Their content address.</param>
/// <param name="Digests">The digest by each function that was asked for and that the platform has; SHA-256 always.</param>
public sealed record ArtifactHashes(
    long Length,
    Digest Sha256,
    ImmutableDictionary<HashFunction, DeclaredDigest> Digests);

/// <summary>An artifact whose bytes came.</summary>
/// <param name="Name">The name under which they came: the file's name in the document.</param>
/// <param name="Hashes">What they hash to.</param>
public sealed record ObservedArtifact(string Name, ArtifactHashes Hashes);
