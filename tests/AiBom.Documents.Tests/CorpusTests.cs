using System.Diagnostics;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests;

/// <summary>Every document that nobody here wrote, and mutations of them.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const string Index = "conformance/bom/INDEX.tsv";

    /// <summary>Every file of every kind: schemas, licences and broken documents too.</summary>
    [Fact]
    public void Every_file_of_the_corpus_is_read_or_refused_with_a_reason()
    {
        var answers = Rows()
            .Select(row => (Row: row, Read: Reading.Of(File.ReadAllBytes(PathOf(row)))))
            .ToArray();

        Assert.All(answers, answer => Assert.True(
            answer.Read.Statements is not null || answer.Read.Findings[0].Severity is Severity.Error, answer.Row[0]));
        var counts = answers
            .GroupBy(answer => (Folder: answer.Row[0].Split('/')[0], Answer: AnswerOf(answer.Read)))
            .OrderBy(group => group.Key.Folder, StringComparer.Ordinal)
            .ThenBy(group => group.Key.Answer, StringComparer.Ordinal);
        foreach (var group in counts)
        {
            output.WriteLine($"corpus: {group.Key.Folder} {group.Key.Answer} {group.Count()}");
        }
    }

    [Fact]
    public void What_the_official_schema_finds_valid_is_read_from_1_4_on()
    {
        string[] refused =
        [
            .. Rows()
                .Where(row => row[1] is "cyclonedx-json" or "spdx3-jsonld")
                .Where(row => row[4].StartsWith("valid", StringComparison.Ordinal))
                .Where(row => !(row[1] is "cyclonedx-json" && row[2] is "1.2" or "1.3"))
                .Where(row => Reading.Of(File.ReadAllBytes(PathOf(row))).Statements is null)
                .Select(row => row[0]),
        ];

        Assert.Empty(refused);
    }

    [Fact]
    public void Mutated_documents_never_make_the_reader_throw()
    {
        string[] documents = [.. Documents().Where(document => new FileInfo(document).Length < 100_000)];
        var random = new Random(20_261_122);
        long started = Stopwatch.GetTimestamp();
        int inputs = 0;
        for (; inputs < 4_000 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20); inputs++)
        {
            byte[] document = File.ReadAllBytes(documents[random.Next(documents.Length)]);
            for (int edit = random.Next(1, 8); edit > 0; edit--)
            {
                document[random.Next(document.Length)] = (byte)"{}[]\",:0nt\\u\u0000\u00ff"[random.Next(13)];
            }

            _ = Reading.Of(random.Next(4) == 0 ? document[..random.Next(document.Length)] : document);
        }

        output.WriteLine($"fuzzing: {inputs} mutated documents");
        Assert.True(inputs > 100);
    }

    private static string AnswerOf(ReadResult read) => read.Statements is null ? read.Findings[0].Code : "read";

    private static string[] Documents() =>
        [.. Rows().Where(row => row[1] is "cyclonedx-json").Select(PathOf)];

    private static string PathOf(string[] row) => Repository.Shared($"conformance/bom/{row[0]}");

    private static string[][] Rows()
    {
        if (!Repository.HasShared(Index, out string reason))
        {
            Assert.Skip(reason);
        }

        return
        [
            .. File.ReadLines(Repository.Shared(Index))
                .Select(line => line.Split('\t'))
                .Where(row => row.Length > 4 && File.Exists(PathOf(row))),
        ];
    }
}
