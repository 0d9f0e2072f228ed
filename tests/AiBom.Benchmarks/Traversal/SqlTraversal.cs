using System.Diagnostics.CodeAnalysis;
using AiBom.Domain;
using Microsoft.Data.Sqlite;

namespace AiBom.Benchmarks;

/// <summary>
/// The baseline at its best: SQLite in memory, integer keys, one covering index in the direction asked, no join but the
/// recursion's own, a prepared statement.
/// </summary>
internal sealed class SqlTraversal : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");
    private readonly SqliteCommand _downstream;

    public SqlTraversal(IEnumerable<StatementFacts> statements)
    {
        _connection.Open();
        Run("CREATE TABLE edge(object INTEGER, subject INTEGER, PRIMARY KEY(object, subject)) WITHOUT ROWID");
        using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            using SqliteCommand insert = _connection.CreateCommand();
            insert.CommandText = "INSERT OR IGNORE INTO edge VALUES ($o, $s)";
            SqliteParameter to = insert.Parameters.Add("$o", SqliteType.Integer);
            SqliteParameter from = insert.Parameters.Add("$s", SqliteType.Integer);
            foreach (StatementFacts statement in statements)
            {
                (to.Value, from.Value) = (statement.Object, statement.Subject);
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        Run("ANALYZE");
        _downstream = _connection.CreateCommand();
        _downstream.CommandText = """
            WITH RECURSIVE reached(id) AS (
                VALUES ($seed)
                UNION
                SELECT subject FROM reached JOIN edge ON object = id)
            SELECT id FROM reached
            """;
        _downstream.Parameters.Add("$seed", SqliteType.Integer);
        _downstream.Prepare();
    }

    public List<int> Downstream(int seed)
    {
        _downstream.Parameters[0].Value = seed;
        using SqliteDataReader reader = _downstream.ExecuteReader();
        List<int> ids = [];
        while (reader.Read())
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }

    public void Dispose()
    {
        _downstream.Dispose();
        _connection.Dispose();
    }

    [SuppressMessage("Security", "CA2100", Justification = "The SQL is this file's own.")]
    private void Run(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
