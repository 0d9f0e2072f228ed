using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>What people say of two keys, and take back: joining and splitting what they name.</summary>
internal sealed class SameAsProjection(AibomContext context, RowReader known, RowWriter rows, JournalEntry entry)
{
    public const string Rule = "asserted";

    public async Task<LineageChange> ApplyAsync(SameAsAsserted asserted, CancellationToken cancellationToken)
    {
        (int one, int other) = await IdsAsync(asserted.One, asserted.Other, cancellationToken);
        var row = new SameAsRow
        {
            Sequence = entry.Sequence,
            Ordinal = 0,
            SubjectId = one,
            ObjectId = other,
            Rule = Rule,
            Reading = Reading.Declared,
            Claimant = entry.Actor,
            At = entry.At,
            Reason = asserted.Reason,
        };
        await rows.InsertAsync([row], cancellationToken);
        return new LineageChange([], [row.ToFacts()]);
    }

    public async Task<LineageChange> ApplyAsync(SameAsRetracted retracted, CancellationToken cancellationToken)
    {
        (int one, int other) = await IdsAsync(retracted.One, retracted.Other, cancellationToken);
        string claimant = entry.Actor;
        List<SameAsRow> standing = await Between(one, other)
            .Where(row => row.Rule == Rule && row.Claimant == claimant)
            .ToListAsync(cancellationToken);
        foreach (SameAsRow row in standing)
        {
            (row.RetractionSequence, row.RetractedAt, row.RetractionReason) =
                (entry.Sequence, entry.At, retracted.Reason);
        }

        await rows.UpdateAsync(standing, cancellationToken);
        return standing.Count == 0
            ? LineageChange.None
            : new LineageChange([], []) { Lowered = [await LeftAsync(one, other, cancellationToken)] };
    }

    /// <summary>The best that any statement still says of two keys.</summary>
    private async Task<StatementFacts> LeftAsync(int one, int other, CancellationToken cancellationToken)
    {
        List<StatementFacts> left = await context.Statements
            .Where(row => row.Predicate == EdgeKind.SameAs
                && ((row.SubjectId == one && row.ObjectId == other)
                    || (row.SubjectId == other && row.ObjectId == one)))
            .Select(row => new StatementFacts(
                row.SubjectId, row.Predicate, row.ObjectId, row.Assurance, row.SubmissionSequence))
            .ToListAsync(cancellationToken);
        List<SameAsRow> said = await Between(one, other).ToListAsync(cancellationToken);
        return left.Concat(said.Select(row => row.ToFacts()))
            .OrderByDescending(fact => fact.Assurance)
            .ThenBy(fact => fact.Sequence)
            .FirstOrDefault(StatementFacts.Nothing(one, EdgeKind.SameAs, other, entry.Sequence));
    }

    /// <summary>What stands of what was said of two keys, whichever was named first.</summary>
    private IQueryable<SameAsRow> Between(int one, int other) => context.SameAs.AsNoTracking()
        .Where(row => row.RetractionSequence == null
            && ((row.SubjectId == one && row.ObjectId == other)
                || (row.SubjectId == other && row.ObjectId == one)));

    private async Task<(int One, int Other)> IdsAsync(
        string one, string other, CancellationToken cancellationToken)
    {
        List<EntityRow> found = await known.ReadAsync<EntityRow>(
            nameof(EntityRow.KeyHash), [TextHash.Of(one), TextHash.Of(other)], cancellationToken);
        return (IdOf(one), IdOf(other));

        int IdOf(string key) =>
            found.Find(row => string.Equals(row.Key, key, StringComparison.Ordinal))?.Id
            ?? throw new InvalidDataException($"Entry {entry.Sequence} names the key '{key}', which is not recorded.");
    }
}
