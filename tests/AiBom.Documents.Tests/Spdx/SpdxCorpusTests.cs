using System.Diagnostics;
using AiBom.Testing;

namespace AiBom.Documents.Tests.Spdx;

/// <summary>Every SPDX 3 document that nobody here wrote, and mutations of them.</summary>
public sealed class SpdxCorpusTests(ITestOutputHelper output)
{
    private const string Folder = "conformance/bom";
    private const string Index = $"{Folder}/INDEX.tsv";

    [Fact]
    public void Every_document_of_the_corpus_is_read()
    {
        foreach (IGrouping<string, string> folder in Documents().GroupBy(FolderOf))
        {
            string[] refused = [.. folder.Where(document => Read(document).Statements is null)];
            output.WriteLine($" {folder.Key}: {folder.Count() - refused.Length} of {folder.Count()}");
            Assert.Empty(refused);
        }
    }

    [Fact]
    public void Mutated_documents_never_make_the_reader_throw()
    {
        byte[][] documents = [.. Documents().Select(File.ReadAllBytes)];
        var random = new Random(20_261_122);
        long started = Stopwatch.GetTimestamp();
        int inputs = 0;
        int read = 0;
        for (; inputs < 6_000 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20); inputs++)
        {
            byte[] document = [.. documents[random.Next(documents.Length)]];
            for (int edit = random.Next(1, 8); edit > 0; edit--)
            {
                Mutate(document, random);
            }

            bool isCut = random.Next(8) == 0;
            ReadResult result = Reading.Of(isCut ? document[..random.Next(document.Length)] : document);
            read += result.Statements is null ? 0 : 1;
        }

        output.WriteLine($"fuzzing: {inputs} mutated documents, {read} read, the others refused with a reason");
        Assert.True(inputs > 100);
        Assert.True(read > inputs / 10, "Most mutants no longer reach the reader.");
    }

    /// <summary>Another byte anywhere breaks the JSON; a text in the place of another often does not.</summary>
    private static void Mutate(byte[] document, Random random)
    {
        if (random.Next(4) == 0)
        {
            document[random.Next(document.Length)] = (byte)"{}[]\",:0nt\\u\u0000\u00ff"[random.Next(13)];
            return;
        }

        int[] quotes = [.. Enumerable.Range(0, document.Length).Where(at => document[at] == '"')];
        int from = random.Next(quotes.Length - 1);
        int to = random.Next(quotes.Length - 1);
        int length = quotes[from + 1] - quotes[from];
        if (length == quotes[to + 1] - quotes[to])
        {
            document.AsSpan(quotes[from], length).CopyTo(document.AsSpan(quotes[to]));
        }
    }

    private static ReadResult Read(string document) => Reading.Of(File.ReadAllBytes(document));

    private static string FolderOf(string document) =>
        Path.GetRelativePath(Repository.Shared(Folder), document).Split(Path.DirectorySeparatorChar)[0];

    private static string[] Documents()
    {
        if (!Repository.HasShared(Index, out string reason))
        {
            Assert.Skip(reason);
        }

        return [.. File.ReadLines(Repository.Shared(Index))
            .Select(line => line.Split('\t'))
            .Where(row => row.Length > 1 && row[1] is "spdx3-jsonld")
            .Select(row => Repository.Shared($"{Folder}/{row[0]}"))
            .Where(File.Exists)];
    }
}
