using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>
/// Keeps the assurance of statements what their own signature and the standing evidence make of it. Evidence and
/// statements may come in any order, and evidence may fall away.
/// </summary>
/// <remarks>
/// <para>
/// The rules are in <see cref="AssuranceRules"/>. Evidence is matched by the keys that the statement's own document
/// gives to its two ends, never by what others say these keys equal: so no stranger's word can lend a proof.
/// </para>
/// </remarks>
internal sealed class Substantiation(AibomContext context, RowReader known, RowWriter rows)
{
    /// <summary>How many statements are weighed at a time, so that a large pass needs no large memory.</summary>
    private const int Batch = 10_000;

    /// <summary>Weighs the statements that a submission has just brought.</summary>
    /// <param name="statements">The rows, as they were inserted.</param>
    /// <param name="keyHashes">The keys that the document gives to its entities, hashed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Those that evidence supports, as they are now.</returns>
    public async Task<LineageChange> WeighNewAsync(
        IReadOnlyCollection<StatementRow> statements,
        IEnumerable<Digest> keyHashes,
        CancellationToken cancellationToken)
    {
        StatementRow[] provable = [.. statements.Where(IsProvable)];
        if (provable.Length == 0)
        {
            return LineageChange.None;
        }

        List<string> claimants = [.. provable.Select(row => row.Claimant).Distinct(StringComparer.Ordinal)];
        List<EvidenceRow> evidence = await EvidenceOnAsync(
            keyHashes, claimants, await NamesAsync(claimants, cancellationToken), cancellationToken);
        return evidence.Count == 0 ? LineageChange.None : await WeighAsync(provable, cancellationToken);
    }

    /// <summary>Records new evidence, and weighs the statements that it may support.</summary>
    public async Task<LineageChange> AddAsync(
        IReadOnlyCollection<EvidenceRow> added, CancellationToken cancellationToken)
    {
        await rows.InsertAsync(added, cancellationToken);
        return await WeighAsync(await CandidatesAsync(added, cancellationToken), cancellationToken);
    }

    /// <summary>Weighs again what records of deliveries may support, once names are bound to an organization.</summary>
    public async Task<LineageChange> BindAsync(IReadOnlyCollection<Digest> names, CancellationToken cancellationToken)
    {
        List<EvidenceRow> records = await known.ReadAsync<EvidenceRow>(
            nameof(EvidenceRow.RecipientHash), names.Cast<object>(), cancellationToken);
        return await WeighAsync(await CandidatesAsync(records, cancellationToken), cancellationToken);
    }

    /// <summary>Takes back an author's evidence that came with these entries.</summary>
    public async Task<LineageChange> RemoveAsync(
        IReadOnlyCollection<long> sequences, string author, CancellationToken cancellationToken)
    {
        HashSet<(long Submission, int Ordinal)> supported = [];
        foreach (long[] chunk in sequences.Order().Chunk(StorageLimits.Parameters))
        {
            List<long> from = [.. chunk];
            await context.Evidence.Where(row => from.Contains(row.Sequence) && row.Author == author)
                .ExecuteDeleteAsync(cancellationToken);
            IQueryable<SupportRow> supports = context.Support
                .Where(row => from.Contains(row.EvidenceSequence) && row.Author == author);
            await foreach (var row in supports.Select(row => new { row.SubmissionSequence, row.Ordinal })
                .AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                supported.Add((row.SubmissionSequence, row.Ordinal));
            }

            await supports.ExecuteDeleteAsync(cancellationToken);
        }

        var change = LineageChange.None;
        foreach ((long, int)[] batch in supported.Order().Chunk(Batch))
        {
            change = change.Then(await WeighBatchAsync(
                [.. await StatementsAsync(batch, cancellationToken)], cancellationToken));
        }

        return await SettleAsync(change, cancellationToken);
    }

