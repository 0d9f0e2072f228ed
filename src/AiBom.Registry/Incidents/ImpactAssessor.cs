using System.Collections.Frozen;
using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Incidents;

/// <summary>Answers the incident question: what is affected, what runs it, and who has to act.</summary>
public sealed class ImpactAssessor(AibomStore store)
{
    /// <summary>Assesses a compromise of <paramref name="seeds"/>.</summary>
    /// <param name="seeds">The compromised, by any of their keys' numbers.</param>
    /// <param name="options">What is followed.</param>
    /// <param name="environments">The environments that count; empty for all.</param>
    /// <param name="at">The instant at which "active" is meant.</param>
    /// <param name="lineage">The graph that answers.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<ImpactAssessment> AssessAsync(
        IEnumerable<int> seeds,
        ImpactOptions options,
        IReadOnlyCollection<DeploymentEnvironment> environments,
        DateTimeOffset at,
        LineageGraph lineage,
        CancellationToken cancellationToken)
    {
        ImpactAnswer answer = lineage.Impact(seeds, options);
        ImmutableArray<IntervalRecord> intervals = await store.Reads.Deployments.OverlappingAsync(
            DateTimeOffset.MinValue,
            at < DateTimeOffset.MaxValue.Truncate() ? at.AddTicks(TimeSpan.TicksPerMicrosecond) : null,
            cancellationToken);
        IReadOnlyDictionary<string, DeploymentRecord> deployments = await store.Reads.Deployments.ByIdAsync(
            intervals.Select(interval => interval.Deployment).Distinct(StringComparer.Ordinal), cancellationToken);
        var verdicts = new Verdicts(answer, lineage);
        IntervalRecord[] counted =
        [
            .. intervals.Where(interval => environments.Count == 0
                || environments.Contains(deployments[interval.Deployment].Environment)),
        ];
        ImmutableArray<DeploymentExposure> active =
            Active(counted.Where(interval => interval.IsActiveAt(at)), deployments, verdicts);
        return new ImpactAssessment
        {
            Entities = answer,
            Lineage = lineage,
            At = at,
            Deployments = active,
            PastExposure = Past(counted.Where(interval => !interval.IsActiveAt(at)), deployments, verdicts),
            Systems = Systems(active),
            Owners = Owners(active),
            IsFiltered = options.MinAssurance > Assurance.Asserted,
        };
    }

    private static ImmutableArray<DeploymentExposure> Active(
        IEnumerable<IntervalRecord> intervals,
        IReadOnlyDictionary<string, DeploymentRecord> deployments,
        Verdicts verdicts) =>
    [
        .. intervals
            .GroupBy(interval => interval.Deployment, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group =>
            {
                ImmutableArray<DeployedModel> models = [.. group.Select(verdicts.Of)];
                return new DeploymentExposure(
                    deployments[group.Key], Worst(models.Select(model => model.Exposure)), models);
            }),
    ];

    private static ImmutableArray<PastExposure> Past(
        IEnumerable<IntervalRecord> intervals,
        IReadOnlyDictionary<string, DeploymentRecord> deployments,
        Verdicts verdicts) =>
    [
        .. intervals
            .Select(verdicts.Of)
            .Where(model => model.Exposure is Exposure.Affected)
            .OrderBy(model => model.Interval.Deployment, StringComparer.Ordinal)
            .ThenBy(model => model.Interval.From)
            .ThenBy(model => model.Interval.Sequence)
            .Select(model => new PastExposure(deployments[model.Interval.Deployment], model.Model, model.Interval)),
    ];

    private static ImmutableArray<SystemExposure> Systems(ImmutableArray<DeploymentExposure> active) =>
    [
        .. active
            .Where(exposure => exposure.Deployment.System is not null)
            .GroupBy(exposure => exposure.Deployment.System!, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new SystemExposure(group.Key, Worst(group.Select(member => member.Exposure)), [.. group])),
    ];

    private static ImmutableArray<OwnerExposure> Owners(ImmutableArray<DeploymentExposure> active) =>
    [
        .. active
            .Where(exposure => exposure.Exposure is not Exposure.NotAffectedAsRecorded)
            .GroupBy(exposure => exposure.Deployment.Owner, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new OwnerExposure(
                group.Key,
                [.. group.Where(exposure => exposure.Exposure is Exposure.Affected)],
                [.. group.Where(exposure => exposure.Exposure is Exposure.PossiblyAffected)])),
    ];

    private static Exposure Worst(IEnumerable<Exposure> exposures) => exposures.Min();

    /// <summary>The verdict on each model, from the answer's lists. A seed is affected by itself.</summary>
    private sealed class Verdicts(ImpactAnswer answer, LineageGraph lineage)
    {
        private readonly FrozenSet<int> affected =
            answer.Seeds.Concat(answer.Affected.Select(node => node.Id)).ToFrozenSet();

        private readonly FrozenSet<int> possible =
            answer.PossiblyAffected.Select(possiblyAffected => possiblyAffected.Id).ToFrozenSet();

        public DeployedModel Of(IntervalRecord interval)
        {
            // A commit that the reads already see and the graph not yet: its model is new, so it is judged as unknown.
            int model = lineage.Has(interval.ModelId) ? lineage.Resolve(interval.ModelId) : interval.ModelId;
            Exposure exposure = 0 switch
            {
                _ when affected.Contains(model) => Exposure.Affected,
                _ when possible.Contains(model) || !lineage.Has(model) => Exposure.PossiblyAffected,
                _ when !answer.Completeness.IsComplete => Exposure.PossiblyAffected,
                _ => Exposure.NotAffectedAsRecorded,
            };
            return new DeployedModel(model, interval, exposure);
        }
    }
}
