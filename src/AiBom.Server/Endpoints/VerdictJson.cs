using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;

namespace AiBom.Server.Endpoints;

/// <summary>The payload of <c>ingestAibom</c> as JSON, in the order and under the names of the GraphQL type.</summary>
internal sealed record VerdictJson(
    SubmissionStatus Status,
    Receipt? Receipt,
    Digest Document,
    AibomLink? Aibom,
    SchemaVerdict Schema,
    ImmutableArray<AppliedPolicy> Policies,
    SignatureVerdict? Verification,
    ImmutableArray<Finding> Findings,
    ImmutableArray<ArtifactJson> Artifacts,
    ImmutableArray<AttestationJson> Attestations,
    GateJson Gate,
    bool IsRepeated)
{
    public static VerdictJson Of(Verdict verdict, Gate gate, RegistryIdentity identity) => new(
        verdict.Status,
        verdict.Receipt,
        verdict.Document,
        verdict.Receipt is { } receipt
            ? new AibomLink(
                Server.Schema.GlobalId.Of(
                    "Aibom", receipt.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                $"/v1/documents/sha256/{verdict.Document.Hex}")
            : null,
        verdict.Schema,
        verdict.Policies,
        verdict.Verification,
        verdict.Findings,
        [.. verdict.Artifacts.Select(ArtifactJson.Of)],
        [.. verdict.Attestations.Select(own => AttestationJson.Of(own, document: null))],
        GateJson.Of(gate, identity),
        verdict.IsRepeated);
}

/// <summary>Where to find the recorded document.</summary>
/// <param name="Id">Its global id in GraphQL.</param>
/// <param name="Original">The path of its original bytes.</param>
internal sealed record AibomLink(string Id, string Original);

/// <summary>How one declared file stands against bytes, as the GraphQL type has it.</summary>
internal sealed record ArtifactJson(
    string Name, string Pointer, DigestStatus Status, string? Declared, Digest? Observed)
{
    public static ArtifactJson Of(ArtifactCheck check) =>
        new(check.Name, check.Pointer, check.Status, check.Declared?.ToString(), check.Observed);
}

/// <summary>The payload of <c>ingestAttestation</c> as JSON.</summary>
internal sealed record AttestationPostingJson(
    SubmissionStatus Status,
    ImmutableArray<AttestationJson> Attestations,
    ImmutableArray<Finding> Findings,
    bool IsRepeated)
{
    /// <param name="posting">What became of the post.</param>
    /// <param name="documents">What became of each as a document; null for what is none.</param>
    public static AttestationPostingJson Of(AttestationPosting posting, IEnumerable<VerdictJson?> documents) => new(
        posting.Status,
        [.. posting.Attestations.Zip(documents, AttestationJson.Of)],
        posting.Findings,
        posting.IsRepeated);
}

/// <summary>What became of one attestation, as the GraphQL type has it.</summary>
internal sealed record AttestationJson(
    SubmissionStatus Status,
    Digest Envelope,
    Receipt? Receipt,
    Authenticity Authenticity,
    ImmutableArray<string> Authors,
    Digest? Signer,
    DateTimeOffset? SignedAt,
    AttestationKind? Kind,
    string? PredicateType,
    ImmutableArray<Finding> Findings,
    VerdictJson? Document,
    bool IsRepeated)
{
    public static AttestationJson Of(AttestationVerdict verdict, VerdictJson? document) => new(
        verdict.Status,
        verdict.Envelope,
        verdict.Receipt,
        verdict.Authenticity,
        verdict.Authors,
        verdict.Signer,
        verdict.SignedAt,
        verdict.Facts?.Kind,
        verdict.Facts?.PredicateType,
        verdict.Findings,
        document,
        verdict.IsRepeated);
}