    /// <summary>What an edge still has of its statements, after some of these got weaker.</summary>
    public async Task<ImmutableArray<StatementFacts>> BestOfAsync(
        IReadOnlyCollection<StatementFacts> lowered, CancellationToken cancellationToken)
    {
        var edges = lowered.Select(fact => fact.Edge()).ToHashSet();
        var best = new Dictionary<(int, EdgeKind, int), StatementFacts>(edges.Count);
        IEnumerable<int> subjects = lowered.Select(fact => fact.Subject)
            .Concat(lowered.Where(fact => fact.Kind is EdgeKind.SameAs).Select(fact => fact.Object));
        foreach (int[] chunk in subjects.Distinct().Order().Chunk(StorageLimits.Parameters))
        {
            // A subject may have any number of statements, so they are looked at as they come.
            List<int> ids = [.. chunk];
            IQueryable<StatementFacts> facts = context.Statements.Where(row => ids.Contains(row.SubjectId))
                .Select(row => new StatementFacts(
                    row.SubjectId, row.Predicate, row.ObjectId, row.Assurance, row.SubmissionSequence));
            await foreach (StatementFacts fact in facts.AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                if (edges.Contains(fact.Edge())
                    && (!best.TryGetValue(fact.Edge(), out StatementFacts other) || other.Assurance < fact.Assurance))
                {
                    best[fact.Edge()] = fact;
                }
            }
        }

        return [.. best.Values];
    }

    private static bool IsProvable(StatementRow row) =>
        row.Assurance >= Assurance.Signed && AssuranceRules.IsProvable(row.Predicate);

    /// <summary>Brings support and assurance of statements to what they now are.</summary>
    private async Task<LineageChange> WeighAsync(
        IReadOnlyCollection<StatementRow> statements, CancellationToken cancellationToken)
    {
        var change = LineageChange.None;
        foreach (StatementRow[] batch in statements.Chunk(Batch))
        {
            change = change.Then(await WeighBatchAsync(batch, cancellationToken));
        }

        return await SettleAsync(change, cancellationToken);
    }

    /// <summary>
    /// Says of the edges of weaker statements, once all are weighed, what their best statement still gives them.
    /// </summary>
    private async Task<LineageChange> SettleAsync(LineageChange change, CancellationToken cancellationToken) =>
        change.Lowered.IsEmpty
            ? change
            : change with { Lowered = await BestOfAsync(change.Lowered, cancellationToken) };

    /// <returns>The statements that rose and those that fell, and not yet what their edges come to.</returns>
    private async Task<LineageChange> WeighBatchAsync(StatementRow[] statements, CancellationToken cancellationToken)
    {
        StatementEnds ends = await StatementEnds.LoadAsync(context, known, statements, cancellationToken);
        List<string> claimants = [.. statements.Select(row => row.Claimant).Distinct(StringComparer.Ordinal)];
        ILookup<string, Digest> names = await NamesAsync(claimants, cancellationToken);
        EvidenceIndex evidence = new(
            await EvidenceOnAsync(ends.AllKeys(), claimants, names, cancellationToken), names);
        ILookup<(long, int), SupportRow> before = await SupportsAsync(statements, cancellationToken);
        List<StatementRow> changed = [];
        List<StatementFacts> raised = [];
        List<StatementFacts> lowered = [];
        List<SupportRow> gained = [];
        List<SupportRow> lost = [];
        foreach (StatementRow row in statements)
        {
            bool isProvable = IsProvable(row);
            SupportRow[] now = isProvable
                ? [.. evidence.Of(row, ends.SubjectKeys(row), ends.ObjectKeys(row))]
                : [];
            SupportRow[] then = [.. before[(row.SubmissionSequence, row.Ordinal)]];
            gained.AddRange(now.ExceptBy(then.Select(IdOf), IdOf));
            lost.AddRange(then.ExceptBy(now.Select(IdOf), IdOf));
            Assurance assurance = isProvable
                ? AssuranceRules.Of(now.Select(support => support.Kind))
                : row.Assurance;
            if (assurance != row.Assurance)
            {
                (assurance > row.Assurance ? raised : lowered).Add(row.ToFacts() with { Assurance = assurance });
                row.Assurance = assurance;
                changed.Add(row);
            }
        }

        await DeleteAsync(lost, cancellationToken);
        await rows.InsertAsync(gained, cancellationToken);
        await rows.UpdateAsync(changed, cancellationToken);
        return new LineageChange([], [.. raised]) { Lowered = [.. lowered] };
    }

