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
        HashSet<(long, string)> made =
        [
            .. subjectKeys.SelectMany(key => byKey[key])
                .Where(row => row.Kind is EvidenceKind.BuilderProvenance
                    && row.End is EvidenceEnd.Subject
                    && string.Equals(row.Author, statement.Claimant, StringComparison.Ordinal))
                .Select(row => (row.Sequence, row.Author)),
        ];
        return objectKeys.SelectMany(key => byKey[key])
            .Where(row => row.End is EvidenceEnd.Object && row.Kind switch
            {
                EvidenceKind.BuilderProvenance => made.Contains((row.Sequence, row.Author)),
                _ => !string.Equals(row.Author, statement.Claimant, StringComparison.Ordinal)
                    && names[statement.Claimant].Contains(row.RecipientHash!),
            })
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
}
