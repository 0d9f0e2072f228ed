using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>
/// That two keys name one thing, by somebody's word or by a rule of ours: not because a document gives both to what it
/// declares, which is a <see cref="StatementRow"/>.
/// </summary>
internal sealed class SameAsRow
{
    public required long Sequence { get; set; }

    public required int Ordinal { get; set; }

    public required int SubjectId { get; set; }

    public required int ObjectId { get; set; }

    public required string Rule { get; set; }

    public required Reading Reading { get; set; }

    public required string Claimant { get; set; }

    public required DateTimeOffset At { get; set; }

    public string? Reason { get; set; }

    /// <summary>The entry that took it back; it joins nothing since.</summary>
    public long? RetractionSequence { get; set; }

    public DateTimeOffset? RetractedAt { get; set; }

    public string? RetractionReason { get; set; }

    /// <summary>Nobody signed it: it is somebody's word, or an inference.</summary>
    public StatementFacts ToFacts() =>
        new(SubjectId, EdgeKind.SameAs, ObjectId, Assurance.Asserted, Sequence);
}
