using System.Globalization;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Tests.Evidence;

/// <summary>
/// How far each statement is proved, from the whole record at once and as the rules are written: nothing is kept from
/// one question to the next, and nothing is shared with the projections.
/// </summary>
internal sealed class AssuranceOracle
{
    private readonly List<(JournalEntry Entry, JournalEvent Event, EntryContent? Content)> record = [];

    public void Take(JournalEntry entry, JournalDraft draft) => record.Add((entry, draft.Event, draft.Content));

    /// <summary>A line a submission: its number and the assurance of its statements, in order.</summary>
    public IEnumerable<string> Statements() =>
        from said in Said()
        select $"{said.Entry.Sequence}: " + string.Join(' ',
        [
            .. said.Set.Statements.Select(statement => Of(said, statement)),
            .. said.Set.Entities.SelectMany(entity => KeysOf(said, entity).Skip(1)).Select(_ => said.Level),
        ]);

    /// <summary>A line a key, in order of first mention: when it was created, by whose word, how well proved.</summary>
    public IEnumerable<string> Created()
    {
        var mentions = from said in Said()
                       from entity in said.Set.Entities
                       from key in KeysOf(said, entity)
                       select (Key: key, entity.Created, said.Level, said.Entry.Sequence);
        return mentions.GroupBy(mention => mention.Key, StringComparer.Ordinal)
            .Select((group, at) =>
            {
                var best = group.Where(mention => mention.Created is not null)
                    .OrderBy(mention => mention.Level)
                    .ThenBy(mention => mention.Sequence)
                    .LastOrDefault();
                DateTimeOffset? created = group.Where(mention => mention.Created is not null
                        && mention.Level == best.Level
                        && mention.Sequence == best.Sequence)
                    .Select(mention => mention.Created)
                    .FirstOrDefault();
                return created is null
                    ? Line(at + 1, null, null, null)
                    : Line(at + 1, created, best.Level, best.Sequence);
            });
    }

    public static string Line(int id, DateTimeOffset? created, Assurance? level, long? sequence) =>
        string.Create(CultureInfo.InvariantCulture, $"{id}: {created:u} {level} {sequence}");

    private IEnumerable<Submission> Said() =>
        from one in record
        let recorded = one.Event as SubmissionRecorded
        where recorded is { Status: SubmissionStatus.Accepted }
        select new Submission(
            one.Entry,
            recorded,
            ((SubmissionContent)one.Content!).Statements,
            recorded.Author is { } author && Stands(one.Entry, author, recorded.Signer!, recorded.SignedAt)
                ? Assurance.Signed
                : Assurance.Asserted);

    private Assurance Of(Submission said, Statement statement)
    {
        bool canBeProved = statement.Predicate
            is EdgeKind.DerivedFrom or EdgeKind.TrainedOn or EdgeKind.TestedOn or EdgeKind.LabeledWith
            or EdgeKind.GeneratedWith;
        if (said.Level is Assurance.Asserted || !canBeProved)
        {
            return said.Level;
        }

        string claimant = said.Recorded.Author!;
        string[] subject = Ends(said, statement.Subject);
        string[] source = Ends(said, statement.Object);
        return 0 switch
        {
            _ when Attestations().Any(one => IsRunOf(one, claimant, subject, source)) => Assurance.Verified,
            _ when Attestations().Any(one => IsDeliveryTo(one, claimant, subject, source))
                || Said().Any(other => IsRecordOf(other, claimant, source)) => Assurance.Corroborated,
            _ => Assurance.Signed,
        };
    }

    private static bool IsRunOf(Attested one, string claimant, string[] subject, string[] source) =>
        one.Report.IsBuilderTrusted
        && one.Facts.Kind is AttestationKind.Provenance
        && one.Authors.Contains(claimant, StringComparer.Ordinal)
        && Digests(one.Facts.Subjects).Intersect(subject, StringComparer.Ordinal).Any()
        && Digests(one.Facts.Inputs).Intersect(source, StringComparer.Ordinal).Any();

