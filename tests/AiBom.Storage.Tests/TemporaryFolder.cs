using Microsoft.Data.Sqlite;

namespace AiBom.Storage.Tests;

/// <summary>A folder for the time of one test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aibom-storage-").FullName;

    public string Database => At("aibom.db");

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        using (var connection = new SqliteConnection($"Data Source={Database};Foreign Keys=True"))
        {
            SqliteConnection.ClearPool(connection);
        }

        Directory.Delete(Path, recursive: true);
    }
}
