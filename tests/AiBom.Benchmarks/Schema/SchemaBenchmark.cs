using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Documents.Schema;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Benchmarks;

/// <summary>
/// The schema verdict on a large valid document, from its bytes, beside ajv's compiled validator from the same bytes:
/// with the schema as published, and with <c>uniqueItems</c> off, which ours never is.
/// </summary>
internal static class SchemaBenchmark
{
    private const string Version = "1.6";
    private const string Corpus = "conformance/bom/load/trustify";
    private const double MegaByte = 1_000_000;
    private const int SmallMegaBytes = 2;

    public static async Task RunAsync(string[] arguments)
    {
        int megaBytes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 16;
        int rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 9;
        string npm = Repository.At("src/AiBom.Documents/obj/official");
        CompiledSchema schema = Compiled();
        Print($"{rounds} interleaved rounds, medians; MB/s from bytes to verdict, one thread");

        // As published it compares each component with each other one, so a large document takes it minutes.
        await CompareAsync(schema, Document(SmallMegaBytes, isIndented: false), npm, unique: true, rounds);
        await CompareAsync(schema, Document(megaBytes, isIndented: false), npm, unique: false, rounds);
        await CompareAsync(schema, Document(megaBytes, isIndented: true), npm, unique: false, rounds);
    }

    private static async Task CompareAsync(
        CompiledSchema schema, byte[] document, string npm, bool unique, int rounds)
    {
        using ScratchFolder folder = new();
        string path = Path.Combine(folder.Path, "document.json");
        await File.WriteAllBytesAsync(path, document);
        using var ajv = new Ajv(npm, Version, unique, path);
        List<double> ours = [];
        List<(double Whole, double Validation)> theirs = [];
        long allocated = 0;

        // The first rounds warm up and are not counted: tiered compilation takes a few.
        const int WarmUps = 4;
        for (int round = -WarmUps; round < rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            SchemaReport report = schema.Validate(document, SchemaLimits.Default);
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (report.Verdict is not SchemaVerdict.Valid)
            {
                throw new InvalidOperationException($"The document is not valid: {report.Findings[0]}");
            }

            (double Whole, double Validation) their = await ajv.ValidateAsync();
            if (round >= 0)
            {
                ours.Add(elapsed);
                theirs.Add(their);
            }
        }

        double size = document.Length / MegaByte;
        double our = Rounds.Median(ours);
        double whole = Rounds.Median(theirs.Select(round => round.Whole));
        double validation = Rounds.Median(theirs.Select(round => round.Validation));
        string layout = document.AsSpan(0, 2).IndexOf((byte)'\n') < 0 ? "compact" : "indented";
        Print($"{size:F1} MB {layout}: ours {size / our:F0} MB/s, {allocated / size:F0} bytes allocated a MB");
        Print($"  ajv, uniqueItems {(unique ? "on" : "off")}: {size / whole:F1} MB/s, ours {whole / our:F2}x");
        Print($"    without its parsing: {size / validation:F1} MB/s, ours with it {validation / our:F2}x");
    }

    private static CompiledSchema Compiled()
    {
        long start = Stopwatch.GetTimestamp();
        CompiledSchema schema = DocumentSchemas.For(DocumentFormat.CycloneDx, Version)
            ?? throw new InvalidOperationException("This build has no schemas: npm or its registry was absent.");
        Print($"compiled the schema of {Version} in {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms");
        return schema;
    }

    /// <summary>A real bill of materials, and one with many hashes, over and over under other names.</summary>
    private static byte[] Document(int megaBytes, bool isIndented)
    {
        JsonObject bom = Parse("quarkus-bom-sbom.json");
        JsonArray components = bom["components"]!.AsArray();
        IEnumerable<JsonNode?> sources = components.Concat(Parse("application.cdx.json")["components"]!.AsArray());
        JsonNode[] models = [.. sources.Select(model => model!.DeepClone())];
        components.Clear();
        bom["dependencies"]!.AsArray().Clear();
        double bytes = 0;
        var options = new JsonSerializerOptions { WriteIndented = isIndented };
        int copy = 0;
        while (bytes < megaBytes * MegaByte)
        {
            copy++;
            foreach (JsonNode model in models)
            {
                JsonNode component = model.DeepClone();
                component["bom-ref"] = $"{component["bom-ref"]}#{copy}";
                bytes += component.ToJsonString(options).Length;
                components.Add(component);
            }
        }

        return JsonSerializer.SerializeToUtf8Bytes<JsonNode>(bom, options);
    }

    private static JsonObject Parse(string file) => Repository.HasShared(Corpus, out string reason)
        ? JsonNode.Parse(File.ReadAllText(Repository.Shared($"{Corpus}/{file}")))!.AsObject()
        : throw new InvalidOperationException(reason);

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A process that validates the document when told.</summary>
    private sealed class Ajv(string npm, string version, bool unique, string path) : IDisposable
    {
        private readonly Process _process = OtherProgram.Converse(
            "node",
            Path.Combine(AppContext.BaseDirectory, "Schema/ajv.mjs"),
            npm,
            version,
            unique ? "on" : "off",
            path);

        /// <summary>The seconds of parsing and validating, and of validating alone.</summary>
        public async Task<(double Whole, double Validation)> ValidateAsync()
        {
            await _process.StandardInput.WriteLineAsync("go");
            await _process.StandardInput.FlushAsync();
            string[] answer = (await _process.StandardOutput.ReadLineAsync() ?? "").Split(' ');
            if (answer is not ["true", string parsing, string validating])
            {
                throw new InvalidOperationException($"ajv answered '{string.Join(' ', answer)}'.");
            }

            double validation = double.Parse(validating, CultureInfo.InvariantCulture) / 1_000;
            return (validation + (double.Parse(parsing, CultureInfo.InvariantCulture) / 1_000), validation);
        }

        public void Dispose()
        {
            _process.StandardInput.Close();
            _process.WaitForExit();
            _process.Dispose();
        }
    }
}
