using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Which way a walk goes.</summary>
public enum Direction
{
    /// <summary>To what an entity was made from.</summary>
    Upstream = 1,

    /// <summary>To what was made from it.</summary>
    Downstream,
}

/// <summary>
/// What bounds one walk. A walk that a bound cuts says so; one that ends exactly at a bound is whole.
/// </summary>
public sealed record TraversalBudget
{
    /// <summary>The largest distance from a seed.</summary>
    public int MaxDepth { get; init; } = int.MaxValue;

    /// <summary>The most entities, seeds included.</summary>
    public int Nodes { get; init; } = LineageLimits.Nodes;

    /// <summary>The most edges followed.</summary>
    public int Edges { get; init; } = LineageLimits.Edges;

    /// <summary>
    /// When it fires the walk ends with what it has: the answer is cut by time, no exception is thrown.
    /// </summary>
    public CancellationToken Deadline { get; init; }
}

/// <summary>What a traversal follows.</summary>
public sealed record TraversalOptions
{
    /// <summary>Everything, as an incident asks it.</summary>
    public static TraversalOptions Default { get; } = new();

    /// <summary>The least assurance of an edge that is followed, and of a statement that joins two keys.</summary>
    public Assurance MinAssurance { get; init; } = Assurance.Asserted;

    /// <summary>The edges that are followed.</summary>
    public EdgeKinds EdgeKinds { get; init; } = EdgeKinds.Taint;

    /// <summary>What bounds the walk.</summary>
    public TraversalBudget Budget { get; init; } = new();
}

/// <summary>What an impact question follows and how it reads silence.</summary>
public sealed record ImpactOptions
{
    /// <summary>As an incident asks it.</summary>
    public static ImpactOptions Default { get; } = new();

    /// <summary>
    /// The least assurance of an edge that makes an entity affected. It never hides who is possibly affected.
    /// </summary>
    public Assurance MinAssurance { get; init; } = Assurance.Asserted;

    /// <summary>Whether a lineage of which nothing was said counts as declared unknown.</summary>
    public bool TreatUnspecifiedAsUnknown { get; init; }

    /// <summary>Whether what contains an affected part is affected.</summary>
    public bool IncludeContainment { get; init; }

    /// <summary>Whether what needed an affected library or tool is affected.</summary>
    public bool IncludeTooling { get; init; }

    /// <summary>What bounds each of the walks: to the affected, and to the possibly affected.</summary>
    public TraversalBudget Budget { get; init; } = new();

    internal EdgeKinds Kinds
    {
        get
        {
            EdgeKinds kinds = EdgeKinds.Taint;
            kinds = IncludeContainment ? kinds.With(EdgeKind.Contains) : kinds;
            return IncludeTooling ? kinds.With(EdgeKind.DependsOn) : kinds;
        }
    }
}
