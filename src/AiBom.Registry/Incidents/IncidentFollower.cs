using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using AiBom.Lineage;
using AiBom.Registry.Following;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Incidents;

/// <summary>Tells of incidents as they open and as they spread.</summary>
public sealed class IncidentFollower(
    AdvisoryRegister advisories,
    ImpactAssessor assessor,
    RecordFollower records,
    LiveLineage lineage,
    JournalProgress progress,
    TimeProvider clock)
{
    /// <summary>Watches who becomes affected by an advisory from now on.</summary>
    public AffectedWatch Watch(string advisory) => new(advisory, advisories, assessor, lineage, progress, clock);

    /// <summary>
    /// The advisories that are reported after a journal entry, in order. With <paramref name="teams"/> only those for
    /// which one of them may have to act: what it runs is affected or possibly affected.
    /// </summary>
    public async IAsyncEnumerable<AdvisoryRecord> AdvisoriesAsync(
        long after, ImmutableArray<string> teams, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (AdvisoryRecord advisory in records.AdvisoriesAsync(after, cancellationToken))
        {
            if (teams.IsEmpty || await ConcernsAsync(advisory, teams, cancellationToken))
            {
                yield return advisory;
            }
        }
    }

    private async Task<bool> ConcernsAsync(
        AdvisoryRecord advisory, ImmutableArray<string> teams, CancellationToken cancellationToken)
    {
        LineageGraph graph = lineage.Current;
        int[] subjects = [.. advisory.Subjects.Select(subject => subject.EntityId).OfType<int>().Where(graph.Has)];
        if (subjects.Length < advisory.Subjects.Length)
        {
            // Who is concerned cannot be told, and an advisory is not kept back for that.
            return true;
        }

        ImpactAssessment impact = await assessor.AssessAsync(
            subjects, ImpactOptions.Default, [], clock.GetUtcNow(), graph, cancellationToken);
        return impact.Owners.Any(owner => owner.Owner is { } team && teams.Contains(team, StringComparer.Ordinal));
    }
}
