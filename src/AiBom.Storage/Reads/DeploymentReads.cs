using System.Collections.Immutable;
using System.Linq.Expressions;
using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>
/// Reads deployments and what ran in them. Intervals are half-open: the end is the first instant after.
/// </summary>
public sealed class DeploymentReads
{
    private static readonly Expression<Func<DeploymentIntervalRow, IntervalRecord>> ToRecord = row =>
        new IntervalRecord(row.Sequence, row.Deployment, row.ModelId, row.From, row.Until, row.IsTrafficSplit);

    private readonly ReadSource source;

    internal DeploymentReads(ReadSource source) => this.source = source;

    /// <summary>Reads deployments by id.</summary>
    public async Task<IReadOnlyDictionary<string, DeploymentRecord>> ByIdAsync(
        IEnumerable<string> ids, CancellationToken cancellationToken)
    {
        List<DeploymentRow> rows = await source.ReadAsync(
            ids, (context, chunk) => context.Deployments.Where(row => chunk.Contains(row.Id)), cancellationToken);
        return rows.ToDictionary(row => row.Id, DeploymentRecord.Of, StringComparer.Ordinal);
    }

    /// <summary>Reads a page in order of the ids.</summary>
    /// <param name="after">The id after which the page begins; empty for the first page.</param>
    /// <param name="count">The most deployments, up to <see cref="StorageLimits.Page"/>.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<DeploymentRecord>> PageAsync(
        string after, int count, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, StorageLimits.Page);
        List<DeploymentRow> rows = await source.ReadAsync(
            context => context.Deployments
                .Where(row => string.Compare(row.Id, after) > 0)
                .OrderBy(row => row.Id)
                .Take(count),
            cancellationToken);
        return [.. rows.Select(DeploymentRecord.Of)];
    }

    /// <summary>Reads everything that ever ran in deployments, by deployment, earliest first.</summary>
    public async Task<ILookup<string, IntervalRecord>> IntervalsAsync(
        IEnumerable<string> deployments, CancellationToken cancellationToken)
    {
        List<IntervalRecord> intervals = await source.ReadAsync(
            deployments,
            (context, chunk) => context.DeploymentIntervals.Where(row => chunk.Contains(row.Deployment))
                .OrderBy(row => row.From).ThenBy(row => row.Sequence).Select(ToRecord),
            cancellationToken);
        return intervals.ToLookup(interval => interval.Deployment, StringComparer.Ordinal);
    }

    /// <summary>Reads everything that ran at an instant, in any deployment.</summary>
    public async Task<ImmutableArray<IntervalRecord>> AtAsync(
        DateTimeOffset instant, CancellationToken cancellationToken) =>
        [.. await source.ReadAsync(
            context => context.DeploymentIntervals
                .Where(row => row.From <= instant && (row.Until == null || row.Until > instant))
                .OrderBy(row => row.Sequence)
                .Select(ToRecord),
            cancellationToken)];

    /// <summary>Reads everything that ran at some time of a period, in any deployment.</summary>
    /// <param name="from">The first instant of the period.</param>
    /// <param name="until">The first instant after it; null for no end.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<ImmutableArray<IntervalRecord>> OverlappingAsync(
        DateTimeOffset from, DateTimeOffset? until, CancellationToken cancellationToken) =>
        [.. await source.ReadAsync(
            context => context.DeploymentIntervals
                .Where(row => (until == null || row.From < until)
                    && (row.Until == null || (row.Until > from && row.Until > row.From)))
                .OrderBy(row => row.Sequence)
                .Select(ToRecord),
            cancellationToken)];

    /// <summary>Reads where and when models ran, by model, earliest first.</summary>
    public async Task<ILookup<int, IntervalRecord>> OfModelsAsync(
        IEnumerable<int> modelIds, CancellationToken cancellationToken)
    {
        List<IntervalRecord> intervals = await source.ReadAsync(
            modelIds,
            (context, chunk) => context.DeploymentIntervals.Where(row => chunk.Contains(row.ModelId))
                .OrderBy(row => row.From).ThenBy(row => row.Sequence).Select(ToRecord),
            cancellationToken);
        return intervals.ToLookup(interval => interval.ModelId);
    }
}

/// <summary>A slot in which models run, as last recorded.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Environment">Where it runs.</param>
/// <param name="Owner">The team that answers for it.</param>
/// <param name="System">The AI system that it belongs to.</param>
public sealed record DeploymentRecord(string Id, DeploymentEnvironment Environment, string? Owner, string? System)
{
    internal static DeploymentRecord Of(DeploymentRow row) => new(row.Id, row.Environment, row.Owner, row.System);
}

/// <summary>That a model ran in a deployment.</summary>
/// <param name="Sequence">The journal entry that recorded it.</param>
/// <param name="Deployment">The deployment's id.</param>
/// <param name="ModelId">The model.</param>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant at which it no longer ran; null while it runs.</param>
/// <param name="IsTrafficSplit">Whether it ran beside what ran before.</param>
public sealed record IntervalRecord(
    long Sequence, string Deployment, int ModelId, DateTimeOffset From, DateTimeOffset? Until, bool IsTrafficSplit)
{
    /// <summary>Whether it ran at an instant: from the first instant, before the end.</summary>
    public bool IsActiveAt(DateTimeOffset instant) => From <= instant && (Until is null || Until > instant);
}
