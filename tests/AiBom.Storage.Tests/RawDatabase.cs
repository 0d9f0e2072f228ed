using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace AiBom.Storage.Tests;

/// <summary>Reaches into the database file past the store, as a vandal or an auditor does.</summary>
[SuppressMessage("Security", "CA2100", Justification = "The statements are the tests' own.")]
internal static class RawDatabase
{
    public static async Task ExecuteAsync(TestStore test, string sql)
    {
        await using SqliteConnection connection = await ConnectAsync(test);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestStore.Cancelled);
    }

    /// <summary>Reads rows, each as its values with bars between.</summary>
    public static async Task<List<string>> ReadAsync(TestStore test, string sql)
    {
        await using SqliteConnection connection = await ConnectAsync(test);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(TestStore.Cancelled);
        List<string> rows = [];
        while (await reader.ReadAsync(TestStore.Cancelled))
        {
            object[] values = new object[reader.FieldCount];
            reader.GetValues(values);
            rows.Add(string.Join('|', values));
        }

        return rows;
    }

    private static async Task<SqliteConnection> ConnectAsync(TestStore test)
    {
        var connection = new SqliteConnection($"Data Source={test.Folder.Database};Pooling=False");
        await connection.OpenAsync(TestStore.Cancelled);
        return connection;
    }
}
