using AiBom.Domain;
using AiBom.Documents.Schema;
using AiBom.Testing;

namespace AiBom.Documents.Tests.Schema;

/// <summary>The verdict on every document that the corpus has an official verdict for.</summary>
public sealed class CorpusVerdictTests(ITestOutputHelper output)
{
    private const string Corpus = "conformance/bom";

    /// <summary>
    /// Valid by the build, officially invalid: the schema of 1.4 in CycloneDX's own package does not demand
    /// <c>version</c>, and the one in the specification does.
    /// </summary>
    private static readonly string[] WithoutVersion =
    [
        "dependency-track/bom-custom-license.json", "dependency-track/bom-empty.json",
        "dependency-track/bom-issue3309.json", "dependency-track/bom-no-purl.json",
    ];

    [Fact]
    public void The_schemas_of_the_specifications_give_the_official_verdict_on_every_document() =>
        Compare("the specifications", new SpecificationSchemas().Validate, []);

    [Fact]
    public void The_schemas_of_the_build_give_the_official_verdict_but_where_they_differ_by_design()
    {
        Assert.SkipWhen(
            DocumentSchemas.For(DocumentFormat.CycloneDx, "1.6") is null, "This build has no official schemas.");
        Compare("the build", Embedded, WithoutVersion);
    }

    private static SchemaReport? Embedded(DocumentFormat format, string version, byte[] json) =>
        DocumentSchemas.For(format, version)?.Validate(json, SchemaLimits.Default);

    private void Compare(
        string name, Func<DocumentFormat, string, byte[], SchemaReport?> validate, string[] exceptions)
    {
        List<string> disagreements = [];
        var agreed = new SortedDictionary<string, (int Agreed, int All)>(StringComparer.Ordinal);
        foreach ((string path, DocumentFormat format, string version, SchemaVerdict expected) in Rows())
        {
            byte[] json = File.ReadAllBytes(Repository.Shared($"{Corpus}/{path}"));
            if (validate(format, version, json) is not { } report)
            {
                continue;
            }

            bool agrees = report.Verdict == expected;
            string folder = path.Split('/')[0];
            (int before, int all) = agreed.GetValueOrDefault(folder);
            agreed[folder] = (before + (agrees ? 1 : 0), all + 1);
            if (!agrees)
            {
                disagreements.Add(path);
                string why = exceptions.Contains(path, StringComparer.Ordinal) ? "no version in 1.4" : "why?";
                output.WriteLine($"schema verdict of {path}: {report.Verdict}, officially {expected} ({why})");
                output.WriteLine(report.Findings());
            }
        }

        foreach ((string folder, (int count, int all)) in agreed)
        {
            output.WriteLine($"schema verdicts by {name} in {folder}: {count} of {all} are the official ones");
        }

        Assert.NotEmpty(agreed);
        Assert.Equal(exceptions, disagreements.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Path, DocumentFormat Format, string Version, SchemaVerdict Expected)> Rows()
    {
        if (!Repository.HasShared($"{Corpus}/INDEX.tsv", out string reason))
        {
            Assert.Skip(reason);
        }

        foreach (string[] row in File.ReadLines(Repository.Shared($"{Corpus}/INDEX.tsv")).Select(l => l.Split('\t')))
        {
            DocumentFormat? format = row[1] switch
            {
                "cyclonedx-json" => DocumentFormat.CycloneDx,

                // The verdicts on other versions were made against the schema of 3.0.1, too.
                "spdx3-jsonld" => DocumentFormat.Spdx,
                _ => null,
            };
            if (format is not null && row[4] is "valid" or "invalid")
            {
                SchemaVerdict expected = row[4] is "valid" ? SchemaVerdict.Valid : SchemaVerdict.Invalid;
                yield return (row[0], format.Value, format is DocumentFormat.Spdx ? "3.0.1" : row[2], expected);
            }
        }
    }
}

/// <summary>The schemas beside the corpus, which are those of the specifications.</summary>
internal sealed class SpecificationSchemas
{
    private const string Folder = "conformance/bom/schemas";

    private readonly Dictionary<string, CompiledSchema> _schemas = new(StringComparer.Ordinal);

    public SchemaReport Validate(DocumentFormat format, string version, byte[] json) =>
        For(format, version).Validate(json, SchemaLimits.Default);

    public CompiledSchema For(DocumentFormat format, string version)
    {
        string file = format is DocumentFormat.Spdx ? "spdx3/schema.json" : $"cyclonedx/bom-{version}.schema.json";
        if (!_schemas.TryGetValue(file, out CompiledSchema? schema))
        {
            IEnumerable<string> others =
                ["spdx.schema.json", "jsf-0.82.schema.json", "cryptography-defs.schema.json"];
            schema = CompiledSchema.Compile(Read(file), others.Select(other => Read($"cyclonedx/{other}")));
            _schemas[file] = schema;
        }

        return schema;
    }

    private static SchemaSource Read(string file) => new(
        $"http://cyclonedx.org/schema/{Path.GetFileName(file)}",
        File.ReadAllBytes(Repository.Shared($"{Folder}/{file}")));
}
