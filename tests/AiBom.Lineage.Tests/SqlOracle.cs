using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AiBom.Domain;
using Microsoft.Data.Sqlite;

namespace AiBom.Lineage.Tests;

/// <summary>
/// The same questions as recursive SQL, for keys that are digests and names. Shares nothing with the graph but the
/// facts: no class, no walk, no rule. Answers are text, one row a line.
/// </summary>
internal sealed class SqlOracle : IDisposable
{
    private const string Schema = """
        CREATE TABLE key(id INTEGER PRIMARY KEY, scheme, kind, created, created_by, created_at, ancestors, ancestors_by,
            training, training_by, described);
        CREATE TABLE said(s, k, o, a);
        CREATE TABLE class(l, id, rep, PRIMARY KEY(l, id));
        CREATE TABLE fact(l, rep, created, proved, ancestors, training, PRIMARY KEY(l, rep));
        CREATE TABLE edge(l, s, k, o, a);
        CREATE TABLE taint(k);
        CREATE TABLE seed(id);
        CREATE TABLE hit(l, n, d, a, PRIMARY KEY(l, n));
        CREATE TABLE doubt(n PRIMARY KEY);
        INSERT INTO taint VALUES (1), (2), (4), (5);
        """;

    private const string Classes = """
        WITH RECURSIVE same(a, b) AS (
            SELECT id, id FROM key
            UNION
            SELECT same.a, CASE same.b WHEN said.s THEN said.o ELSE said.s END
            FROM same JOIN said ON said.k = 9 AND said.a >= $l AND same.b IN (said.s, said.o))
        INSERT INTO class
        SELECT $l, k.id, (SELECT id FROM same JOIN key ON id = b WHERE same.a = k.id ORDER BY scheme, id LIMIT 1)
        FROM key k;

        INSERT INTO fact
        SELECT $l, rep,
            (SELECT created FROM key JOIN class USING(id) WHERE l = $l AND rep = c.rep AND created IS NOT NULL
             ORDER BY created_by DESC, created_at DESC LIMIT 1),
            (SELECT created_by = 4 FROM key JOIN class USING(id) WHERE l = $l AND rep = c.rep AND created IS NOT NULL
             ORDER BY created_by DESC, created_at DESC LIMIT 1),
            (SELECT ancestors FROM key JOIN class USING(id) WHERE l = $l AND rep = c.rep AND ancestors IS NOT NULL
             ORDER BY ancestors_by DESC, ancestors DESC LIMIT 1),
            (SELECT training FROM key JOIN class USING(id) WHERE l = $l AND rep = c.rep AND training IS NOT NULL
             ORDER BY training_by DESC, training DESC LIMIT 1)
        FROM (SELECT DISTINCT rep FROM class WHERE l = $l) c;

        INSERT INTO edge
        SELECT $l, x.rep, said.k, y.rep, MAX(said.a)
        FROM said JOIN class x ON x.l = $l AND x.id = said.s JOIN class y ON y.l = $l AND y.id = said.o
        WHERE said.k <> 9 AND x.rep <> y.rep
        GROUP BY x.rep, said.k, y.rep;
        """;

    private const string Walk = """
        DELETE FROM hit WHERE l = $l;
        WITH RECURSIVE
        far(n, d) AS (
            SELECT rep, 0 FROM seed JOIN class USING(id) WHERE l = $l
            UNION
            SELECT {next}, d + 1 FROM far JOIN edge ON l = $l AND a >= $l AND k IN taint AND {here} = n
            WHERE d < $most),
        safe(n, a) AS (
            SELECT rep, 4 FROM seed JOIN class USING(id) WHERE l = $l
            UNION
            SELECT {next}, MIN(safe.a, edge.a)
            FROM safe JOIN edge ON l = $l AND edge.a >= $l AND k IN taint AND {here} = n)
        INSERT INTO hit
        SELECT $l, n, MIN(d), (SELECT MAX(a) FROM safe WHERE safe.n = far.n) FROM far GROUP BY n;
        """;

    private const string Doubt = """
        DELETE FROM doubt;
        WITH RECURSIVE
        born(first) AS (
            SELECT CASE WHEN COUNT(*) = COUNT(created) THEN MIN(created) END
            FROM fact WHERE l = $l AND rep IN (SELECT n FROM hit WHERE l = $l AND d = 0)),
        open(n) AS (
            SELECT rep FROM fact, born WHERE l = $l AND NOT COALESCE(proved AND created < first, 0)),
        spread(n) AS (
            SELECT rep FROM fact WHERE l = $l AND rep IN open AND (ancestors > 2 OR training > 2)
            UNION
            SELECT s FROM spread JOIN edge ON l = $l AND k IN taint AND o = n WHERE s IN open)
        INSERT INTO doubt SELECT n FROM spread;
        """;

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public SqlOracle(IReadOnlyCollection<EntityFacts> entities, IReadOnlyCollection<StatementFacts> statements)
    {
        _connection.Open();
        Run(Schema);
        foreach (EntityFacts each in entities)
        {
            Insert(
                "key",
                each.Id,
                (int)each.Scheme,
                (int)each.Kind,
                each.Created?.Value.UtcTicks,
                (int?)each.Created?.Assurance,
                each.Created?.Sequence,
                (int?)each.Ancestors?.Value,
                (int?)each.Ancestors?.Assurance,
                (int?)each.TrainingData?.Value,
                (int?)each.TrainingData?.Assurance,
                each.IsDescribed ? 1 : 0);
        }

        foreach (StatementFacts each in statements)
        {
            Insert("said", each.Subject, (int)each.Kind, each.Object, (int)each.Assurance);
        }

        foreach (Assurance level in Enum.GetValues<Assurance>())
        {
            Run(Classes, level);
        }
    }

