namespace AiBom.Lineage;

/// <summary>What bounds this project's work, in one place.</summary>
public static class LineageLimits
{
    /// <summary>The largest key number: what five levels of 64 branches can address.</summary>
    public const int Id = (1 << 30) - 1;

    /// <summary>Entities in one answer, unless the caller says otherwise.</summary>
    public const int Nodes = 1_000_000;

    /// <summary>Edges followed for one answer, unless the caller says otherwise.</summary>
    public const int Edges = 5_000_000;

    /// <summary>Partial paths looked at for each path that an answer may hold.</summary>
    public const int StepsPerPath = 10_000;

    /// <summary>Changes that a snapshot carries beside its base before it is ever compacted.</summary>
    internal const int SmallestCompaction = 4_096;

    /// <summary>A snapshot is compacted when its changes exceed this part of its base: one in so many.</summary>
    internal const int CompactionFraction = 8;
}
