using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>Which of some evidence supports which statement.</summary>
/// <param name="evidence">The evidence on any key of the statements.</param>
/// <param name="names">The names of their claimants, hashed.</param>
internal sealed class EvidenceIndex(IReadOnlyCollection<EvidenceRow> evidence, ILookup<string, Digest> names)
{
    private readonly ILookup<Digest, EvidenceRow> byObject = evidence
        .Where(row => row.End is EvidenceEnd.Object).ToLookup(row => row.KeyHash);

    /// <summary>Made once: a model has one key and any number of statements, and of evidence.</summary>
    private readonly Dictionary<Digest, HashSet<(long, EvidenceKind, string)>> bySubject = evidence
        .Where(row => row.End is EvidenceEnd.Subject)
        .GroupBy(row => row.KeyHash)
        .ToDictionary(group => group.Key, group => group.Select(IdOf).ToHashSet());

    /// <summary>The support that a statement has; each piece of evidence once.</summary>
    public IEnumerable<SupportRow> Of(
        StatementRow statement, IReadOnlyCollection<Digest> subjectKeys, IReadOnlyCollection<Digest> objectKeys)
    {
        bool IsAbout(EvidenceRow row) => subjectKeys.Any(
            key => bySubject.TryGetValue(key, out var about) && about.Contains(IdOf(row)));
        return objectKeys.SelectMany(key => byObject[key])
            .Where(row => IsOf(row, statement.Claimant)
                && (row is { Kind: EvidenceKind.CounterpartyRecord, IsForTarget: false } || IsAbout(row)))
            .DistinctBy(IdOf)
            .Select(row => new SupportRow
            {
                SubmissionSequence = statement.SubmissionSequence,
                Ordinal = statement.Ordinal,
                EvidenceSequence = row.Sequence,
                Kind = row.Kind,
                Author = row.Author,
            });
    }

    private static (long, EvidenceKind, string) IdOf(EvidenceRow row) => (row.Sequence, row.Kind, row.Author);

    /// <summary>
    /// Whether evidence may speak to a claimant's statement: an own builder's, or an independent party's record of what
    /// it gave to the claimant.
    /// </summary>
    private bool IsOf(EvidenceRow row, string claimant) => row.Kind switch
    {
        EvidenceKind.BuilderProvenance => string.Equals(row.Author, claimant, StringComparison.Ordinal),
        _ => !string.Equals(row.Author, claimant, StringComparison.Ordinal)
            && names[claimant].Contains(row.RecipientHash!),
    };
}
