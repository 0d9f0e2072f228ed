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
    SignatureVerdict? Verification,
    ImmutableArray<Finding> Findings,
    ImmutableArray<ArtifactJson> Artifacts,
    GateJson Gate,
    bool IsRepeated)
{
    public static VerdictJson Of(Verdict verdict, Gate gate, RegistryIdentity identity) => new(
        verdict.Status,
        verdict.Receipt,
        verdict.Document,
        verdict.Receipt is { } receipt
            ? new AibomLink(
                Schema.GlobalId.Of(
                    "Aibom", receipt.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                $"/v1/documents/sha256/{verdict.Document.Hex}")
            : null,
        verdict.Verification,
        verdict.Findings,
        [.. verdict.Artifacts.Select(ArtifactJson.Of)],
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
