using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;

namespace AiBom.Storage.Projections;

/// <summary>What a submission puts into the tables. A quarantined one is a submission and nothing else.</summary>
internal sealed class SubmissionProjection(
    RowReader known,
    RowWriter rows,
    Substantiation substantiation,
    JournalEntry entry,
    SubmissionRecorded submission,
    SubmissionContent content)
{
    private readonly StatementSet set = content.Statements;
    private readonly string scope = submission.Author ?? submission.Publisher ?? submission.Poster;

    public async Task<LineageChange> ApplyAsync(CancellationToken cancellationToken)
    {
        if (!submission.IsActive())
        {
            await rows.InsertAsync([ToRow(subjectId: null)], cancellationToken);
            return LineageChange.None;
        }

        ImmutableArray<IdentityKey>[] keys =
            [.. set.Entities.Select(declared => declared.Keys(scope, submission.Document))];
        EntityIndex index = await EntityIndex.LoadAsync(
            known, keys.SelectMany(many => many), entry.Sequence, cancellationToken);
        ImmutableArray<EntityRow>[] entities =
            [.. set.Entities.Zip(keys, (declared, all) => Mention(index, declared, all))];
        ImmutableArray<EntityFacts> facts = await index.SaveAsync(rows, cancellationToken);
        IReadOnlyList<SameAsRow> bound = await new ShortCommits(known, rows, entry)
            .BindAsync(index.Added, submission.Claimant(), cancellationToken);

        Voices voices = await VoicesAsync(cancellationToken);
        var documents = new DocumentRows(entry.Sequence, content, voices, entities);
        await rows.InsertAsync(
            [ToRow(set.Header.Subject is { } subject ? entities[subject][0].Id : null)], cancellationToken);
        await rows.InsertAsync(documents.Declarations(), cancellationToken);
        StatementRow[] statements = documents.Statements();
        await rows.InsertAsync(statements, cancellationToken);
        await rows.InsertAsync(documents.Files(), cancellationToken);
        await rows.InsertAsync(documents.Digests(), cancellationToken);
        await rows.InsertAsync(documents.Organizations(), cancellationToken);
        await rows.InsertAsync(documents.Labelings(), cancellationToken);
        if (submission.Assurance() is Assurance.Asserted)
        {
            return Brought();
        }

        // What is raised is raised in these rows, before they become facts.
        await substantiation.WeighNewAsync(statements, Hashes(keys.SelectMany(many => many)), cancellationToken);
        LineageChange brought = Brought();
        EvidenceRow[] records = Records(keys);
        return records.Length == 0
            ? brought
            : brought.Then(await substantiation.AddAsync(records, cancellationToken));

        LineageChange Brought() => new(
            facts, [.. statements.Select(row => row.ToFacts()), .. bound.Select(row => row.ToFacts())]);
    }

    /// <summary>Names are bound as they are registered by now, as the publisher's was.</summary>
    private async Task<Voices> VoicesAsync(CancellationToken cancellationToken)
    {
        ILookup<Digest, string> cited = Voices.NamesIn(set).ToLookup(TextHash.OfName);
        List<OrganizationNameRow> bound = await known.ReadAsync<OrganizationNameRow>(
            nameof(OrganizationNameRow.NameHash), cited.Select(group => group.Key), cancellationToken);
        return new Voices(
            submission.Claimant(),
            submission.Assurance(),
            bound.SelectMany(row => cited[row.NameHash], (row, name) => (name, row.Organization))
                .ToDictionary(pair => pair.name, pair => pair.Organization, StringComparer.Ordinal));
    }

    /// <summary>
    /// That the author gave something to somebody, by its own signed word. Beyond the bound nothing more is proved of
    /// others: every recipient counts with every key of what it was given.
    /// </summary>
    private EvidenceRow[] Records(ImmutableArray<IdentityKey>[] keys)
    {
        int next = 0;
        return
        [
            .. (from position in Enumerable.Range(0, set.Entities.Length)
               from recipient in set.Entities[position].Organizations
               where recipient.Role is OrganizationRole.Recipient
               from hash in Hashes(keys[position])
               select new EvidenceRow
               {
                   Sequence = entry.Sequence,
                   Ordinal = next++,
                   Kind = EvidenceKind.CounterpartyRecord,
                   Author = submission.Author!,
                   End = EvidenceEnd.Object,
                   KeyHash = hash,
                   RecipientHash = TextHash.OfName(recipient.Name),
               }).Take(StorageLimits.Records),
        ];
    }

    /// <summary>The keys by which others may know it too: a name is good only within its scope.</summary>
    private static IEnumerable<Digest> Hashes(IEnumerable<IdentityKey> keys) => keys
        .Where(key => key.Scheme is IdentityScheme.Digest or IdentityScheme.PackageUrl)
        .Select(key => TextHash.Of(key.Text))
        .Distinct();

    private ImmutableArray<EntityRow> Mention(
        EntityIndex index, DeclaredEntity declared, ImmutableArray<IdentityKey> keys)
    {
        ImmutableArray<EntityRow> mentioned = [.. keys.Select(key => index.Mention(key, declared.Kind))];
        foreach (EntityRow row in mentioned)
        {
            row.Merge(declared, submission.Assurance(), entry.Sequence);
        }

        return mentioned;
    }

    private SubmissionRow ToRow(int? subjectId)
    {
        DocumentHeader header = set.Header;
        return new SubmissionRow
        {
            Sequence = entry.Sequence,
            At = entry.At,
            EntryHash = entry.Hash,
            Submission = submission.Submission,
            Document = submission.Document,
            MediaType = submission.MediaType,
            Length = submission.Length,
            Bundles = submission.Bundles,
            Poster = submission.Poster,
            Status = submission.Status,
            Authenticity = submission.Authenticity,
            Author = submission.Author,
            Signer = submission.Signer,
            SignedAt = submission.SignedAt?.Truncate(),
            Publisher = submission.Publisher,
            Scope = scope,
            StatementSet = submission.StatementSet,
            Report = submission.Report,
            Format = header.Format,
            SpecVersion = header.SpecVersion,
            SerialNumber = header.SerialNumber,
            SerialHash = header.SerialNumber is { } serial ? TextHash.Of(serial) : null,
            Version = header.Version,
            Timestamp = header.Timestamp?.Truncate(),
            PublisherName = header.Publisher,
            SubjectId = subjectId,
        };
    }
}
