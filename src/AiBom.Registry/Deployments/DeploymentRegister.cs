using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Deployments;

/// <summary>Records which model runs where, and since when. Intervals are half-open: [from, until).</summary>
public sealed class DeploymentRegister(AibomStore store, EntityCatalog catalog, LiveLineage lineage)
{
    /// <summary>
    /// Records that a model runs in a deployment from an instant on. What ran there without an end stops at that
    /// instant, unless traffic is split.
    /// </summary>
    public async Task<DeploymentRecording> RecordAsync(
        DeploymentCommand command, string actor, CancellationToken cancellationToken)
    {
        if (Problem(command) is { } problem)
        {
            return new DeploymentRecording.Invalid(problem);
        }

        LineageGraph graph = lineage.Current;
        EntityLookup lookup = await catalog.FindAsync(command.Model, graph, cancellationToken);
        if (lookup is not EntityLookup.Found(int id))
        {
            return new DeploymentRecording.ModelUnclear(lookup);
        }

        Entity model = (await catalog.ReadAsync([id], graph, cancellationToken))[id];
        if (model.Kind is not EntityKind.Model)
        {
            return new DeploymentRecording.Invalid($"'{model.QualifiedName}' is a {model.Kind}, not a model.");
        }

        var recorded = new DeploymentRecorded(
            command.Deployment,
            command.Environment,
            command.Owner,
            command.System,
            model.Keys[0],
            command.From.Truncate(),
            command.Until?.Truncate(),
            command.IsTrafficSplit);
        Appended<DeploymentRecording> appended = await store.Journal.DecideAsync<DeploymentRecording>(
            async (reads, token) =>
            {
                ILookup<string, IntervalRecord> history =
                    await reads.Deployments.IntervalsAsync([command.Deployment], token);
                DeploymentRecord? slot = (await reads.Deployments.ByIdAsync([command.Deployment], token))
                    .GetValueOrDefault(command.Deployment);
                LineageGraph now = lineage.Current;
                IntervalRecord? same = history[command.Deployment].FirstOrDefault(interval =>
                    IsSame(interval, recorded)
                    && now.Has(interval.ModelId)
                    && now.Resolve(interval.ModelId) == now.Resolve(id));
                IntervalRecord? overlap = command.IsTrafficSplit
                    ? null
                    : history[command.Deployment].FirstOrDefault(interval => Overlaps(interval, recorded));
                return (same, overlap) switch
                {
                    // What is said of the slot is as of its last recording, so only a repetition of that is compared.
                    ({ } interval, _) when interval.Sequence == history[command.Deployment].Max(own => own.Sequence)
                        && !IsSame(slot, recorded) => new DeploymentRecording.Invalid(
                            $"That is recorded for '{command.Deployment}' with another environment, owner or system."),
                    ({ } interval, _) => new DeploymentRecording.Recorded(command.Deployment, interval.Sequence),
                    (_, { } interval) => new DeploymentRecording.Overlapping(interval),
                    _ => new Decision<DeploymentRecording>(
                        new DeploymentRecording.Recorded(command.Deployment, 0), [new JournalDraft(actor, recorded)]),
                };
            },
            cancellationToken);
        return appended is { Answer: DeploymentRecording.Recorded done, Entries: [{ } entry, ..] }
            ? done with { Sequence = entry.Sequence }
            : appended.Answer;
    }

    /// <summary>Records that everything in a deployment stopped.</summary>
    public async Task<DeploymentEnding> EndAsync(
        string deployment, DateTimeOffset at, string actor, CancellationToken cancellationToken)
    {
        DateTimeOffset instant = at.Truncate();
        Appended<DeploymentEnding> appended = await store.Journal.DecideAsync<DeploymentEnding>(
            async (reads, token) =>
            {
                IntervalRecord[] history =
                    [.. (await reads.Deployments.IntervalsAsync([deployment], token))[deployment]];
                if (history.Length == 0)
                {
                    return new DeploymentEnding.Unknown(deployment);
                }

                IntervalRecord[] open = [.. history.Where(interval => interval.Until is null)];
                if (open.Length == 0)
                {
                    return history.Any(interval => interval.Until == instant)
                        ? new DeploymentEnding.Ended(deployment)
                        : new DeploymentEnding.NotRunning(deployment);
                }

                return open.Any(interval => interval.From >= instant)
                    ? new DeploymentEnding.BeforeStart(deployment, open.Max(interval => interval.From))
                    : new Decision<DeploymentEnding>(
                        new DeploymentEnding.Ended(deployment),
                        [new JournalDraft(actor, new DeploymentEnded(deployment, instant))]);
            },
            cancellationToken);
        return appended.Answer;
    }

