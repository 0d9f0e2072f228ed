using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;

namespace AiBom.Storage.Tests;

/// <summary>A document by what it says; everything else about its submission has a plain default.</summary>
public sealed record SampleDocument(string Text)
{
    public string Poster { get; init; } = "ci";

    public string? Author { get; init; }

    public string? Publisher { get; init; }

    /// <summary>Whose signature makes the author.</summary>
    public Digest? Signer { get; init; }

    public DateTimeOffset? SignedAt { get; init; }

    public SubmissionStatus Status { get; init; } = SubmissionStatus.Accepted;

    public string? SerialNumber { get; init; }

    public int? Version { get; init; }

    public int? Subject { get; init; }

    public ImmutableArray<DeclaredEntity> Entities { get; init; } = [];

    public ImmutableArray<Statement> Statements { get; init; } = [];

    public ImmutableArray<ArtifactCheck> Checks { get; init; } = [];

    public ImmutableArray<Finding> Findings { get; init; } = [];

    public static DeclaredEntity Model(string name, string? version = "1.0", bool isDescribed = true) =>
        Entity(EntityKind.Model, name, version, isDescribed);

    public static DeclaredEntity Entity(
        EntityKind kind, string name, string? version = "1.0", bool isDescribed = true) =>
        new() { Kind = kind, Pointer = "/components/0", Name = name, Version = version, IsDescribed = isDescribed };

    public static DeclaredDigest Sha256(string text) => new(HashFunction.Sha256, DigestOf(text).Hex);

    public static Digest DigestOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));

    public static Statement Edge(int subject, EdgeKind predicate, int source) =>
        new(subject, predicate, source, $"/edges/{subject}-{source}", Reading.Declared, "test");

    public byte[] Bytes() => Encoding.UTF8.GetBytes(Text);

    public StatementSet StatementSet(Digest document) => new()
    {
        Document = document,
        Reader = "test/1",
        Header = new DocumentHeader
        {
            Format = "CycloneDX",
            SpecVersion = "1.7",
            SerialNumber = SerialNumber,
            Version = Version,
            Publisher = Publisher,
            Subject = Subject,
        },
        Entities = Entities,
        Statements = Statements,
    };

    public SubmissionRecorded Submission(Digest document, SubmissionContent content) => new()
    {
        Submission = DigestOf($"{Text}|{Poster}|{Author}"),
        Document = document,
        MediaType = "application/vnd.cyclonedx+json",
        Length = Bytes().Length,
        Poster = Poster,
        Status = Status,
        Authenticity = Author is null ? Authenticity.Missing : Authenticity.Valid,
        Author = Author,
        Signer = Signer,
        SignedAt = SignedAt,
        Publisher = Publisher,
        StatementSet = content.StatementSet,
        Report = content.ReportDigest,
    };
}
