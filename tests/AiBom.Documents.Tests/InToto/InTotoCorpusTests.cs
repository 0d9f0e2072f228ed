using System.Diagnostics;
using AiBom.Testing;

namespace AiBom.Documents.Tests.InToto;

/// <summary>Every attestation that nobody here wrote, and mutations of what is read of them.</summary>
public sealed class InTotoCorpusTests(ITestOutputHelper output)
{
    private static readonly string[] Folders =
    [
        "conformance/bom/intoto",
        "conformance/signatures/in-toto-attestation",
        "conformance/signatures/sigstore-go",
        "conformance/signatures/sigstore-python",
    ];

    [Fact]
    public void Every_document_of_the_corpus_is_read_or_refused_with_a_reason()
    {
        int provenance = 0;
        (string Name, byte[] Bytes)[] documents = Documents();
        foreach ((string name, byte[] bytes) in documents)
        {
            DocumentInspection inspection = DocumentInspection.Of(bytes, DocumentLimits.Default);
            Assert.True(inspection.Statements is not null || inspection.Findings.Length > 0, name);
            if (inspection is { Format: StatedFormat.InToto, Statements: { } statements })
            {
                provenance++;
                Assert.NotEmpty(statements.Entities);
                Assert.Single(statements.Runs);
                output.WriteLine(
                    $"{name}: {statements.Entities.Length} entities, {statements.Statements.Length} edges, "
                    + string.Join(' ', inspection.Findings.Select(finding => finding.Code).Distinct()));
            }
        }

        output.WriteLine($"corpus: {provenance} of {documents.Length} documents are provenance that is read");
        Assert.True(provenance >= 8, $"{provenance}");
    }

    [Fact]
    public void Mutated_documents_never_make_the_reader_throw()
    {
        byte[][] seeds =
        [
            .. Documents()
                .Select(document => EnvelopedDocument.Open(document.Bytes, DocumentLimits.Default)?.Payload.ToArray()
                    ?? document.Bytes)
                .Where(bytes => bytes.Length is > 1 and < 100_000),
        ];
        var random = new Random(20_261_122);
        long started = Stopwatch.GetTimestamp();
        int inputs = 0;
        int read = 0;
        for (; inputs < 6_000 && Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(20); inputs++)
        {
            byte[] document = Mutant.Of(seeds[random.Next(seeds.Length)], random);
            read += DocumentInspection.Of(document, DocumentLimits.Default).Statements is null ? 0 : 1;
        }

        output.WriteLine($"fuzzing: {inputs} mutated documents, {read} read, the others refused with a reason");
        Assert.True(inputs > 100);
        Assert.True(read > 0, "No mutant reaches the reader.");
    }

    /// <summary>The files; of JSON lines each line.</summary>
    private static (string Name, byte[] Bytes)[] Documents()
    {
        Assert.SkipUnless(Repository.HasShared(Folders[0], out string reason), reason);
        return
        [
            .. Folders.Select(Repository.Shared)
                .Where(Directory.Exists)
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.json*", SearchOption.AllDirectories))
                .Order(StringComparer.Ordinal)
                .SelectMany(file => file.EndsWith(".jsonl", StringComparison.Ordinal)
                    ? File.ReadAllLines(file)
                        .Select((line, i) => ($"{file}:{i}", System.Text.Encoding.UTF8.GetBytes(line)))
                    : [(file, File.ReadAllBytes(file))]),
        ];
    }
}
