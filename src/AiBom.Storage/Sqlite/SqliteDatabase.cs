using AiBom.Storage.Relational;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace AiBom.Storage.Sqlite;

/// <summary>Opens contexts on one SQLite file.</summary>
internal static class SqliteDatabase
{
    private const int BusyTimeoutSeconds = 30;

    public static Func<AibomContext> At(string path)
    {
        string connection = new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
            DefaultTimeout = BusyTimeoutSeconds,
        }.ToString();
        DbContextOptions<AibomContext> options = new DbContextOptionsBuilder<AibomContext>()
            .UseSqlite(connection)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
            .AddInterceptors(new Durability())
            .Options;
        return () => new AibomContext(options);
    }
}