    private bool IsDeliveryTo(Attested one, string claimant, string[] subject, string[] source) =>
        one.Facts.Kind is AttestationKind.Delivery
        && one.Authors.Any(author => !string.Equals(author, claimant, StringComparison.Ordinal))
        && one.Facts.Recipients.Any(name => IsNameOf(name, claimant))
        && Names(one.Facts.Subjects).Intersect(source, StringComparer.Ordinal).Any()
        && (one.Facts.Targets.IsEmpty || Names(one.Facts.Targets).Intersect(subject, StringComparer.Ordinal).Any());

    private bool IsRecordOf(Submission other, string claimant, string[] source) =>
        other.Level is Assurance.Signed
        && !string.Equals(other.Recorded.Author, claimant, StringComparison.Ordinal)
        && other.Set.Entities.Any(entity => entity.Organizations.Any(one => IsNameOf(one.Name, claimant))
            && KeysOf(other, entity).Where(key => !key.StartsWith("name:", StringComparison.Ordinal))
                .Intersect(source, StringComparer.Ordinal).Any());

    /// <summary>The attestations that count, with the authors that no revocation took.</summary>
    private IEnumerable<Attested> Attestations() =>
        from one in record
        let recorded = one.Event as AttestationRecorded
        where recorded is { Authenticity: Authenticity.Valid, Status: not SubmissionStatus.Quarantined }
        let report = ((AttestationContent)one.Content!).Report
        select new Attested(
            report,
            report.Facts!,
            [.. recorded.Authors.Where(author => Stands(one.Entry, author, recorded.Signer!, recorded.SignedAt))]);

    /// <summary>Whether every revocation that came later leaves the signature.</summary>
    private bool Stands(JournalEntry entry, string organization, Digest signer, DateTimeOffset? signedAt)
    {
        DateTimeOffset time = signedAt < entry.At ? signedAt.Value : entry.At;
        var revocations = record
            .Select(one => (one.Entry.Sequence, Revoked: one.Event as SignerRevoked))
            .Where(one => one.Revoked is { } revoked
                && string.Equals(revoked.Organization, organization, StringComparison.Ordinal)
                && revoked.KeyId == signer)
            .ToList();
        return !revocations.Exists(last => last.Sequence > entry.Sequence
            && time >= revocations.Where(one => one.Sequence <= last.Sequence).Min(one => one.Revoked!.Since));
    }

    /// <summary>Who first had a name has it.</summary>
    private bool IsNameOf(string name, string organization) => string.Equals(
        record.Select(one => one.Event).OfType<OrganizationRegistered>()
            .FirstOrDefault(one => one.Aliases.Prepend(one.DisplayName).Prepend(one.Organization)
                .Contains(name, StringComparer.OrdinalIgnoreCase))
            ?.Organization,
        organization,
        StringComparison.Ordinal);

    /// <summary>All keys that the document gives to what stands at an end of a statement.</summary>
    private static string[] Ends(Submission said, int position)
    {
        string strongest = KeysOf(said, said.Set.Entities[position])[0];
        return
        [
            .. said.Set.Entities.Select(entity => KeysOf(said, entity))
                .Where(keys => string.Equals(keys[0], strongest, StringComparison.Ordinal))
                .SelectMany(keys => keys),
        ];
    }

    private static string[] KeysOf(Submission said, DeclaredEntity entity) =>
    [
        .. entity.Keys(said.Recorded.Author ?? said.Recorded.Publisher ?? said.Recorded.Poster, said.Recorded.Document)
            .Select(key => key.Text),
    ];

    private static IEnumerable<string> Digests(IEnumerable<AttestedArtifact> artifacts) =>
        artifacts.SelectMany(artifact => artifact.Digests).Select(digest => digest.ToString());

    private static IEnumerable<string> Names(IEnumerable<AttestedArtifact> artifacts) =>
        artifacts.SelectMany(artifact => Digests([artifact]).Append(artifact.Uri ?? ""));

    private sealed record Submission(
        JournalEntry Entry, SubmissionRecorded Recorded, StatementSet Set, Assurance Level);

    private sealed record Attested(AttestationReport Report, AttestationFacts Facts, string[] Authors);
}