    /// <summary>node, distance, assurance.</summary>
    public string Reached(int[] seeds, Direction direction, Assurance level)
    {
        Step(seeds, direction, level);
        return Read("SELECT n, d, a FROM hit WHERE l = $l ORDER BY d, n", level);
    }

    /// <summary>subject, kind, object, assurance of the edges within what was last reached.</summary>
    public string EdgesWithin(Assurance level) => Read(
        """
        SELECT s, k, o, a FROM edge
        WHERE l = $l AND a >= $l AND k IN taint AND s IN (SELECT n FROM hit WHERE l = $l)
            AND o IN (SELECT n FROM hit WHERE l = $l)
        ORDER BY s, k, o
        """,
        level);

    /// <summary>node, own doubts of derivation and training data, sources that brought more, older.</summary>
    public string Possibly(Assurance level)
    {
        Run(Doubt, level);
        return Read(
            """
            SELECT n,
                CASE WHEN ancestors > 2 THEN ancestors ELSE 0 END,
                CASE WHEN training > 2 THEN training ELSE 0 END,
                COALESCE((SELECT GROUP_CONCAT(o, '+') FROM
                    (SELECT DISTINCT o FROM edge WHERE l = $l AND k IN taint AND s = n AND o IN doubt ORDER BY o)), ''),
                COALESCE(created < (SELECT CASE WHEN COUNT(*) = COUNT(created) THEN MIN(created) END FROM fact
                    WHERE l = $l AND rep IN (SELECT n FROM hit WHERE l = $l AND d = 0)), 0)
            FROM doubt JOIN fact ON l = $l AND rep = n
            WHERE n NOT IN (SELECT n FROM hit WHERE l = $l)
            ORDER BY n
            """,
            level);
    }

    /// <summary>subject, object, assurance of the edges of one kind that lead into what was last reached.</summary>
    public string Around(EdgeKind kind, Assurance level) => Read(
        $"""
        SELECT s, o, a FROM edge
        WHERE l = $l AND a >= $l AND k = {(int)kind} AND o IN (SELECT n FROM hit WHERE l = $l)
            AND s NOT IN (SELECT n FROM hit WHERE l = $l)
        ORDER BY s, o
        """,
        level);

    /// <summary>How many edges the unfiltered answer has more.</summary>
    public string Excluded(int[] seeds, Direction direction, Assurance level)
    {
        Step(seeds, direction, Assurance.Asserted);
        Step(seeds, direction, level);
        return Read(
            """
            SELECT COUNT(*) FROM edge e
            WHERE e.l = 1 AND k IN taint
                AND s IN (SELECT n FROM hit WHERE l = 1) AND o IN (SELECT n FROM hit WHERE l = 1)
                AND NOT EXISTS (
                    SELECT 1 FROM edge f JOIN class x ON x.l = 1 AND x.id = f.s JOIN class y ON y.l = 1 AND y.id = f.o
                    WHERE f.l = $l AND f.a >= $l AND f.k = e.k AND x.rep = e.s AND y.rep = e.o
                        AND f.s IN (SELECT n FROM hit WHERE l = $l) AND f.o IN (SELECT n FROM hit WHERE l = $l))
            """,
            level);
    }

    public void Dispose() => _connection.Dispose();

    private void Step(int[] seeds, Direction direction, Assurance level)
    {
        Run("DELETE FROM seed");
        foreach (int seed in seeds)
        {
            Insert("seed", seed);
        }

        bool up = direction is Direction.Upstream;
        Run(Walk.Replace("{next}", up ? "o" : "s").Replace("{here}", up ? "s" : "o"), level);
    }

    [SuppressMessage("Security", "CA2100", Justification = "The SQL is this file's own.")]
    private void Insert(string table, params object?[] values)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", values.Select((_, i) => $"$v{i}"))})";
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"$v{i}", values[i] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    private void Run(string sql, Assurance level = Assurance.Asserted)
    {
        using SqliteCommand command = Prepare(sql, level);
        command.ExecuteNonQuery();
    }

    private string Read(string sql, Assurance level)
    {
        using SqliteCommand command = Prepare(sql, level);
        using SqliteDataReader reader = command.ExecuteReader();
        List<string> lines = [];
        while (reader.Read())
        {
            lines.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column =>
                Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return string.Join('\n', lines);
    }

    [SuppressMessage("Security", "CA2100", Justification = "The SQL is this file's own.")]
    private SqliteCommand Prepare(string sql, Assurance level)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$l", (int)level);
        command.Parameters.AddWithValue("$most", 200);
        return command;
    }
}
