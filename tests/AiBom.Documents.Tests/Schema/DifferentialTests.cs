using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Documents.Schema;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests.Schema;

/// <summary>Random schemas and documents: the verdict is that of ajv, another program.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    private const string Npm = "src/AiBom.Documents/obj/official";
    private const int DocumentsEach = 20;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_validator_gives_the_same_verdicts(bool is2020)
    {
        Assert.SkipUnless(
            Directory.Exists(Repository.At($"{Npm}/node_modules/ajv")),
            "ajv is not installed: npm was absent when this was built, or its registry was.");
        int seed = Validating.Setting("AIBOM_FUZZ_SEED", 20_261_122);
        int schemas = Validating.Setting("AIBOM_FUZZ_INPUTS", 30_000) / DocumentsEach;
        var dice = new SchemaDice((ulong)seed, is2020);
        (JsonObject Schema, string[] Documents)[] cases =
        [
            .. Enumerable.Range(0, schemas).Select(_ =>
                (dice.Schema(), Enumerable.Range(0, DocumentsEach).Select(_ => dice.Document()).ToArray())),
        ];

        string[] answers = await AskAsync(cases.Select(item => LineOf(item.Schema, item.Documents, is2020)));

        (int same, int valid, int refused) = (0, 0, 0);
        List<string> disagreements = [];
        foreach (((JsonObject schema, string[] documents), string answer) in cases.Zip(answers))
        {
            if (answer[0] != '[')
            {
                refused++;
                continue;
            }

            bool[] theirs = JsonSerializer.Deserialize<bool[]>(answer)!;
            CompiledSchema compiled = Compile(schema);
            foreach ((string document, bool isValid) in documents.Zip(theirs))
            {
                SchemaReport report = compiled.Validate(Encoding.UTF8.GetBytes(document), SchemaLimits.Default);
                bool agrees = report.Verdict is SchemaVerdict.Valid == isValid;
                Assert.Equal(report.Verdict is SchemaVerdict.Valid, report.Findings.IsEmpty);
                same += agrees ? 1 : 0;
                valid += isValid ? 1 : 0;
                if (!agrees)
                {
                    disagreements.Add($"{schema.ToJsonString()}\n  {document}\n  ajv: {isValid}");
                }
            }
        }

        string dialect = is2020 ? "2020-12" : "draft-07";
        output.WriteLine(
            $"differential {dialect}: {same} of {same + disagreements.Count} verdicts are ajv's, {valid} valid, "
            + $"{refused} of {schemas} schemas refused by ajv, seed {seed}");
        Assert.True(disagreements.Count == 0, string.Join('\n', disagreements.Take(10)));
        Assert.InRange(refused, 0, schemas / 20);
    }

    private static string LineOf(JsonObject schema, string[] documents, bool is2020) => JsonSerializer.Serialize(
        new { dialect = is2020 ? "draft2020" : "draft07", schema, documents });

    private static CompiledSchema Compile(JsonObject schema) => CompiledSchema.Compile(
        new SchemaSource("https://example.org/schema", Encoding.UTF8.GetBytes(schema.ToJsonString())));

    private static async Task<string[]> AskAsync(IEnumerable<string> lines)
    {
        string script = Repository.At("tests/AiBom.Documents.Tests/Schema/oracle.mjs");
        var start = new ProcessStartInfo("node", [script, Repository.At(Npm)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("Node is absent.");
            throw;
        }

        using (process)
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            foreach (string line in lines)
            {
                await process.StandardInput.WriteLineAsync(line);
            }

            process.StandardInput.Close();
            return (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