    /// <summary>
    /// Whether an interval is that of an earlier recording with the same words. Its end may have come since: of what
    /// was recorded without one, it does not count.
    /// </summary>
    private static bool IsSame(IntervalRecord interval, DeploymentRecorded recorded) =>
        interval.From == recorded.From
        && interval.IsTrafficSplit == recorded.IsTrafficSplit
        && (recorded.Until is null || interval.Until == recorded.Until);

    private static bool IsSame(DeploymentRecord? slot, DeploymentRecorded recorded) =>
        slot == new DeploymentRecord(recorded.Deployment, recorded.Environment, recorded.Owner, recorded.System);

    /// <summary>
    /// Whether an earlier interval stands in the way. One without an end that began before does not: it ends where the
    /// new one begins.
    /// </summary>
    private static bool Overlaps(IntervalRecord earlier, DeploymentRecorded recorded)
    {
        if (earlier.IsTrafficSplit)
        {
            return false;
        }

        DateTimeOffset? end = earlier.Until is null && earlier.From < recorded.From ? recorded.From : earlier.Until;
        return (end is null || end > recorded.From) && (recorded.Until is null || earlier.From < recorded.Until);
    }

    private static string? Problem(DeploymentCommand command)
    {
        if (command.Deployment.Trim().Length is 0 or > StorageLimits.DeploymentId)
        {
            return $"A deployment's id has 1 to {StorageLimits.DeploymentId} characters.";
        }

        if (command.Deployment.Any(char.IsControl))
        {
            return "A deployment's id has no control characters.";
        }

        if (command.Until <= command.From)
        {
            return "A deployment that ends before it begins never ran.";
        }

        return command.Owner?.Length > OwnerLength || command.System?.Length > OwnerLength
            ? $"Owner and system have at most {OwnerLength} characters."
            : null;
    }

    private const int OwnerLength = 256;
}

/// <summary>What runs where from when on.</summary>
/// <param name="Deployment">The deployment's id: one slot.</param>
/// <param name="Environment">Where it runs.</param>
/// <param name="Owner">The team that answers for it.</param>
/// <param name="System">The AI system that it belongs to.</param>
/// <param name="Model">The model.</param>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant at which it no longer runs, if known.</param>
/// <param name="IsTrafficSplit">Whether it runs beside what ran before.</param>
public sealed record DeploymentCommand(
    string Deployment,
    DeploymentEnvironment Environment,
    string? Owner,
    string? System,
    EntityReference Model,
    DateTimeOffset From,
    DateTimeOffset? Until,
    bool IsTrafficSplit);

/// <summary>How the recording of a deployment ended.</summary>
public abstract record DeploymentRecording
{
    private DeploymentRecording()
    {
    }

    /// <summary>It is recorded, by this call or an earlier one.</summary>
    public sealed record Recorded(string Deployment, long Sequence) : DeploymentRecording;

    /// <summary>The model's reference leads to nothing, or to several things.</summary>
    public sealed record ModelUnclear(EntityLookup Lookup) : DeploymentRecording;

    /// <summary>Another model runs there at that time.</summary>
    public sealed record Overlapping(IntervalRecord Interval) : DeploymentRecording;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : DeploymentRecording;
}

/// <summary>How the ending of a deployment ended.</summary>
public abstract record DeploymentEnding
{
    private DeploymentEnding()
    {
    }

    /// <summary>Nothing runs there from that instant on.</summary>
    public sealed record Ended(string Deployment) : DeploymentEnding;

    /// <summary>There is no such deployment.</summary>
    public sealed record Unknown(string Deployment) : DeploymentEnding;

    /// <summary>Nothing runs there without an end.</summary>
    public sealed record NotRunning(string Deployment) : DeploymentEnding;

    /// <summary>What runs there begins later.</summary>
    public sealed record BeforeStart(string Deployment, DateTimeOffset RunsFrom) : DeploymentEnding;
}
