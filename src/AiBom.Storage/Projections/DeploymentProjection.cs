using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Projections;

/// <summary>
/// What runs where and when, also where entries come out of order: the instants count, not the sequence.
/// </summary>
internal static class DeploymentProjection
{
    public static async Task<LineageChange> ApplyAsync(
        AibomContext context,
        RowReader known,
        RowWriter rows,
        JournalEntry entry,
        DeploymentRecorded recorded,
        CancellationToken cancellationToken)
    {
        if (!IdentityKey.TryParse(recorded.Model, out IdentityKey key))
        {
            throw new InvalidDataException(
                $"Entry {entry.Sequence} names a model by '{recorded.Model}', which is no key.");
        }

        // A model that no document has described yet is a visible gap, and bound when its document arrives.
        EntityIndex index = await EntityIndex.LoadAsync(known, [key], entry.Sequence, cancellationToken);
        EntityRow model = index.Mention(key, EntityKind.Model);
        ImmutableArray<EntityFacts> facts = await index.SaveAsync(rows, cancellationToken);

        await SaveAsync(context, rows, entry, recorded, cancellationToken);
        List<DeploymentIntervalRow> others = await IntervalsAsync(context, recorded.Deployment, cancellationToken);
        if (!recorded.IsTrafficSplit)
        {
            await rows.UpdateAsync(EndAt(others, recorded.From), cancellationToken);
        }

        await rows.InsertAsync(
            [
                new DeploymentIntervalRow
                {
                    Sequence = entry.Sequence,
                    Deployment = recorded.Deployment,
                    ModelId = model.Id,
                    From = recorded.From,
                    Until = EndOf(recorded, others),
                    IsTrafficSplit = recorded.IsTrafficSplit,
                },
            ],
            cancellationToken);
        return new LineageChange(facts, []);
    }

    public static async Task ApplyAsync(
        AibomContext context, RowWriter rows, DeploymentEnded ended, CancellationToken cancellationToken)
    {
        List<DeploymentIntervalRow> intervals = await IntervalsAsync(context, ended.Deployment, cancellationToken);
        await rows.UpdateAsync(EndAt(intervals, ended.At), cancellationToken);
    }

    private static Task<List<DeploymentIntervalRow>> IntervalsAsync(
        AibomContext context, string deployment, CancellationToken cancellationToken) =>
        context.DeploymentIntervals
            .Where(row => row.Deployment == deployment)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellationToken);

    private static async Task SaveAsync(
        AibomContext context,
        RowWriter rows,
        JournalEntry entry,
        DeploymentRecorded recorded,
        CancellationToken cancellationToken)
    {
        var row = new DeploymentRow
        {
            Id = recorded.Deployment,
            Environment = recorded.Environment,
            Owner = recorded.Owner,
            System = recorded.System,
            Sequence = entry.Sequence,
        };
        bool isKnown = await context.Deployments.AnyAsync(known => known.Id == row.Id, cancellationToken);
        await (isKnown ? rows.UpdateAsync([row], cancellationToken) : rows.InsertAsync([row], cancellationToken));
    }

    /// <summary>Ends at <paramref name="instant"/> what ran then.</summary>
    private static DeploymentIntervalRow[] EndAt(List<DeploymentIntervalRow> intervals, DateTimeOffset instant)
    {
        DeploymentIntervalRow[] running = [.. intervals.Where(
            row => row.From <= instant && (row.Until is null || row.Until > instant))];
        foreach (DeploymentIntervalRow row in running)
        {
            row.Until = instant;
        }

        return running;
    }

    /// <summary>
    /// The end that is known, or the next begin of something that ends whatever ran, whichever comes first.
    /// </summary>
    private static DateTimeOffset? EndOf(DeploymentRecorded recorded, List<DeploymentIntervalRow> others)
    {
        DateTimeOffset? next = others
            .Where(row => !row.IsTrafficSplit && row.From > recorded.From)
            .Min(row => (DateTimeOffset?)row.From);
        return recorded.Until is null || next < recorded.Until ? next ?? recorded.Until : recorded.Until;
    }
}
