namespace AiBom.Storage;

/// <summary>How far a rebuild is.</summary>
/// <param name="Done">The last entry that was projected.</param>
/// <param name="Head">The last entry there is.</param>
public sealed record RebuildProgress(long Done, long Head);