    private static (long, EvidenceKind, string) IdOf(SupportRow row) => (row.EvidenceSequence, row.Kind, row.Author);

    private async Task DeleteAsync(List<SupportRow> lost, CancellationToken cancellationToken)
    {
        foreach (IGrouping<(long EvidenceSequence, string Author), SupportRow> group in lost
            .GroupBy(row => (row.EvidenceSequence, row.Author)))
        {
            foreach (IGrouping<long, SupportRow> document in group.GroupBy(row => row.SubmissionSequence))
            {
                foreach (SupportRow[] chunk in document.Chunk(StorageLimits.Parameters))
                {
                    List<int> ordinals = [.. chunk.Select(row => row.Ordinal)];
                    await context.Support
                        .Where(row => row.EvidenceSequence == group.Key.EvidenceSequence
                            && row.Author == group.Key.Author
                            && row.SubmissionSequence == document.Key
                            && ordinals.Contains(row.Ordinal))
                        .ExecuteDeleteAsync(cancellationToken);
                }
            }
        }
    }

    /// <summary>
    /// The evidence on keys that may speak to these claimants: what others were given of a popular thing is not read.
    /// </summary>
    private async Task<List<EvidenceRow>> EvidenceOnAsync(
        IEnumerable<Digest> keyHashes,
        List<string> claimants,
        ILookup<string, Digest> names,
        CancellationToken cancellationToken)
    {
        List<Digest> bound = [.. names.SelectMany(group => group).Distinct()];
        List<EvidenceRow> found = [];
        foreach (Digest[] chunk in keyHashes.Distinct().OrderBy(hash => hash.Hex, StringComparer.Ordinal)
            .Chunk(StorageLimits.Parameters))
        {
            List<Digest> keys = [.. chunk];
            found.AddRange(await context.Evidence.AsNoTracking()
                .Where(row => keys.Contains(row.KeyHash)
                    && (row.Kind == EvidenceKind.BuilderProvenance
                        ? claimants.Contains(row.Author)
                        : bound.Contains(row.RecipientHash!)))
                .ToListAsync(cancellationToken));
        }

        return found;
    }

    /// <summary>The names of the claimants that are organizations, hashed.</summary>
    private async Task<ILookup<string, Digest>> NamesAsync(
        IEnumerable<string> claimants, CancellationToken cancellationToken)
    {
        List<OrganizationNameRow> names = await known.ReadAsync<OrganizationNameRow>(
            nameof(OrganizationNameRow.Organization),
            claimants.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            cancellationToken);
        return names.ToLookup(row => row.Organization, row => row.NameHash, StringComparer.Ordinal);
    }

    private async Task<ILookup<(long, int), SupportRow>> SupportsAsync(
        StatementRow[] statements, CancellationToken cancellationToken)
    {
        List<SupportRow> supports = await known.ReadAsync<SupportRow>(
            nameof(SupportRow.SubmissionSequence),
            statements.Select(row => row.SubmissionSequence).Distinct().Order().Cast<object>(),
            cancellationToken);
        return supports.ToLookup(row => (row.SubmissionSequence, row.Ordinal));
    }

    private async Task<List<StatementRow>> StatementsAsync(
        IEnumerable<(long Submission, int Ordinal)> ids, CancellationToken cancellationToken)
    {
        List<StatementRow> found = [];
        foreach (var document in ids.Distinct().GroupBy(id => id.Submission))
        {
            foreach ((long, int Ordinal)[] chunk in document.Chunk(StorageLimits.Parameters))
            {
                List<int> ordinals = [.. chunk.Select(id => id.Ordinal)];
                found.AddRange(await context.Statements.AsNoTracking()
                    .Where(row => row.SubmissionSequence == document.Key && ordinals.Contains(row.Ordinal))
                    .ToListAsync(cancellationToken));
            }
        }

        return found;
    }

