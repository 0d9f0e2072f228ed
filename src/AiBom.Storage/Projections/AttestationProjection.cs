using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Projections;

/// <summary>What an attestation puts into the tables: itself, what it is about, and what it is evidence of.</summary>
internal static class AttestationProjection
{
    public static async Task<LineageChange> ApplyAsync(
        Substantiation substantiation,
        RowWriter rows,
        JournalEntry entry,
        AttestationRecorded recorded,
        AttestationReport report,
        CancellationToken cancellationToken)
    {
        AttestationFacts? facts = report.Facts;
        await rows.InsertAsync(
            [new AttestationRow
            {
                Sequence = entry.Sequence,
                At = entry.At,
                EntryHash = entry.Hash,
                Attestation = recorded.Attestation,
                Envelope = recorded.Envelope,
                Poster = recorded.Poster,
                Status = recorded.Status,
                Authenticity = recorded.Authenticity,
                Authors = recorded.Authors,
                Signer = recorded.Signer,
                SignedAt = recorded.SignedAt?.Truncate(),
                Kind = facts?.Kind,
                PredicateType = facts?.PredicateType,
                Report = recorded.Report,
            }],
            cancellationToken);
        if (facts is null)
        {
            return LineageChange.None;
        }

        await rows.InsertAsync(
            [.. KeyHashes(facts.Subjects).Select((hash, ordinal) => new AttestedSubjectRow
            {
                AttestationSequence = entry.Sequence,
                Ordinal = ordinal,
                KeyHash = hash,
            })],
            cancellationToken);
        return recorded.IsActive()
            ? await substantiation.AddAsync(EvidenceOf(entry.Sequence, recorded, report, facts), cancellationToken)
            : LineageChange.None;
    }

    private static EvidenceRow[] EvidenceOf(
        long sequence, AttestationRecorded recorded, AttestationReport report, AttestationFacts facts)
    {
        int next = 0;
        return facts.Kind switch
        {
            AttestationKind.Provenance when report.IsBuilderTrusted =>
            [
                .. from author in recorded.Authors
                   from pair in Ends(KeyHashes(facts.Subjects), KeyHashes(facts.Inputs))
                   select Row(EvidenceKind.BuilderProvenance, author, pair.End, pair.Key, null, isForTarget: false),
            ],
            AttestationKind.Delivery =>
            [
                .. from author in recorded.Authors
                   from recipient in facts.Recipients.Select(TextHash.OfName).Distinct()
                   from pair in Ends(NameHashes(facts.Targets), NameHashes(facts.Subjects))
                   select Row(
                       EvidenceKind.CounterpartyRecord,
                       author,
                       pair.End,
                       pair.Key,
                       recipient,
                       isForTarget: !facts.Targets.IsEmpty),
            ],
            _ => [],
        };

        EvidenceRow Row(
            EvidenceKind kind, string author, EvidenceEnd end, Digest key, Digest? recipient, bool isForTarget) => new()
            {
                Sequence = sequence,
                Ordinal = next++,
                Kind = kind,
                Author = author,
                End = end,
                KeyHash = key,
                RecipientHash = recipient,
                IsForTarget = isForTarget,
            };
    }

    private static IEnumerable<(EvidenceEnd End, Digest Key)> Ends(
        IEnumerable<Digest> subjects, IEnumerable<Digest> objects) =>
        subjects.Select(key => (EvidenceEnd.Subject, key)).Concat(objects.Select(key => (EvidenceEnd.Object, key)));

    /// <summary>
    /// A delivery may name a release by its package URL: it is about what was agreed, and not about bytes that ran.
    /// </summary>
    private static IEnumerable<Digest> NameHashes(IReadOnlyCollection<AttestedArtifact> artifacts) =>
        KeyHashes(artifacts)
            .Concat(artifacts.Select(artifact => PackageUrl.TryParse(artifact.Uri, out PackageUrl? url) ? url : null)
                .OfType<PackageUrl>()
                .SelectMany(IdentityKey.OfPackageUrl)
                .Where(key => key.Scheme is IdentityScheme.PackageUrl)
                .Select(key => TextHash.Of(key.Text)))
            .Distinct();

    private static IEnumerable<Digest> KeyHashes(IEnumerable<AttestedArtifact> artifacts) => artifacts
        .SelectMany(artifact => artifact.Digests)
        .Where(digest => digest.IsStrong)
        .Select(digest => TextHash.Of(IdentityKey.Of(digest).Text))
        .Distinct();
}
