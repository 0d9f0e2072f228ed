namespace AiBom.Storage;

/// <summary>
/// Keeps a second process out of a store's folder. The operating system releases it however the process ends.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <exception cref="IOException">Another process holds it.</exception>
    public static FolderLock Take(string folder) => new(new FileStream(
        Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    public void Dispose() => file.Dispose();
}
