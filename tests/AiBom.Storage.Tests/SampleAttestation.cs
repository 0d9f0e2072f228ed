using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;

namespace AiBom.Storage.Tests;

/// <summary>An attestation by what it says; everything else about it has a plain default.</summary>
public sealed record SampleAttestation(string Text, AttestationKind Kind)
{
    public string[] Authors { get; init; } = ["acme"];

    public Digest Signer { get; init; } = SampleDocument.DigestOf("key");

    public DateTimeOffset? SignedAt { get; init; }

    public Authenticity Authenticity { get; init; } = Authenticity.Valid;

    public string[] Subjects { get; init; } = [];

    public string[] Inputs { get; init; } = [];

    public string[] Recipients { get; init; } = [];

    public string[] Targets { get; init; } = [];

    public bool IsBuilderTrusted { get; init; } = true;

    /// <summary>A run that read and wrote bytes.</summary>
    public static SampleAttestation Provenance(string output, params string[] inputs) =>
        new($"{output} from {string.Join(' ', inputs)}", AttestationKind.Provenance)
        {
            Subjects = [output],
            Inputs = inputs,
        };

    /// <summary>That an author gave bytes to somebody.</summary>
    public static SampleAttestation Delivery(string author, string what, string recipient) =>
        new($"{author} gave {what} to {recipient}", AttestationKind.Delivery)
        {
            Authors = [author],
            Subjects = [what],
            Recipients = [recipient],
        };

    public byte[] Bytes() => Encoding.UTF8.GetBytes(Text);

    public AttestationReport Report() => new(
        new AttestationFacts
        {
            Kind = Kind,
            PredicateType = $"https://example.com/{Kind}",
            Subjects = [.. Subjects.Select(Artifact)],
            Inputs = [.. Inputs.Select(Artifact)],
            Recipients = [.. Recipients],
            Targets = [.. Targets.Select(Artifact)],
        },
        [],
        IsBuilderTrusted);

    public AttestationRecorded Recorded(Digest envelope, AttestationContent content) => new()
    {
        Attestation = SampleDocument.DigestOf($"{Text}|attestation"),
        Envelope = envelope,
        Poster = "ci",
        Status = SubmissionStatus.Accepted,
        Authenticity = Authenticity,
        Authors = Authenticity is Authenticity.Valid ? [.. Authors] : [],
        Signer = Signer,
        SignedAt = SignedAt,
        Report = content.ReportDigest,
    };

    private static AttestedArtifact Artifact(string content) =>
        new(content, Uri: null, [SampleDocument.Sha256(content)]);
}
