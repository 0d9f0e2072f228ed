using AiBom.Documents.Schema;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests.Schema;

/// <summary>Mutations of real documents: a report always comes, and never an exception.</summary>
public sealed class SchemaFuzzTests(ITestOutputHelper output)
{
    private const string Index = "conformance/bom/INDEX.tsv";

    [Fact]
    public void Mutated_documents_always_get_a_report_that_agrees_with_itself()
    {
        if (!Repository.HasShared(Index, out string reason))
        {
            Assert.Skip(reason);
        }

        var schemas = new SpecificationSchemas();
        CompiledSchema[] targets =
        [
            schemas.For(DocumentFormat.CycloneDx, "1.4"), schemas.For(DocumentFormat.CycloneDx, "1.6"),
            schemas.For(DocumentFormat.CycloneDx, "1.7"), schemas.For(DocumentFormat.Spdx, "3.0.1"),
        ];
        string[] documents = Documents();
        var random = new Random(Validating.Setting("AIBOM_FUZZ_SEED", 20_261_122));
        int wanted = Validating.Setting("AIBOM_FUZZ_INPUTS", 4_000);
        (int inputs, int valid, int invalid) = (0, 0, 0);
        for (; inputs < wanted; inputs++)
        {
            byte[] document = Mutate(File.ReadAllBytes(documents[random.Next(documents.Length)]), random);
            SchemaReport report = targets[random.Next(targets.Length)].Validate(document, SchemaLimits.Default);
            valid += report.Verdict is SchemaVerdict.Valid ? 1 : 0;
            invalid += report.Verdict is SchemaVerdict.Invalid ? 1 : 0;

            Assert.Equal(report.Verdict is SchemaVerdict.Valid, report.Findings.IsEmpty);
            Assert.Equal(report.Verdict is SchemaVerdict.Invalid, report.ErrorCount > 0);
            Assert.InRange(report.Findings.Length, 0, SchemaLimits.Default.Findings);
        }

        output.WriteLine($"schema fuzzing: {inputs} mutated documents, {valid} valid, {invalid} invalid");
        Assert.True(inputs > 100 && invalid > inputs / 2);
    }

    // Half of the edits put one value of the document where another one stood, which leaves it JSON.
    private static byte[] Mutate(byte[] document, Random random)
    {
        for (int edit = random.Next(1, 6); edit > 0; edit--)
        {
            int at = random.Next(document.Length);
            if (random.Next(2) == 0)
            {
                document[at] = (byte)"{}[]\",:0nt\\u\u0000\u00ff"[random.Next(13)];
                continue;
            }

            int from = random.Next(document.Length);
            int length = random.Next(Math.Min(40, document.Length - Math.Max(at, from)));
            document.AsSpan(from, length).ToArray().CopyTo(document, at);
        }

        return random.Next(8) == 0 ? document[..random.Next(document.Length)] : document;
    }

    private static string[] Documents() =>
    [
        .. File.ReadLines(Repository.Shared(Index))
            .Select(line => line.Split('\t'))
            .Where(row => row.Length > 1 && row[1] is "cyclonedx-json" or "spdx3-jsonld")
            .Select(row => Repository.Shared($"conformance/bom/{row[0]}"))
            .Where(path => File.Exists(path) && new FileInfo(path).Length < 100_000),
    ];
}
