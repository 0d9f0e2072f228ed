using System.Diagnostics;
using AiBom.Testing;

namespace AiBom.Documents.Tests;

/// <summary>Every CycloneDX JSON document that nobody here wrote, and mutations of them.</summary>
public sealed class CorpusTests(ITestOutputHelper output)
{
    private const string Index = "conformance/bom/INDEX.tsv";

    [Fact]
    public void Every_document_of_the_corpus_is_read_or_refused_with_a_reason()
    {
        string[] documents = Documents();
        int read = 0;
        foreach (string document in documents)
        {
            ReadResult result = Reading.Of(File.ReadAllBytes(document));
            read += result.Statements is null ? 0 : 1;
            Assert.True(result.Statements is not null || result.Findings.Length > 0, document);
        }

        output.WriteLine($"corpus: {read} of {documents.Length} documents read, the others refused with a reason");
        Assert.True(read > documents.Length / 2);
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

    private static string[] Documents()
    {
        if (!Repository.HasShared(Index, out string reason))
        {
            Assert.Skip(reason);
        }

        return [.. File.ReadLines(Repository.Shared(Index))
            .Select(line => line.Split('\t'))
            .Where(row => row.Length > 1 && row[1] is "cyclonedx-json")
            .Select(row => Repository.Shared($"conformance/bom/{row[0]}"))
            .Where(File.Exists)];
    }
}
