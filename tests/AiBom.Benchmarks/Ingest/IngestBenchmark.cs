using System.Diagnostics;
using System.Globalization;
using AiBom.Documents;
using AiBom.Registry;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;
using AiBom.Registry.Organizations;
using AiBom.Storage;

namespace AiBom.Benchmarks;

/// <summary>
/// Documents recorded durably per second, by one client and by 32 at a time: the whole way of a submission (read,
/// hash, verify, compare with the record, journal entry, projections, blobs) against what people would write first,
/// <c>SaveChanges</c> per document over the same reader and the same promise of durability. Both on the same disk, in
/// interleaved rounds.
/// </summary>
internal static class IngestBenchmark
{
    private const int DefaultDocuments = 400;
    private const int DefaultRounds = 5;

    public static async Task RunAsync(string[] args)
    {
        int documents = Read(args, 0, DefaultDocuments);
        int rounds = Read(args, 1, DefaultRounds);
        Console.WriteLine($"ingest: {documents} documents a round, {rounds} interleaved rounds, medians");
        Console.WriteLine("clients  AiBom docs/s  SaveChanges docs/s  ratio  AiBom KB/doc  SaveChanges KB/doc");
        foreach (int clients in (int[])[1, 32])
        {
            var ours = new List<Measurement>();
            var baseline = new List<Measurement>();
            for (int round = 0; round <= rounds; round++)
            {
                // Round 0 warms both up and is not counted.
                Measurement left = await MeasureRegistryAsync(documents, clients);
                Measurement right = await MeasureSaveChangesAsync(documents, clients);
                if (round > 0)
                {
                    ours.Add(left);
                    baseline.Add(right);
                }
            }

            double ratio = Rounds.Median(ours.Zip(baseline, (left, right) => left.PerSecond / right.PerSecond));
            (Measurement left, Measurement right) median = (MedianOf(ours), MedianOf(baseline));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{clients,7}  {median.left.PerSecond,12:N0}  {median.right.PerSecond,18:N0}"
                + $"  {ratio,5:N2}  {median.left.KilobytesEach,12:N0}  {median.right.KilobytesEach,18:N0}"));
        }
    }

    private static async Task<Measurement> MeasureRegistryAsync(int documents, int clients)
    {
        using var folder = new ScratchFolder();
        await using AibomRegistry registry = await AibomRegistry.OpenAsync(
            new StoreOptions { Folder = folder.Path },
            DocumentLimits.Default,
            PolicySet.Standard,
            TrustedRootRegister.Load([], TimeProvider.System),
            TimeProvider.System,
            CancellationToken.None);
        return await MeasureAsync(documents, clients, async document =>
        {
            Verdict verdict = await registry.Ingestion.IngestAsync(
                new Submission(document, SampleDocument.MediaType, "benchmark"), CancellationToken.None);
            if (verdict.Receipt is null)
            {
                throw new InvalidOperationException($"Not recorded: {string.Join(", ", verdict.Findings)}");
            }
        });
    }

    private static async Task<Measurement> MeasureSaveChangesAsync(int documents, int clients)
    {
        using var folder = new ScratchFolder();
        await using SaveChangesStore store = await SaveChangesStore.CreateAsync(folder.Path);
        return await MeasureAsync(documents, clients, store.SaveAsync);
    }

    private static async Task<Measurement> MeasureAsync(int documents, int clients, Func<byte[], Task> record)
    {
        byte[][] all = [.. Enumerable.Range(0, documents).Select(SampleDocument.Create)];
        int next = -1;
        async Task ClientAsync()
        {
            for (int i = Interlocked.Increment(ref next); i < documents; i = Interlocked.Increment(ref next))
            {
                await record(all[i]);
            }
        }

        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(ClientAsync)));
        TimeSpan taken = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        return new Measurement(documents / taken.TotalSeconds, allocated / 1024.0 / documents);
    }

    private static int Read(string[] args, int index, int fallback) => args.Length > index
        ? int.Parse(args[index], CultureInfo.InvariantCulture)
        : fallback;

    private static Measurement MedianOf(List<Measurement> measurements) => new(
        Rounds.Median(measurements.Select(one => one.PerSecond)),
        Rounds.Median(measurements.Select(one => one.KilobytesEach)));

    private readonly record struct Measurement(double PerSecond, double KilobytesEach);
}
