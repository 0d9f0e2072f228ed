using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace AiBom.Storage.Sqlite;

/// <summary>
/// Sets what SQLite keeps per connection: a commit is synced before it is acknowledged. Writing ahead (WAL), by which
/// readers and the writer do not wait for each other, is kept in the file and set where the file is created.
/// </summary>
internal sealed class Durability : DbConnectionInterceptor
{
    // A document's keys are hashes and touch pages all over the indexes: 32 MiB of cache hold them, and the log is
    // carried over every 32 MiB (8,000 pages) instead of after nearly every document.
    // A savepoint's undo log dies with the transaction, so it needs no file.
    private const string Pragmas =
        "PRAGMA synchronous = FULL; PRAGMA busy_timeout = 30000; PRAGMA temp_store = MEMORY; "
        + "PRAGMA cache_size = -32768; PRAGMA wal_autocheckpoint = 8000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