    /// <summary>The statements that evidence may support: those at the right end of which one of its keys is.</summary>
    private async Task<List<StatementRow>> CandidatesAsync(
        IReadOnlyCollection<EvidenceRow> evidence, CancellationToken cancellationToken)
    {
        EvidenceRow[] deciding =
        [
            .. evidence.Where(row => row.Kind is EvidenceKind.BuilderProvenance
                ? row.End is EvidenceEnd.Subject
                : row.End is EvidenceEnd.Object),
        ];
        List<EntityRow> entities = await known.ReadAsync<EntityRow>(
            nameof(EntityRow.KeyHash),
            deciding.Select(row => row.KeyHash).Distinct().OrderBy(hash => hash.Hex, StringComparer.Ordinal),
            cancellationToken);
        Dictionary<Digest, int> ids = entities.ToDictionary(row => row.KeyHash, row => row.Id);
        Dictionary<(long, int), StatementRow> candidates = [];
        foreach (var group in deciding.Where(row => ids.ContainsKey(row.KeyHash))
            .GroupBy(row => (row.Kind, row.Author, row.RecipientHash)))
        {
            List<string> claimants = group.Key.Kind is EvidenceKind.BuilderProvenance
                ? [group.Key.Author]
                : await BoundAsync(group.Key.RecipientHash!, group.Key.Author, cancellationToken);
            bool bySubject = group.Key.Kind is EvidenceKind.BuilderProvenance;
            foreach (int[] chunk in group.Select(row => ids[row.KeyHash]).Distinct().Order()
                .Chunk(StorageLimits.Parameters / 2))
            {
                foreach (StatementRow row in await AtEndAsync([.. chunk], claimants, bySubject, cancellationToken))
                {
                    candidates.TryAdd((row.SubmissionSequence, row.Ordinal), row);
                }
            }
        }

        return [.. candidates.Values.OrderBy(row => row.SubmissionSequence).ThenBy(row => row.Ordinal)];
    }

    private async Task<List<string>> BoundAsync(Digest name, string author, CancellationToken cancellationToken) =>
        await context.OrganizationNames
            .Where(row => row.NameHash == name && row.Organization != author)
            .Select(row => row.Organization)
            .ToListAsync(cancellationToken);

    /// <summary>Statements at one end of which a key is, by itself or as another key of what stands there.</summary>
    private async Task<IEnumerable<StatementRow>> AtEndAsync(
        List<int> ids, List<string> claimants, bool bySubject, CancellationToken cancellationToken)
    {
        var aliases = await context.Statements
            .Where(row => row.Predicate == EdgeKind.SameAs
                && ids.Contains(row.ObjectId)
                && claimants.Contains(row.Claimant))
            .Select(row => new { row.SubmissionSequence, row.SubjectId })
            .ToListAsync(cancellationToken);
        var aliased = aliases.Select(alias => (alias.SubmissionSequence, alias.SubjectId)).ToHashSet();
        List<StatementRow> found = [];
        foreach (int[] ends in ids.Concat(aliases.Select(alias => alias.SubjectId)).Distinct()
            .Chunk(StorageLimits.Parameters / 2))
        {
            List<int> chunk = [.. ends];
            IQueryable<StatementRow> query = context.Statements.AsNoTracking()
                .Where(row => claimants.Contains(row.Claimant));
            found.AddRange(await (bySubject
                ? query.Where(row => chunk.Contains(row.SubjectId))
                : query.Where(row => chunk.Contains(row.ObjectId))).ToListAsync(cancellationToken));
        }

        HashSet<int> own = [.. ids];
        return found.Where(row =>
        {
            int end = bySubject ? row.SubjectId : row.ObjectId;
            return IsProvable(row) && (own.Contains(end) || aliased.Contains((row.SubmissionSequence, end)));
        });
    }
}
