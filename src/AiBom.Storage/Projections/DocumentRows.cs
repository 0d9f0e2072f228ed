using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Storage.Projections;

/// <summary>
/// Makes the rows of one accepted submission. All that is said of an entity is attached to its strongest key; the other
/// keys hang on that by SAME_AS statements of the same claimant.
/// </summary>
internal sealed class DocumentRows(
    long sequence,
    SubmissionContent content,
    Voices voices,
    ImmutableArray<EntityRow>[] entities)
{
    private const string SameAsRule = "identity-keys";

    private readonly StatementSet set = content.Statements;

    public DeclarationRow[] Declarations() => [.. set.Entities.Select((declared, position) =>
    {
        PackageUrl? place = declared.NormalizedUrl();
        return new DeclarationRow
        {
            SubmissionSequence = sequence,
            Ordinal = position,
            EntityId = IdOf(position),
            Pointer = declared.Pointer,
            BomRef = declared.BomRef,
            IsDescribed = declared.IsDescribed,
            NameHash = declared.Name.Length > 0 ? TextHash.Of(declared.QualifiedName()) : null,
            Version = declared.Version,
            PackageUrlHash = place is null ? null : EntityReads.LineHash(place),
            PackageUrlVersion =
                PackageUrl.TryParse(declared.PackageUrl, out PackageUrl? url) && url.Version is not null
                    ? url.Version
                    : place?.Version,
        };
    })];

    public StatementRow[] Statements()
    {
        IEnumerable<StatementRow> edges = set.Statements.Select((statement, ordinal) => Row(
            ordinal,
            IdOf(statement.Subject),
            statement.Predicate,
            IdOf(statement.Object),
            statement.Pointer,
            statement.Reading,
            statement.Rule,
            statement.Method,
            statement.Role,
            voices.QuotedFrom(statement)));
        int next = set.Statements.Length;
        IEnumerable<StatementRow> same = set.Entities.SelectMany((declared, position) => entities[position]
            .Skip(1)
            .Select(other => Row(
                next++, IdOf(position), EdgeKind.SameAs, other.Id, declared.Pointer, Reading.Declared, SameAsRule)));
        return [.. edges, .. same];
    }

    public FileRow[] Files()
    {
        Dictionary<string, DigestStatus> checks = content.Report.Artifacts
            .DistinctBy(check => check.Pointer, StringComparer.Ordinal)
            .ToDictionary(check => check.Pointer, check => check.Status, StringComparer.Ordinal);
        int next = 0;
        return [.. set.Entities.SelectMany((declared, position) => declared.Files.SelectMany(file =>
            Digests(file).Select(digest => new FileRow
            {
                SubmissionSequence = sequence,
                Ordinal = next++,
                EntityId = IdOf(position),
                Name = file.Name,
                Function = digest?.Function,
                Hex = digest?.Hex,
                Pointer = file.Pointer,
                Status = checks.TryGetValue(file.Pointer, out DigestStatus status) ? status : null,
            })))];
    }

    public EntityDigestRow[] Digests()
    {
        int next = 0;
        return [.. set.Entities.SelectMany((declared, position) => declared.Digests.Select(digest => new EntityDigestRow
        {
            SubmissionSequence = sequence,
            Ordinal = next++,
            EntityId = IdOf(position),
            Function = digest.Function,
            Hex = digest.Hex,
        }))];
    }

    public OrganizationClaimRow[] Organizations()
    {
        int next = 0;
        return [.. set.Entities.SelectMany((declared, position) => declared.Organizations.Select(claim =>
            new OrganizationClaimRow
            {
                SubmissionSequence = sequence,
                Ordinal = next++,
                EntityId = IdOf(position),
                Role = claim.Role,
                Name = claim.Name,
                NameHash = TextHash.OfName(claim.Name),
                Pointer = claim.Pointer,
            }))];
    }

    public LabelingRow[] Labelings() => [.. set.Entities
        .Select((declared, position) => (declared, position))
        .Where(pair => pair.declared.Kind is EntityKind.LabelSet)
        .Select(pair => new LabelingRow
        {
            SubmissionSequence = sequence,
            Ordinal = pair.position,
            EntityId = IdOf(pair.position),
            From = pair.declared.LabeledFrom?.Truncate(),
            Until = pair.declared.LabeledUntil?.Truncate(),
        })];

    private static IEnumerable<DeclaredDigest?> Digests(DeclaredFile file) =>
        file.Digests.DefaultIfEmpty();

    private int IdOf(int position) => entities[position][0].Id;

    private StatementRow Row(
        int ordinal,
        int subject,
        EdgeKind predicate,
        int source,
        string pointer,
        Reading reading,
        string rule,
        DerivationMethod? method = null,
        DatasetRole? role = null,
        string? quoted = null) => new()
        {
            SubmissionSequence = sequence,
            Ordinal = ordinal,
            SubjectId = subject,
            Predicate = predicate,
            ObjectId = source,
            Method = method,
            Role = role,
            Pointer = pointer,
            Reading = reading,
            Rule = rule,
            Assurance = quoted is null ? voices.Assurance : Assurance.Asserted,
            Claimant = voices.ClaimedBy,
            Quoted = quoted,
        };
}
