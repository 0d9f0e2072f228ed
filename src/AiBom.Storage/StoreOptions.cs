namespace AiBom.Storage;

/// <summary>Where a store keeps its data.</summary>
public sealed record StoreOptions
{
    /// <summary>
    /// The folder of the database file and of the blobs. It is created where it is not there, and belongs to one
    /// process at a time.
    /// </summary>
    public required string Folder { get; init; }
}
