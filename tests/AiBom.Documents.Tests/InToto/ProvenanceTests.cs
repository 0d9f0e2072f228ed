using System.Globalization;
using System.Text;
using AiBom.Domain;

namespace AiBom.Documents.Tests.InToto;

/// <summary>SLSA provenance as a document: subjects, what they were made of, and the run between them.</summary>
public sealed class ProvenanceTests
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly string Sha256 = new('a', 64);

    private static readonly string Model =
        $$$$$$"""
        {"name":"det","uri":"pkg:generic/northwind/det@1.0","digest":{"sha256":"{{{{{{Sha256}}}}}}"},
         "annotations":{"aibom:component:kind":"MODEL","aibom:producer":"northwind"}}
        """;

    private static readonly string Base = Link("https://huggingface.co/aurora/base");

    private static readonly string Rows = Link("https://huggingface.co/datasets/xenon/rows");

    [Theory]
    [InlineData("1")]
    [InlineData("0.2")]
    public void A_run_made_each_subject_of_all_that_it_resolved(string version)
    {
        ReadResult read = Provenance.Read(version is "1"
            ? Provenance.V1(Model, $"{Base},{Rows}")
            : Provenance.V02(Model, $"{Base},{Rows}"));

        Assert.Empty(read.Findings.Where(finding => finding.Severity is not Severity.Information));
        Assert.Equal("det DerivedFrom base\ndet TrainedOn rows Training", Provenance.Edges(read));
        DeclaredRun run = Assert.Single(read.Statements!.Runs);
        Assert.Equal(
            ("run 7", "https://ci.example/train/v1", "https://ci.example/builder"),
            (run.Id, Assert.Single(run.Types), run.PerformedBy));
        Assert.Equal(
            ("2026-01-25T00:00:00.000000Z", "2026-01-27T00:00:00.000000Z"),
            (run.Started?.ToCanonicalText(), run.Ended?.ToCanonicalText()));
        Assert.Equal([1, 2], run.Inputs);
        Assert.Equal([0], run.Outputs);
        Assert.All(
            read.Statements.Statements,
            edge => Assert.Equal((0, Domain.Reading.Declared), (edge.Run, edge.Reading)));
    }

    [Fact]
    public void The_header_says_what_the_statement_is_about_and_who_made_that()
    {
        DocumentHeader header = Provenance.Read(Provenance.V1(Model, "")).Statements!.Header;

        Assert.Equal(
            ("in-toto", "1", "northwind", 0),
            (header.Format, header.SpecVersion, header.Publisher, header.Subject));
        Assert.Equal("2026-01-27T00:00:00.000000Z", header.Timestamp?.ToCanonicalText());
        Assert.Null(header.SerialNumber);
    }

    [Fact]
    public void A_commit_is_a_revision_and_never_a_digest() => Assert.Equal(
        $$$$$$"""
        Model northwind/det@1.0 pkg:generic/northwind/det@1.0 sha256:aaa
        Model aurora/base@{{{{{{Commit}}}}}} pkg:huggingface/aurora/base@{{{{{{Commit}}}}}}
        Dataset xenon/rows@{{{{{{Commit}}}}}} pkg:huggingface/datasets/xenon/rows@{{{{{{Commit}}}}}}
        SoftwareComponent https://git.example/org/code@{{{{{{Commit}}}}}} -
        SoftwareComponent https://git.example/org/code@{{{{{{Commit}}}}}} -
        Model aurora/base@{{{{{{Commit}}}}}} pkg:huggingface/aurora/base@{{{{{{Commit}}}}}}
        SoftwareComponent org/code@{{{{{{Commit}}}}}} pkg:github/org/code@{{{{{{Commit}}}}}}
        """,
        Provenance.Entities(Provenance.Read(Provenance.V1(
            Model,
            $$$$$$"""
            {{{{{{Base}}}}}},{{{{{{Rows}}}}}},
            {"uri":"git+https://git.example/org/code@refs/heads/main","digest":{"gitCommit":"{{{{{{Commit}}}}}}"}},
            {"uri":"git+https://git.example/org/code","digest":{"sha1":"{{{{{{Commit}}}}}}"}},
            {"uri":"pkg:huggingface/aurora/base","digest":{"gitCommit":"{{{{{{Commit.ToUpperInvariant()}}}}}}"}},
            {"uri":"git+https://github.com/org/code@refs/tags/v1","digest":{"sha1":"{{{{{{Commit}}}}}}"}}
            """))));

    [Theory]
    [InlineData("\"uri\":\"pkg:huggingface/o/m@abc\"", "Model")]
    [InlineData("\"uri\":\"pkg:huggingface/datasets/o/m@abc\"", "Dataset")]
    [InlineData("\"uri\":\"hf://datasets/o/m@main\"", "Dataset")]
    [InlineData("\"uri\":\"hf://o/m\"", "Model")]
    [InlineData("\"uri\":\"https://huggingface.co/spaces/o/m\"", "SoftwareComponent")]
    [InlineData("\"uri\":\"https://huggingface.co/o\"", "SoftwareComponent")]
    [InlineData("\"uri\":\"pkg:pypi/torch@2\"", "SoftwareComponent")]
    [InlineData("\"name\":\"x\",\"mediaType\":\"application/vnd.apache.parquet\"", "Dataset")]
    [InlineData("\"name\":\"x\",\"mediaType\":\"application/vnd.cncf.model.manifest.v1+json\"", "Model")]
    [InlineData("\"name\":\"x\",\"mediaType\":\"text/plain\"", "SoftwareComponent")]
    [InlineData("\"name\":\"x\",\"annotations\":{\"aibom:component:kind\":\"LABEL_SET\"}", "LabelSet")]
    [InlineData("\"uri\":\"hf://o/m\",\"annotations\":{\"aibom:component:kind\":\"DATASET\"}", "Dataset")]
    public void What_a_resource_is_is_told_by_its_annotation_its_address_or_its_type(string descriptor, string kind) =>
        Assert.Equal(
            kind,
            Provenance.Read(Provenance.V1(Model, $"{{{descriptor}}}")).Statements!.Entities[1].Kind.ToString());

    [Fact]
    public void One_file_of_a_repository_is_not_the_whole_of_it()
    {
        ReadResult read = Provenance.Read(Provenance.V1(
            Model,
            $$$$$$"""
            {"uri":"https://huggingface.co/aurora/base/resolve/{{{{{{Commit}}}}}}/config.json",
             "digest":{"sha256":"{{{{{{new string('b', 64)}}}}}}"}}
            """));

        Assert.Equal(
            $"pkg:huggingface/aurora/base@{Commit}#config.json",
            read.Statements!.Entities[1].NormalizedUrl()?.ToString());
        Assert.Equal("base/config.json", read.Statements.Entities[1].Name);
    }

    [Fact]
    public void Annotations_say_what_provenance_has_no_field_for()
    {
        ReadResult read = Provenance.Read(Provenance.V1(
            $$$$$$"""
            {"name":"rows","uri":"pkg:generic/zephyr/rows@2","digest":{"sha256":"{{{{{{Sha256}}}}}}"},"annotations":{
              "aibom:component:kind":"DATASET","aibom:producer":"zephyr","aibom:recipient":["aurora","cobalt"],
              "aibom:supersedes":"pkg:generic/zephyr/rows@1","aibom:created":"2026-01-02",
              "aibom:completeness:ancestors":"UNKNOWN","other:thing":{},
              "aibom:files":[{"name":"a.bin","digest":{"sha256":"{{{{{{Sha256}}}}}}"}},{"digest":{}}]}}
            """,
            """
            {"name":"labels","annotations":{"aibom:component:kind":"LABEL_SET","aibom:labeling:vendor":"bright",
              "aibom:labeling:from":"2026-01-01","aibom:labeling:until":"2026-01-02"}},
            {"name":"raw","annotations":{"aibom:component:kind":"DATASET","aibom:derivation:method":"CLEANING"}},
            {"name":"made","annotations":{"aibom:component:kind":"MODEL"}}
            """));
        DeclaredEntity rows = read.Statements!.Entities[0];

        Assert.Equal(
            "rows LabeledWith labels\nrows DerivedFrom raw Cleaning\nrows GeneratedWith made\nrows Supersedes rows",
            Provenance.Edges(read));
        Assert.Equal(
            "Producer zephyr, Recipient aurora, Recipient cobalt",
            string.Join(", ", rows.Organizations.Select(claim => $"{claim.Role} {claim.Name}")));
        Assert.Equal((CompletenessRelation.Ancestors, Completeness.Unknown), Assert.Single(rows.Completeness) is var own
            ? (own.Relation, own.Completeness)
            : default);
        Assert.Equal("/subject/0/annotations/aibom:files/0", Assert.Single(rows.Files).Pointer);
        Assert.Equal("FIELD_MISSING:/subject/0/annotations/aibom:files/1/name", Reading.Findings(read));
        Assert.Equal("bright", read.Statements.Entities[1].Organizations[0].Name);
        Assert.Equal("2026-01-02T23:59:59.999999Z", read.Statements.Entities[1].LabeledUntil?.ToCanonicalText());
    }

    [Fact]
    public void Parameters_of_ours_say_it_for_all_inputs_and_an_annotation_for_one() => Assert.Equal(
        """
        det DerivedFrom base Adapter
        det TrainedOn rows FineTuning
        det TestedOn rows Testing
        """,
        Provenance.Edges(Provenance.Read(Provenance.V1(
            Model,
            $"{Base},{Rows},{With(Rows, "digest", "\"annotations\":{\"aibom:dataset:role\":\"TESTING\"}")}",
            "{\"aibom:derivation:method\":\"ADAPTER\",\"aibom:dataset:role\":\"FINE_TUNING\",\"epochs\":3}"))));

    [Fact]
    public void All_materials_listed_is_complete_unless_an_annotation_says_otherwise()
    {
        DeclaredEntity silent = Provenance.Read(Provenance.V02(Model, Base)).Statements!.Entities[0];
        DeclaredEntity complete = Provenance.Read(Provenance.V02(
            With(Model, "aibom:producer", "\"aibom:completeness:ancestors\":\"UNKNOWN\""),
            Base,
            isComplete: true)).Statements!.Entities[0];

        Assert.Empty(silent.Completeness);
        Assert.Equal(
            "Ancestors Unknown, TrainingData Complete",
            string.Join(", ", complete.Completeness.Select(own => $"{own.Relation} {own.Completeness}")));
    }

    [Theory]
    [InlineData("_type", "https://in-toto.io/Statement/v2", "SPEC_VERSION_UNSUPPORTED:/_type")]
    [InlineData("predicateType", "https://slsa.dev/provenance/v0.1", "SPEC_VERSION_UNSUPPORTED:/predicateType")]
    [InlineData("predicateType", "https://in-toto.io/attestation/vulns", "SPEC_VERSION_UNSUPPORTED:/predicateType")]
    [InlineData("predicateType", "https://cyclonedx.org/bom", "SPEC_VERSION_UNSUPPORTED:/predicateType")]
    public void A_statement_of_something_else_is_refused(string field, string value, string expected)
    {
        string statement = Provenance.V1(Model, Base);
        int at = statement.IndexOf($"\"{field}\":\"", StringComparison.Ordinal) + field.Length + 4;
        ReadResult read = Provenance.Read(
            statement[..at] + value + statement[statement.IndexOf('"', at)..]);

        Assert.Null(read.Statements);
        Assert.Equal(expected, Reading.Findings(read));
    }

    [Fact]
    public void A_subject_among_its_own_inputs_is_refused() => Assert.Equal(
        "SELF_ANCESTOR:/predicate/buildDefinition/resolvedDependencies/0",
        Reading.Findings(Provenance.Read(Provenance.V1(Model, Model))));

    [Fact]
    public void What_is_missing_is_said_and_the_rest_is_read()
    {
        ReadResult read = Provenance.Read(
            """
            {"_type":"https://in-toto.io/Statement/v1","predicateType":"https://slsa.dev/provenance/v1",
             "subject":[{},{"name":"a","digest":{"sha256":"zz","dirHash":"h1:"}}]}
            """);

        Assert.Equal("a", Assert.Single(read.Statements!.Entities).Name);
        Assert.Equal(
            "FIELD_MISSING:/subject/0 FIELD_MISSING:/predicate VALUE_INVALID:/subject/1/digest/sha256 "
            + "ALGORITHM_UNSUPPORTED:/subject/1/digest/dirHash",
            string.Join(' ', read.Findings
                .Select(finding => $"{finding.Code}:{finding.Pointer}")
                .OrderBy(text => text.StartsWith("FIELD", StringComparison.Ordinal) && text.EndsWith('0') ? 0 : 1)
                .ThenBy(text => text.StartsWith("FIELD", StringComparison.Ordinal) ? text.Length : 1_000)));
    }

    [Fact]
    public void More_edges_or_resources_than_the_bound_are_refused()
    {
        DocumentLimits four = DocumentLimits.Default with { Components = 4 };

        Assert.Equal("", Codes(1, 3, four));
        Assert.Equal("COMPONENTS_EXCEEDED", Codes(2, 3, four));
        Assert.Equal("COMPONENTS_EXCEEDED", Codes(1, 4, four));
        Assert.Equal("COMPONENTS_EXCEEDED", Codes(3, 2, DocumentLimits.Default with { Components = 5 }));
    }

    [Fact]
    public void An_envelope_and_a_bundle_are_read_as_what_they_carry()
    {
        byte[] statement = Encoding.UTF8.GetBytes(Provenance.V1(Model, Base));
        string envelope = Envelope(Convert.ToBase64String(statement));
        ReadResult plain = Provenance.Read(statement);

        foreach (string container in (string[])
        [
            envelope,
            Envelope(Convert.ToBase64String(statement).Replace('+', '-').Replace('/', '_').TrimEnd('=')),
            $$$$$$"""{"mediaType":"x","dsseEnvelope":{{{{{{envelope}}}}}},"verificationMaterial":{}}""",
        ])
        {
            ReadResult read = Provenance.Read(container);

            Assert.Equal(
                CanonicalJson.Serialize(plain.Statements!), CanonicalJson.Serialize(Provenance.Set(read)));
            Assert.Equal(
                statement,
                EnvelopedDocument.Open(Encoding.UTF8.GetBytes(container), DocumentLimits.Default)!.Payload);
        }
    }

    [Theory]
    [InlineData("""{"payloadType":"application/vnd.in-toto+json","payload":"no base64!","signatures":[]}""")]
    [InlineData("""{"payloadType":"text/plain","payload":"e30=","signatures":[]}""")]
    [InlineData("""{"payloadType":7,"payload":"e30="}""")]
    [InlineData("""{"dsseEnvelope":"e30="}""")]
    [InlineData("""{"payloadType":"application/vnd.in-toto+json","payload":"e30=","payload":"e30="}""")]
    [InlineData("""{"payloadType":"application/vnd.in-toto+json","payload":"e30=" """)]
    public void What_only_looks_like_an_envelope_is_refused_and_not_opened(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);

        Assert.Null(EnvelopedDocument.Open(bytes, DocumentLimits.Default));
        Assert.Null(Provenance.Read(bytes).Statements);
    }

    [Fact]
    public void An_inspection_knows_the_format_also_of_what_is_not_read()
    {
        DocumentInspection read = Inspect(Provenance.V02(Model, Base));
        DocumentInspection refused = Inspect(Provenance.V1(Model, Base)
            .Replace("provenance/v1", "provenance/v0.1", StringComparison.Ordinal));

        Assert.Equal(
            ("in-toto", "0.2", "NotChecked", true),
            (read.Format, read.SpecVersion, read.Schema.ToString(), read.IsSound));
        Assert.Equal(("in-toto", "0.1", false), (refused.Format, refused.SpecVersion, refused.IsSound));
    }

    private static string Codes(int subjects, int dependencies, DocumentLimits limits)
    {
        string many = Provenance.V1(Each(subjects), Each(dependencies));
        return string.Join(' ', DocumentReader
            .Read(Encoding.UTF8.GetBytes(many), Provenance.MediaType, limits).Findings
            .Where(finding => finding.Severity is Severity.Error)
            .Select(finding => finding.Code));
    }

    private static string Each(int count) => string.Join(
        ',',
        Enumerable.Range(0, count).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{{\"name\":\"{i}\"}}")));

    /// <summary>An object with more before one of its members.</summary>
    private static string With(string json, string member, string more) =>
        json.Replace($"\"{member}\"", $"{more},\"{member}\"", StringComparison.Ordinal);

    private static string Envelope(string payload) =>
        $$"""{"payload":"{{payload}}","payloadType":"application/vnd.in-toto+json","signatures":[{"sig":"AA=="}]}""";

    private static DocumentInspection Inspect(string document) =>
        DocumentInspection.Of(Encoding.UTF8.GetBytes(document), DocumentLimits.Default);

    private static string Link(string uri) =>
        $$$"""{"uri":"{{{uri}}}","digest":{"gitCommit":"{{{Commit}}}"}}""";
}
