namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>An empty folder for the data of one server; gone with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aibom-e2e-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
