using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Benchmarks;

/// <summary>
/// Reading a whole document into statements and findings, beside a bare <see cref="Utf8JsonReader"/> that only walks
/// the tokens of the same bytes.
/// </summary>
internal static class ReaderBenchmark
{
    private const string Corpus = "conformance/bom";
    private const double MegaByte = 1_000_000;
    private const double WarmUpSeconds = 4;

    public static void Run(ReadOnlySpan<string> arguments)
    {
        int megaBytes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 8;
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 9;
        Print($"{rounds} interleaved rounds, medians; MB/s from bytes to statements and findings, one thread");
        Compare("libraries (CycloneDX 1.6)", Libraries(megaBytes), rounds);
        Compare("models (CycloneDX 1.5)", Models(megaBytes), rounds);
        Compare("models (SPDX 3.0.1)", Graph(megaBytes), rounds);
        Compare("one model (CycloneDX 1.5)", Bytes("manifest-cyber-aibom/examples/Qwen2.5-7B-Instruct.json"), rounds);
        MeasureMemory("libraries", Libraries(DocumentLimits.Default.Bytes / 1_000_000));
        MeasureMemory("models", Models(DocumentLimits.Default.Bytes / 1_000_000));
        MeasureMemory("as many values as may be", Values(DocumentLimits.Default.Values));
    }

