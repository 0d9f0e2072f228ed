using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>Which of some evidence supports which statement.</summary>
/// <param name="evidence">The evidence on any key of the statements.</param>
/// <param name="names">The names of their claimants, hashed.</param>
internal sealed class EvidenceIndex(IEnumerable<EvidenceRow> evidence, ILookup<string, Digest> names)
{
    private readonly ILookup<Digest, EvidenceRow> byKey = evidence.ToLookup(row => row.KeyHash);

    /// <summary>The support that a statement has; each piece of evidence once.</summary>
    public IEnumerable<SupportRow> Of(
        StatementRow statement, IReadOnlyCollection<Digest> subjectKeys, IReadOnlyCollection<Digest> objectKeys)
    {
        HashSet<(long, EvidenceKind, string)> about =
        [
            .. subjectKeys.SelectMany(key => byKey[key])
                .Where(row => row.End is EvidenceEnd.Subject)
                .Select(row => (row.Sequence, row.Kind, row.Author)),
        ];
        return objectKeys.SelectMany(key => byKey[key])
            .Where(row => row.End is EvidenceEnd.Object
                && IsOf(row, statement.Claimant)
                && (row is { Kind: EvidenceKind.CounterpartyRecord, IsForTarget: false }
                    || about.Contains((row.Sequence, row.Kind, row.Author))))
            .DistinctBy(row => (row.Sequence, row.Kind, row.Author))
            .Select(row => new SupportRow
            {
                SubmissionSequence = statement.SubmissionSequence,
                Ordinal = statement.Ordinal,
                EvidenceSequence = row.Sequence,
                Kind = row.Kind,
                Author = row.Author,
            });
    }

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
