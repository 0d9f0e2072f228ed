using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;

namespace AiBom.Benchmarks;

/// <summary>
/// The engine in process, from a cached plan to the bytes of the response, against two baselines that write the same
/// bytes: <see cref="PlainExecutor"/>, and a writer by hand that knows the answer's shape (a lower bound, no engine).
/// </summary>
internal static class EngineBenchmark
{
    private const int DefaultRounds = 9;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(250);

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static void Run(ReadOnlySpan<string> args)
    {
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : DefaultRounds;
        Console.WriteLine($"graphql: {rounds} interleaved rounds, medians; time and allocated bytes of one execution");
        Console.WriteLine(
            "query           ours us   plain us   hand us  ours:plain  ours:hand  ours B  plain B  hand B");
        var engine = new GraphQLEngine(GridSchema.Build());
        Compare(engine, "three fields", GridSchema.ThreeFields, WriteThreeFields, rounds);
        Compare(engine, "10 objects", GridSchema.TenObjects, WriteTenObjects, rounds);
        Compare(engine, "250 x 250", GridSchema.Grid, WriteGrid, rounds);
        CompareIntrospection(engine, rounds);
    }

    private static void Compare(
        GraphQLEngine engine,
        string name,
        string query,
        Action<Utf8JsonWriter> byHand,
        int rounds)
    {
        OperationPlan plan = engine.Prepare(query).Plan!;
        DocumentNode document = GraphQLParser.Parse(query).Node!;
        var ours = new Subject(output => Answer(engine, plan, output));
        var plain = new Subject(output => WriteWith(
            output, writer => PlainExecutor.ExecuteAsync(document, writer).AsTask().GetAwaiter().GetResult()));
        var hand = new Subject(output => WriteWith(output, byHand));
        Report(name, rounds, ours, plain, hand);
    }

    // There is no plain executor of introspection; what the answer takes to write once it is known is the lower bound.
    private static void CompareIntrospection(GraphQLEngine engine, int rounds)
    {
        OperationPlan plan = engine.Prepare(IntrospectionQuery.Text).Plan!;
        var ours = new Subject(output => Answer(engine, plan, output));
        JsonElement answer = JsonElement.Parse(ours.Read());
        var hand = new Subject(output => WriteWith(output, answer.WriteTo));
        Report("introspection", rounds, ours, plain: null, hand);
    }

    private static void Report(string name, int rounds, Subject ours, Subject? plain, Subject hand)
    {
        Subject[] all = [.. ((Subject?[])[ours, plain, hand]).OfType<Subject>()];
        string expected = ours.Read();
        foreach (Subject subject in all)
        {
            if (!string.Equals(expected, subject.Read(), StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"{name}: the baseline's answer differs from ours.");
            }

            subject.WarmUp();
        }

        for (int round = 0; round < rounds; round++)
        {
            foreach (Subject subject in all)
            {
                subject.Measure();
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-14} {ours.Microseconds,9:N2}  {plain?.Microseconds,9:N2} {hand.Microseconds,9:N2}"
            + $"  {Ratio(ours, plain),10:N2}  {Ratio(ours, hand),9:N2}"
            + $"  {ours.Bytes:N0}  {plain?.Bytes:N0}  {hand.Bytes:N0}"));
    }

    private static double? Ratio(Subject left, Subject? right) => left.Microseconds / right?.Microseconds;

    // Nothing in this schema waits, so this does not wait either.
    private static void Answer(GraphQLEngine engine, OperationPlan plan, IBufferWriter<byte> output) =>
        engine.ExecuteAsync(plan).AsTask().GetAwaiter().GetResult().WriteTo(output);

    private static void WriteWith(IBufferWriter<byte> output, Action<Utf8JsonWriter> write)
    {
        using var writer = new Utf8JsonWriter(output, Options);
        write(writer);
    }

    private static void WriteThreeFields(Utf8JsonWriter writer)
    {
        Begin(writer, "cell"u8);
        WriteCell(writer, GridSchema.OneCell);
        End(writer);
    }

    private static void WriteTenObjects(Utf8JsonWriter writer)
    {
        Begin(writer, "cells"u8);
        WriteCells(writer, GridSchema.TenCells);
        End(writer);
    }

    private static void WriteGrid(Utf8JsonWriter writer)
    {
        Begin(writer, "rows"u8);
        writer.WriteStartArray();
        foreach (Row row in GridSchema.Rows)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("cells"u8);
            WriteCells(writer, row.Cells);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        End(writer);
    }

    private static void WriteCells(Utf8JsonWriter writer, Cell[] cells)
    {
        writer.WriteStartArray();
        foreach (Cell cell in cells)
        {
            WriteCell(writer, cell);
        }

        writer.WriteEndArray();
    }

    private static void WriteCell(Utf8JsonWriter writer, Cell cell)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, cell.Id);
        writer.WriteString("name"u8, cell.Name);
        writer.WriteNumber("value"u8, cell.Value);
        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, ReadOnlySpan<byte> field)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("data"u8);
        writer.WritePropertyName(field);
    }

    private static void End(Utf8JsonWriter writer)
    {
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>One of those that are compared.</summary>
    private sealed class Subject(Action<IBufferWriter<byte>> run)
    {
        private readonly ArrayBufferWriter<byte> _output = new();
        private readonly List<(double Microseconds, long Bytes)> _rounds = [];
        private int _count = 1;

        public double Microseconds => Rounds.Median(_rounds.Select(round => round.Microseconds));

        public double Bytes => Rounds.Median(_rounds.Select(round => (double)round.Bytes));

        public string Read()
        {
            RunOnce();
            return Encoding.UTF8.GetString(_output.WrittenSpan);
        }

        /// <summary>Lets the code become as fast as it gets, and finds how often it runs in a round.</summary>
        public void WarmUp()
        {
            var watch = Stopwatch.StartNew();
            int done = 0;
            while (watch.Elapsed < RoundTime * 6)
            {
                RunOnce();
                done++;
            }

            _count = Math.Max(1, done / 6);
        }

        public void Measure()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < _count; i++)
            {
                RunOnce();
            }

            double elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            _rounds.Add((elapsed / _count, bytes / _count));
        }

        private void RunOnce()
        {
            _output.ResetWrittenCount();
            run(_output);
        }
    }
}
