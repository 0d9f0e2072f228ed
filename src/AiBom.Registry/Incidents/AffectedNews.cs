using System.Collections.Immutable;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Incidents;

/// <summary>What a watch has to tell.</summary>
public abstract record AffectedNews
{
    private AffectedNews()
    {
    }

    /// <summary>Something became affected.</summary>
    /// <param name="Advisory">By what.</param>
    /// <param name="Nodes">
    /// What, nearest first. One at distance 0 has turned out to be the compromised itself.
    /// </param>
    /// <param name="Impact">The whole answer of the same instant, with its graph.</param>
    public sealed record Newly(AdvisoryRecord Advisory, ImmutableArray<LineageNode> Nodes, ImpactAssessment Impact)
        : AffectedNews;

    /// <summary>The advisory no longer stands; nothing follows.</summary>
    public sealed record Retracted : AffectedNews;

    /// <summary>More is affected than a walk may reach, so that it cannot be told who is new; nothing
    /// follows.</summary>
    public sealed record Cut : AffectedNews;
}
