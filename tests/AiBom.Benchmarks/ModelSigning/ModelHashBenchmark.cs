using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AiBom.Testing.Signing;
using AiBom.Verification.Keys;
using AiBom.Verification.ModelSigning;

namespace AiBom.Benchmarks;

/// <summary>
/// The comparison of a model's folder with its manifest, against bare SHA-256 over as many bytes in memory, on one core
/// and on all. The files are in the page cache, as they are after a download.
/// </summary>
internal static class ModelHashBenchmark
{
    private const int MegaByte = 1_000_000;

    public static async Task RunAsync(string[] arguments)
    {
        int megaBytes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 256;
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 9;
        int cores = Environment.ProcessorCount;
        using ScratchFolder folder = new();
        byte[][] files = [.. Enumerable.Range(0, cores).Select(seed => Bytes(megaBytes, seed))];
        string[] names = [.. files.Index().Select(file => $"{file.Index}.bin")];
        foreach ((string name, byte[] file) in names.Zip(files))
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, name), file);
        }

        ModelManifest one = Manifest(names.Zip(files).Take(1));
        ModelManifest all = Manifest(names.Zip(files));
        ModelManifest sharded = Shards(names[0], files[0], MegaByte * 16);
        Print($"{megaBytes} MB a file, {cores} cores, median of {rounds} interleaved rounds; MB/s a core");
        Print($"                         bare     ours   ours : bare   elapsed");
        await CompareAsync("one file, one core", folder.Path, one, Whole(files[..1]), rounds);
        await CompareAsync("a file a core", folder.Path, all, Whole(files), rounds);
        await CompareAsync("one file in shards", folder.Path, sharded, Halves(files[0], cores), rounds);
    }

    /// <summary>Our rate and the bare one, each core hashing its own part.</summary>
    private static async Task CompareAsync(
        string name, string root, ModelManifest manifest, ReadOnlyMemory<byte>[] parts, int rounds)
    {
        List<double> bare = [];
        List<double> ours = [];
        List<double> elapsed = [];
        double bytes = parts.Sum(part => (double)part.Length);

        // The first round warms up and is not counted.
        for (int round = 0; round <= rounds; round++)
        {
            (TimeSpan bareTime, TimeSpan bareElapsed) = await MeasureAsync(() =>
            {
                Parallel.ForEach(parts, part => SHA256.HashData(part.Span));
                return Task.CompletedTask;
            });
            (TimeSpan ourTime, TimeSpan ourElapsed) = await MeasureAsync(async () =>
            {
                ModelContentReport report = await ModelFolder.CompareAsync(
                    root, manifest, new ModelFolderOptions([]), progress: null, CancellationToken.None);
                if (report.Verified != manifest.Files.Length || report.BytesHashed != (long)bytes)
                {
                    throw new InvalidOperationException("The model was not verified whole.");
                }
            });
            if (round > 0)
            {
                bare.Add(bytes / MegaByte / bareTime.TotalSeconds);
                ours.Add(bytes / MegaByte / ourTime.TotalSeconds);
                elapsed.Add(bareElapsed / ourElapsed);
            }
        }

        (double b, double o) = (Rounds.Median(bare), Rounds.Median(ours));
        Print($"{name,-20}{b,9:F0}{o,9:F0}{o / b,13:F2}x{Rounds.Median(elapsed),10:F2}x");
    }

    /// <summary>The processor time of all threads, and the time on the clock.</summary>
    private static async Task<(TimeSpan Processor, TimeSpan Elapsed)> MeasureAsync(Func<Task> work)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        await work();
        return (Environment.CpuUsage.TotalTime - processor, Stopwatch.GetElapsedTime(start));
    }

    private static ModelManifest Manifest(IEnumerable<(string Name, byte[] Content)> files) => Verified(new ModelDraft
    {
        Resources = [.. files.Select(file => ModelEntry.Of(file.Name, file.Content))],
    });

    private static ModelManifest Shards(string name, byte[] content, int size) => Verified(new ModelDraft
    {
        Serialization = ModelDraft.Shards(size.ToString(CultureInfo.InvariantCulture)),
        Resources =
        [
            .. content.Chunk(size).Index().Select(shard => ModelEntry.Of(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}:{(long)shard.Index * size}:{((long)shard.Index * size) + shard.Item.Length}"),
                shard.Item)),
        ],
    });

    /// <summary>A manifest comes only from a signature that holds, here as everywhere.</summary>
    private static ModelManifest Verified(ModelDraft draft)
    {
        Signer signer = Signer.Ecdsa();
        byte[] bundle = ModelBundleText.Of(draft.SignedBy(signer), signer.KeyId).ToBytes();
        return PublicKey.TryParse(signer.Pem, out PublicKey? key, out _)
            ? new ModelVerifier(new ModelTrust.ByKey([key]), DateTimeOffset.UnixEpoch).Verify(bundle).Manifest!
            : throw new InvalidOperationException("The benchmark's own key was refused.");
    }

    private static ReadOnlyMemory<byte>[] Whole(byte[][] files) =>
        [.. files.Select(file => (ReadOnlyMemory<byte>)file)];

    private static ReadOnlyMemory<byte>[] Halves(byte[] content, int count)
    {
        int size = (content.Length + count - 1) / count;
        return [.. Enumerable.Range(0, count).Select(i =>
            content.AsMemory(i * size, Math.Min(size, content.Length - (i * size))))];
    }

    private static byte[] Bytes(int megaBytes, int seed)
    {
        var bytes = new byte[megaBytes * MegaByte];
        Encoding.ASCII.GetBytes($"model {seed}").CopyTo(bytes, 0);
        for (int at = 4_096; at < bytes.Length; at += 4_096)
        {
            bytes[at] = (byte)(at >> 12);
        }

        return bytes;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
