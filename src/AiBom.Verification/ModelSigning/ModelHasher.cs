using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using AiBom.Domain;

namespace AiBom.Verification.ModelSigning;

/// <summary>
/// Hashes files and shards on all cores. Each thread reads into one buffer of its own, small enough to stay in its
/// core's cache between the reading and the hashing.
/// </summary>
/// <param name="manifest">What was signed.</param>
/// <param name="open">Opens a file; null where it is gone.</param>
/// <param name="progress">Hears how far it is.</param>
internal sealed class ModelHasher(
    ModelManifest manifest, Func<string, Stream?> open, IProgress<ModelProgress>? progress)
{
    private const int BufferBytes = 256 * 1024;
    private const long ProgressBytes = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<int, ModelFile> changed = [];
    private readonly ConcurrentBag<Worker> idle = [];
    private long bytesDone;
    private long bytesTotal;

    /// <summary>The bytes that were read.</summary>
    public long BytesDone => Interlocked.Read(ref bytesDone);

    /// <summary>Hashes the files and returns those that are not as signed.</summary>
    public async Task<IReadOnlyList<ModelFile>> HashAsync(
        List<ModelComparison.PresentFile> present, CancellationToken cancellationToken)
    {
        bytesTotal = present.Sum(file => file.Length);

        // Longest first, so that no core is left with a long one at the end.
        List<Part> parts = [.. present.SelectMany(PartsOf).OrderByDescending(part => part.Length)];
        try
        {
            await Parallel.ForEachAsync(parts, cancellationToken, (part, token) =>
            {
                Worker worker = idle.TryTake(out Worker? known) ? known : new Worker(manifest.Serialization.Function);
                Check(part, worker, token);
                idle.Add(worker);
                return ValueTask.CompletedTask;
            });
        }
        finally
        {
            foreach (Worker worker in idle)
            {
                worker.Dispose();
            }
        }

        progress?.Report(new ModelProgress(BytesDone, bytesTotal));
        return [.. changed.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }

    /// <summary>A whole file, or each of its shards; an empty file is one empty part.</summary>
    private IEnumerable<Part> PartsOf(ModelComparison.PresentFile file)
    {
        long size = manifest.Serialization.ShardBytes ?? file.Length;
        for (long start = 0; start < file.Length || start == 0; start += size)
        {
            yield return new Part(file.Index, start, Math.Min(size, file.Length - start));
            if (size == 0)
            {
                break;
            }
        }
    }

    private void Check(Part part, Worker worker, CancellationToken cancellationToken)
    {
        SignedFile file = manifest.Files[part.File];

        // One changed shard is enough to know.
        if (changed.ContainsKey(part.File))
        {
            return;
        }

        using Stream? content = open(file.Name);
        if (content is null)
        {
            changed.TryAdd(part.File, ModelComparison.Missing(file));
            return;
        }

        content.Position = part.Start;
        bool isWhole = Read(content, part.Length, worker, cancellationToken);
        worker.Hash.Finish(worker.Digest);
        int size = worker.Digest.Length;
        int shard = (int)(part.Start / (manifest.Serialization.ShardBytes ?? long.MaxValue));
        ReadOnlySpan<byte> signed = file.Digests.Span.Slice(shard * size, size);
        bool isLast = (shard + 1) * size == file.Digests.Length;

        // A file that grew since it was listed is another file, also where its beginning is the signed one.
        if (!isWhole || !signed.SequenceEqual(worker.Digest) || (isLast && content.Read(worker.Buffer, 0, 1) > 0))
        {
            changed.TryAdd(part.File, Changed(file, part, signed, worker.Digest));
        }
    }

    private bool Read(Stream content, long length, Worker worker, CancellationToken cancellationToken)
    {
        while (length > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int read = content.Read(worker.Buffer, 0, (int)Math.Min(worker.Buffer.Length, length));
            if (read == 0)
            {
                return false;
            }

            worker.Hash.Append(worker.Buffer.AsSpan(0, read));
            length -= read;
            long done = Interlocked.Add(ref bytesDone, read);
            if (progress is not null && done / ProgressBytes != (done - read) / ProgressBytes)
            {
                progress.Report(new ModelProgress(done, bytesTotal));
            }
        }

        return true;
    }

    private ModelFile Changed(SignedFile file, Part part, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> found)
    {
        HashFunction function = manifest.Serialization.Function;
        string where = manifest.Serialization.ShardBytes is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" from byte {part.Start} to {part.Start + part.Length}");
        return new ModelFile(
            file.Name,
            ModelFileStatus.Changed,
            $"The bytes of '{FindingLimits.Cut(file.Name)}'{where} are not those that were signed.",
            file.Resource,
            Expected: new DeclaredDigest(function, Convert.ToHexStringLower(signed)).ToString(),
            Found: new DeclaredDigest(function, Convert.ToHexStringLower(found)).ToString());
    }

    /// <summary>A run of bytes of a listed file that is hashed by itself.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Part(int File, long Start, long Length);

    /// <summary>What a thread keeps between parts.</summary>
    private sealed class Worker(HashFunction function) : IDisposable
    {
        public BlockHash Hash { get; } = new(function);

        public byte[] Buffer { get; } = GC.AllocateUninitializedArray<byte>(BufferBytes);

        public byte[] Digest { get; } = new byte[DeclaredDigest.HexLengthOf(function) / 2];

        public void Dispose() => Hash.Dispose();
    }
}