    /// <summary>The most managed memory in use at once, beyond the document's own bytes, while it is read.</summary>
    [SuppressMessage("Performance", "S1215:GC.Collect should not be called", Justification = "It is what is measured.")]
    private static void MeasureMemory(string name, byte[] document)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long peak = before;
        using var isDone = new ManualResetEventSlim();
        var watch = new Thread(() =>
        {
            while (!isDone.Wait(TimeSpan.FromMilliseconds(1)))
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
            }
        });
        watch.Start();
        ReadResult read = DocumentReader.Read(document, "application/json", DocumentLimits.Default);
        isDone.Set();
        watch.Join();
        string outcome = read.Statements is null ? read.Findings[0].Code : "read";
        double most = (peak - before) / MegaByte;
        double size = document.Length / MegaByte;
        Print($"{name} at the bound, {size:F1} MB, {outcome}: {most:F0} MB at the most, garbage too");
        GC.KeepAlive(document);
    }

    /// <summary>Nothing but small values: the most work for each byte.</summary>
    private static byte[] Values(int count)
    {
        string values = string.Join(',', Enumerable.Repeat("{}", count - 10));
        return Encoding.UTF8.GetBytes($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","x":[{{values}}]}""");
    }

    private static void Compare(string name, byte[] document, int rounds)
    {
        // Whoever takes a document in has its digest already; hashing has figures of its own.
        var digest = Digest.Of(document);
        List<double> ours = [];
        List<double> bare = [];
        long allocated = 0;
        int repeats = Math.Max(1, (int)(MegaByte / document.Length));
        long began = Stopwatch.GetTimestamp();
        int round = -1;
        while (round < rounds)
        {
            // Tiered compilation takes a few seconds to be done with all of it.
            round += Stopwatch.GetElapsedTime(began).TotalSeconds > WarmUpSeconds ? 1 : 0;
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                ReadResult read = DocumentReader.Read(document, digest, "application/json", DocumentLimits.Default);
                if (read.Statements is null)
                {
                    throw new InvalidOperationException($"The document is not read: {read.Findings[0]}");
                }
            }

            double our = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / repeats;
            start = Stopwatch.GetTimestamp();
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                Walk(document);
            }

            double their = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (round >= 0)
            {
                ours.Add(our / repeats);
                bare.Add(their / repeats);
            }
        }

        double size = document.Length / MegaByte;
        double median = Rounds.Median(ours);
        double baseline = Rounds.Median(bare);
        Print($"{name}, {size:F2} MB: {size / median:F0} MB/s, bare Utf8JsonReader {size / baseline:F0} MB/s");
        Print($"  {baseline / median:P0} of it; {allocated / size:N0} bytes allocated a MB");
    }

    private static void Walk(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DocumentLimits.Default.Depth });
        while (reader.Read())
        {
            // Every token is looked at, and none is kept.
        }
    }

    /// <summary>A real bill of libraries, over and over under other names.</summary>
    private static byte[] Libraries(int megaBytes)
    {
        JsonObject bom = Parse("load/trustify/quarkus-bom-sbom.json");
        JsonNode[] components = [.. bom["components"]!.AsArray().Select(node => node!.DeepClone())];
        HashSet<string> refs = [.. components.Select(component => (string)component["bom-ref"]!)];
        JsonNode[] dependencies =
        [
            .. bom["dependencies"]!.AsArray()
                .Where(node => refs.Contains((string)node!["ref"]!))
                .Select(node => node!.DeepClone()),
        ];
        int perCopy = JsonSerializer.SerializeToUtf8Bytes<JsonNode>(bom).Length;
        int copies = Math.Max(1, (int)(megaBytes * MegaByte / perCopy));
        for (int copy = 1; copy < copies; copy++)
        {
            foreach (JsonNode component in components.Select(node => node.DeepClone()))
            {
                component["bom-ref"] = $"{component["bom-ref"]}#{copy}";
                bom["components"]!.AsArray().Add(component);
            }

            foreach (JsonNode dependency in dependencies.Select(node => node.DeepClone()))
            {
                dependency["ref"] = $"{dependency["ref"]}#{copy}";
                JsonArray on = dependency["dependsOn"]?.AsArray() ?? [];
                for (int at = 0; at < on.Count; at++)
                {
                    on[at] = $"{on[at]}#{copy}";
                }

                bom["dependencies"]!.AsArray().Add(dependency);
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(bom);
    }

    /// <summary>A real model with its card, files, datasets and libraries, over and over under other names.</summary>
    private static byte[] Models(int megaBytes)
    {
        JsonObject bom = Parse("manifest-cyber-aibom/examples/Qwen2.5-7B-Instruct.json");
        string components = bom["components"]!.ToJsonString()[1..^1];
        var copies = new StringBuilder(components);
        int copy = 0;
        while (copies.Length < megaBytes * MegaByte)
        {
            copy++;
            copies.Append(',').Append(components
                .Replace("\"bom-ref\":\"", $"\"bom-ref\":\"{copy}#", StringComparison.Ordinal)
                .Replace("\"version\":\"", $"\"version\":\"{copy}-", StringComparison.Ordinal));
        }

        bom["components"] = JsonNode.Parse($"[{copies}]");
        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(bom);
    }

    /// <summary>A real graph of a model, over and over under other identifiers.</summary>
    private static byte[] Graph(int megaBytes)
    {
        byte[] one = Bytes("spdx-examples/ai/example01/spdx3.0/simplehtr-example.json");
        JsonObject document = JsonNode.Parse(one)!.AsObject();
        JsonArray graph = document["@graph"]!.AsArray();
        string[] elements = [.. graph.Select(node => node!.ToJsonString())];
        string[] ids = [.. graph.Select(node => (string?)node!["spdxId"] ?? (string?)node["@id"]).OfType<string>()];
        int copies = Math.Max(1, (int)(megaBytes * MegaByte / one.Length));
        for (int copy = 1; copy < copies; copy++)
        {
            foreach (string element in elements)
            {
                string other = element;
                foreach (string id in ids.Where(id => element.Contains($"\"{id}\"", StringComparison.Ordinal)))
                {
                    other = other.Replace($"\"{id}\"", $"\"{id}-{copy}\"", StringComparison.Ordinal);
                }

                graph.Add(JsonNode.Parse(other));
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(document);
    }

    private static JsonObject Parse(string file) => JsonNode.Parse(Bytes(file))!.AsObject();

    private static byte[] Bytes(string file) => Repository.HasShared(Corpus, out string reason)
        ? File.ReadAllBytes(Repository.Shared($"{Corpus}/{file}"))
        : throw new InvalidOperationException(reason);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
