using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>A recorded submission: its receipt, its verdict, and what the document says of itself.</summary>
public sealed record SubmissionRecord
{
    /// <summary>The number of its journal entry.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The hash of its journal entry, see <see cref="JournalEntry.Hash"/>.</summary>
    public required Digest EntryHash { get; init; }

    /// <summary>Its id: the digest over document, evidence and poster.</summary>
    public required Digest Submission { get; init; }

    /// <summary>The document's original bytes.</summary>
    public required Digest Document { get; init; }

    /// <summary>The media type under which they came.</summary>
    public required string MediaType { get; init; }

    /// <summary>Their number.</summary>
    public required long Length { get; init; }

    /// <summary>The bundles that came with it.</summary>
    public required ImmutableArray<Digest> Bundles { get; init; }

    /// <summary>Who posted it.</summary>
    public required string Poster { get; init; }

    /// <summary>The verdict.</summary>
    public required SubmissionStatus Status { get; init; }

    /// <summary>What is known of who said it.</summary>
    public required Authenticity Authenticity { get; init; }

    /// <summary>The organization whose words these are, where the signature makes it the author.</summary>
    public string? Author { get; init; }

    /// <summary>The key that signed.</summary>
    public Digest? Signer { get; init; }

    /// <summary>The earliest trusted time of the signature; null where only <see cref="At"/> is known.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>How far its statements are proved by itself.</summary>
    public Assurance Assurance => Authenticity is Authenticity.Valid && Author is not null
        ? Assurance.Signed
        : Assurance.Asserted;

    /// <summary>The registered organization in whose name the document speaks.</summary>
    public string? Publisher { get; init; }

    /// <summary>In whose name serial numbers and names are good: author, else publisher, else poster.</summary>
    public required string Scope { get; init; }

    /// <summary>The statement set, see <see cref="AibomStore.ReadStatementSetAsync"/>.</summary>
    public required Digest StatementSet { get; init; }

    /// <summary>The report, see <see cref="AibomStore.ReadReportAsync"/>.</summary>
    public required Digest Report { get; init; }

    /// <summary>What the document says of itself; its subject is <see cref="SubjectId"/> here.</summary>
    public required DocumentHeader Header { get; init; }

    /// <summary>The entity that the document is about; null where it does not say, or is quarantined.</summary>
    public int? SubjectId { get; init; }

    internal static SubmissionRecord Of(SubmissionRow row) => new()
    {
        Sequence = row.Sequence,
        At = row.At,
        EntryHash = row.EntryHash,
        Submission = row.Submission,
        Document = row.Document,
        MediaType = row.MediaType,
        Length = row.Length,
        Bundles = row.Bundles,
        Poster = row.Poster,
        Status = row.Status,
        Authenticity = row.Authenticity,
        Author = row.Author,
        Signer = row.Signer,
        SignedAt = row.SignedAt,
        Publisher = row.Publisher,
        Scope = row.Scope,
        StatementSet = row.StatementSet,
        Report = row.Report,
        Header = new DocumentHeader
        {
            Format = row.Format,
            SpecVersion = row.SpecVersion,
            SerialNumber = row.SerialNumber,
            Version = row.Version,
            Timestamp = row.Timestamp,
            Publisher = row.PublisherName,
        },
        SubjectId = row.SubjectId,
    };
}
