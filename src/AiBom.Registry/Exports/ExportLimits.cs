namespace AiBom.Registry.Exports;

/// <summary>
/// What bounds a lineage that is written down, in one place; a document of ours stays one we would read.
/// </summary>
public static class ExportLimits
{
    /// <summary>The most things.</summary>
    public const int Entities = 20_000;

    /// <summary>The most edges that are followed.</summary>
    public const int Edges = 100_000;

    /// <summary>The most bytes of a document that is handed out in one piece: as a text, or in an envelope.</summary>
    public const int WholeBytes = 4 << 20;
}
