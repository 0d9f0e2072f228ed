using System.Collections.Immutable;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Verification.Artifacts;

namespace AiBom.Registry.Ingestion;

/// <summary>A document with its evidence, as a poster hands it over.</summary>
/// <param name="Document">The original bytes.</param>
/// <param name="MediaType">The media type under which they came.</param>
/// <param name="Poster">The actor who posts it.</param>
public sealed record Submission(ReadOnlyMemory<byte> Document, string MediaType, string Poster)
{
    /// <summary>Signed envelopes about the document, in order.</summary>
    public ImmutableArray<ReadOnlyMemory<byte>> Bundles { get; init; } = [];

    /// <summary>Files that came with it; their bytes are in the blob store already, unless it is a dry run.</summary>
    public ImmutableArray<PostedArtifact> Artifacts { get; init; } = [];

    /// <summary>Whether only the verdict is wanted, and nothing is to be recorded.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>
    /// The id of a policy by which the poster wants it taken besides the operator's; null for none. It is no part of
    /// the submission's identity.
    /// </summary>
    public string? IngestPolicy { get; init; }

    /// <summary>
    /// The same, where what was posted is an envelope: the payload is the document, and the envelope its first
    /// evidence.
    /// </summary>
    public Submission Open(DocumentLimits limits) => EnvelopedDocument.Open(Document, limits) is { } enveloped
        ? this with
        {
            Document = enveloped.Payload,
            MediaType = enveloped.MediaType,
            Bundles = [Document, .. Bundles],
        }
        : this;

    /// <summary>
    /// The identity of the submission: the same bytes with the same evidence from the same poster are one submission,
    /// in whatever order the evidence came.
    /// </summary>
    public Digest Identify(Digest document)
    {
        IEnumerable<string> bundles = Bundles.Select(bundle => Digest.Of(bundle.Span).Hex);
        IEnumerable<string> artifacts = Artifacts.Select(artifact => $"{artifact.Digest.Hex} {artifact.Name}");
        return Digest.Of(CanonicalJson.Serialize(new
        {
            document,
            poster = Poster,
            bundles = bundles.Order(StringComparer.Ordinal),
            artifacts = artifacts.Order(StringComparer.Ordinal),
        }));
    }
}

/// <summary>A file that came with a document.</summary>
/// <param name="Name">The name under which it came: the file's name in the document.</param>
/// <param name="Digest">The SHA-256 of its bytes, under which the blob store has them.</param>
/// <param name="Length">Their number.</param>
public sealed record PostedArtifact(string Name, Digest Digest, long Length)
{
    /// <summary>
    /// What its bytes hash to, where they were hashed as they came and not kept: for a dry run. Null where the blob
    /// store has them.
    /// </summary>
    public ArtifactHashes? Hashes { get; init; }
}
