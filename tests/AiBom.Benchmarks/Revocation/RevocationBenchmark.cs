using System.Diagnostics;
using System.Globalization;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry;
using AiBom.Storage;
using AiBom.Storage.Journal;
using Microsoft.Data.Sqlite;

namespace AiBom.Benchmarks;

/// <summary>
/// What it takes to revoke a key behind which many edges stand: the commit, in one pass over what the key signed, and
/// the live graph's taking it in. Beside it the least that a database could do, one <c>UPDATE</c> of the same rows, and
/// the most, all tables derived anew.
/// </summary>
internal static class RevocationBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        int documents = Read(args, 0, 1_000);
        int edges = Read(args, 1, 1_000);
        Console.WriteLine($"revocation: {documents:N0} documents of {edges:N0} edges each");
        Console.WriteLine(
            "case                commit s  graph s  peak MB  UPDATE s  rebuild s  commit : UPDATE  rebuild : commit");
        await MeasureAsync("documents' key", documents, edges, isOneModel: false, hasProvenance: false);
        await MeasureAsync("same, one model", documents, edges, isOneModel: true, hasProvenance: false);
        await MeasureAsync("builder's key", documents, edges, isOneModel: false, hasProvenance: true);
    }

    private static async Task MeasureAsync(
        string title, int documents, int edges, bool isOneModel, bool hasProvenance)
    {
        using var folder = new ScratchFolder();
        Digest key = hasProvenance ? SignedRecord.BuilderKey : SignedRecord.DocumentKey;
        Assurance before = hasProvenance ? Assurance.Verified : Assurance.Signed;
        Assurance after = hasProvenance ? Assurance.Signed : Assurance.Asserted;
        TimeSpan commit;
        TimeSpan graph = default;
        TimeSpan rebuild;
        double megabytes;
        await using (AibomStore store = await OpenAsync(folder))
        {
            await new SignedRecord(store, documents, edges).FillAsync(isOneModel, hasProvenance);
            await ExpectAsync(store, documents * edges, before);
            var lineage = new LiveLineage();
            await lineage.LoadAsync(store, CancellationToken.None);
            store.Journal.Observe(committed => graph = Time(() => lineage.Follow(committed)));

            using var peak = new PeakMemory();
            commit = await TimeAsync(() => store.Journal.AppendAsync(
                [new JournalDraft("ci", new SignerRevoked(
                    SignedRecord.Author, key, DateTimeOffset.UnixEpoch, "stolen"))],
                CancellationToken.None)) - graph;
            megabytes = peak.Megabytes();
            await ExpectAsync(store, documents * edges, after);
            rebuild = await TimeAsync(() => store.RebuildAsync(progress: null, CancellationToken.None));
            await ExpectAsync(store, documents * edges, after);
        }

        TimeSpan update = Update(folder, documents * edges);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{title,-18}  {commit.TotalSeconds,8:N1}  {graph.TotalSeconds,7:N1}  {megabytes,7:N0}"
            + $"  {update.TotalSeconds,8:N1}  {rebuild.TotalSeconds,9:N1}"
            + $"  {commit / update,15:N1}  {rebuild / commit,16:N1}"));
    }

    private static Task<AibomStore> OpenAsync(ScratchFolder folder) => AibomStore.OpenAsync(
        new StoreOptions { Folder = folder.Path }, TimeProvider.System, CancellationToken.None);

    /// <summary>Both would be fast if they did nothing.</summary>
    private static async Task ExpectAsync(AibomStore store, int edges, Assurance assurance)
    {
        int found = 0;
        await foreach (StatementFacts fact in store.Reads.Lineage.ReadStatementFactsAsync(CancellationToken.None))
        {
            found += fact.Assurance == assurance ? 1 : 0;
        }

        if (found != edges)
        {
            throw new InvalidOperationException($"{found} statements are {assurance}, not {edges}.");
        }
    }

    /// <summary>Writes the assurance of the same rows, as durably.</summary>
    private static TimeSpan Update(ScratchFolder folder, int edges)
    {
        string database = Path.Combine(folder.Path, "aibom.db");
        using var connection = new SqliteConnection($"Data Source={database};Pooling=false");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL; UPDATE Statements SET Assurance = 'CORROBORATED'";
        int written = 0;
        TimeSpan taken = Time(() => written = command.ExecuteNonQuery());
        return written == edges ? taken : throw new InvalidOperationException($"{written} rows, not {edges}.");
    }

    private static TimeSpan Time(Action action)
    {
        long started = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<TimeSpan> TimeAsync(Func<Task> action)
    {
        long started = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(started);
    }

    private static int Read(string[] args, int index, int fallback) => args.Length > index
        ? int.Parse(args[index], CultureInfo.InvariantCulture)
        : fallback;
}
