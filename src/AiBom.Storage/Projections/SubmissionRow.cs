using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>A submission with all that its receipt says.</summary>
internal sealed class SubmissionRow
{
    public required long Sequence { get; set; }

    public required DateTimeOffset At { get; set; }

    public required Digest EntryHash { get; set; }

    public required Digest Submission { get; set; }

    public required Digest Document { get; set; }

    public required string MediaType { get; set; }

    public required long Length { get; set; }

    public required ImmutableArray<Digest> Bundles { get; set; }

    public required string Poster { get; set; }

    public required SubmissionStatus Status { get; set; }

    public required Authenticity Authenticity { get; set; }

    public string? Author { get; set; }

    public Digest? Signer { get; set; }

    /// <summary>
    /// The earliest trusted time of the deciding signature, where there is one before <see cref="At"/>.
    /// </summary>
    public DateTimeOffset? SignedAt { get; set; }

    public string? Publisher { get; set; }

    /// <summary>In whose name serial numbers and names are good: author, else publisher, else poster.</summary>
    public required string Scope { get; set; }

    public required Digest StatementSet { get; set; }

    public required Digest Report { get; set; }

    public required string Format { get; set; }

    public required string SpecVersion { get; set; }

    public string? SerialNumber { get; set; }

    public Digest? SerialHash { get; set; }

    public int? Version { get; set; }

    public DateTimeOffset? Timestamp { get; set; }

    public string? PublisherName { get; set; }

    public int? SubjectId { get; set; }
}
