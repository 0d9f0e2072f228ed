using System.Text;
using AiBom.Documents.Schema;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Schema;

/// <summary>What a person is told.</summary>
public sealed class FindingTests
{
    private const string Things =
        """
        {"items":{"oneOf":[
          {"type":"object","required":["kind"],"properties":{"kind":{"const":"car"},"wheels":{"type":"integer"}}},
          {"type":"object","required":["kind"],"properties":{"kind":{"const":"boat"},"sails":{"type":"integer"}}},
          {"type":"string","enum":["none","some"]}]}}
        """;

    [Theory]
    [InlineData("""[{"kind":"boat","sails":"two"}]""", "/0/sails integer")]
    [InlineData("""[{"kind":"car","sails":"two","wheels":[]}]""", "/0/wheels integer")]
    [InlineData("""[{"kind":"plane"}]""", "/0 \"car\"; or \"boat\"; or string")]
    [InlineData("""[7]""", "/0 object; or string")]
    [InlineData("""["many"]""", "/0 object; or one of 2: \"none\", \"some\"")]
    [InlineData("""[{}]""", "/0 kind")]
    public void Of_failed_alternatives_the_one_that_was_meant_is_explained(string document, string expected) =>
        Assert.Equal(expected, Validating.Compile(Things).Validate(document).Findings());

    [Fact]
    public void A_finding_has_pointer_rule_expectation_and_what_came()
    {
        Finding finding = Assert.Single(Validating
            .Compile("""{"properties":{"a/b~c":{"items":{"maximum":3}}}}""")
            .Validate("""{ "a/b~c" : [ 1, 4.50 ] }""")
            .Findings);

        Assert.Equal(("schema", Outcome.Failed), (finding.Check, finding.Outcome));
        Assert.Equal((FindingCodes.SchemaViolated, Severity.Warning), (finding.Code, finding.Severity));
        Assert.Equal(("/a~1b~0c/1", "at most 3", "4.50"), (finding.Pointer, finding.Expected, finding.Found));
        Assert.Equal(
            "The number is out of bounds. (https://example.org/root#/properties/a~1b~0c/items/maximum)",
            finding.Message);
    }

    [Fact]
    public void Everything_that_does_not_hold_is_said_in_document_order() => Assert.Equal(
        "/ b\n/a null\n/c nothing".Replace("/ b", " b", StringComparison.Ordinal),
        Validating
            .Compile("""{"properties":{"a":{"type":"null"}},"required":["b"],"additionalProperties":false}""")
            .Validate("""{"a":1,"c":2}""")
            .Findings());

    [Fact]
    public void What_came_is_cut_however_long_it_is()
    {
        string longText = new('x', 1_000_000);
        Finding finding = Assert.Single(
            Validating.Compile("""{"maxLength":3}""").Validate($"\"{longText}\"").Findings);

        Assert.Equal(FindingLimits.Excerpt + 1, finding.Found!.Length);
    }

    [Fact]
    public void A_rule_of_another_schema_has_its_location_and_its_code()
    {
        var root = new SchemaSource("https://example.org/a/root", Utf8(Validating.WithDialect(
            """{"properties":{"id":{"$ref":"licenses"},"at":{"$ref":"http://example.org/dates#/definitions/day"}}}""",
            Validating.Draft07)));
        var licenses = new SchemaSource(
            "https://example.org/a/licenses",
            Utf8(Validating.WithDialect("""{"enum":["MIT"]}""", Validating.Draft07)),
            FindingCodes.LicenseUnknown);
        var dates = new SchemaSource("https://example.org/published/elsewhere", Utf8(Validating.WithDialect(
            """{"$id":"http://example.org/dates","definitions":{"day":{"format":"date"}}}""", Validating.Draft07)));
        CompiledSchema schema = CompiledSchema.Compile(root, licenses, dates);

        SchemaReport unknown = schema.Validate("""{"id":"llama3.1"}""");
        SchemaReport both = schema.Validate("""{"id":"llama3.1","at":"today"}""");

        Assert.Equal("LICENSE_UNKNOWN:/id \"MIT\"", unknown.Findings());
        Assert.Equal((SchemaVerdict.Invalid, 1, 1), (unknown.Verdict, unknown.ErrorCount, unknown.UnknownLicenseCount));
        Assert.Equal("LICENSE_UNKNOWN:/id \"MIT\"\n/at date", both.Findings());
        Assert.Equal((2, 1), (both.ErrorCount, both.UnknownLicenseCount));
        Assert.EndsWith(
            "(http://example.org/dates#/definitions/day/format)", both.Findings[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_license_of_a_component_is_found_beneath_the_alternatives_of_licenses()
    {
        CompiledSchema? schema = DocumentSchemas.For(DocumentFormat.CycloneDx, "1.6");
        Assert.SkipWhen(schema is null, "This build has no official schemas.");

        SchemaReport report = schema.Validate(
            """
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"machine-learning-model","name":"x",
             "licenses":[{"license":{"id":"MIT"}},{"license":{"id":"llama3.1"}}]}]}
            """);

        Finding finding = Assert.Single(report.Findings);
        Assert.Equal(
            (FindingCodes.LicenseUnknown, "/components/0/licenses/1/license/id", "\"llama3.1\""),
            (finding.Code, finding.Pointer, finding.Found));
        Assert.Equal((SchemaVerdict.Invalid, report.ErrorCount), (report.Verdict, report.UnknownLicenseCount));
    }

    [Fact]
    public void A_listed_word_in_another_case_is_told_the_proper_one()
    {
        CompiledSchema schema = Validating.Compile("""{"items":{"enum":["Apache-2.0","MIT",1]}}""");

        Assert.Equal(
            "/0 \"Apache-2.0\"\n/1 \"MIT\"\n/2 one of 3: \"Apache-2.0\", \"MIT\", 1",
            schema.Validate("""["apache-2.0","mIt","BSD","MIT",1]""").Findings());
    }

    [Fact]
    public void A_flood_of_unknown_licenses_hides_no_other_reason()
    {
        CompiledSchema? schema = DocumentSchemas.For(DocumentFormat.CycloneDx, "1.6");
        Assert.SkipWhen(schema is null, "This build has no official schemas.");
        string licenses = string.Join(
            ',', Enumerable.Range(0, 1_000).Select(i => $$$"""{"license":{"id":"llama{{{i}}}"}}"""));
        string document =
            $$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"data","name":"x",
             "licenses":[{{licenses}}]}],"extra":1}
            """;

        SchemaReport both = schema.Validate(document);
        SchemaReport licensesOnly = schema.Validate(document.Replace(",\"extra\":1", "", StringComparison.Ordinal));
        SchemaReport cut = schema.Validate(document, SchemaLimits.Default with { Steps = 5_000 });

        Assert.All(both.Findings[..^1], finding => Assert.Equal(FindingCodes.LicenseUnknown, finding.Code));
        Assert.Equal((true, 1_001, 1_000), (both.IsBroken, both.ErrorCount, both.UnknownLicenseCount));
        Assert.Equal((SchemaVerdict.Invalid, false), (licensesOnly.Verdict, licensesOnly.IsBroken));
        Assert.True(cut.IsBroken);
    }

    [Theory]
    [InlineData("""{"url":"https:\/\/user:secret@host"}""")]
    [InlineData("""{"url":"https\u003a//user:secret\u0040host"}""")]
    [InlineData("""{"https://user:secret@host":1}""")]
    [InlineData("""["https://user:secret@host"]""")]
    public void What_came_is_told_without_the_credentials_of_addresses(string document)
    {
        Finding finding = Assert.Single(Validating.Compile(
            """{"type":"object","additionalProperties":{"type":"array"}}""").Validate(document).Findings);

        Assert.DoesNotContain("secret", $"{finding}", StringComparison.Ordinal);
        Assert.Contains("***", $"{finding}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DocumentFormat.CycloneDx, "1.1")]
    [InlineData(DocumentFormat.Spdx, "2.3")]
    public void Without_a_schema_nothing_is_checked_and_the_report_says_so(DocumentFormat format, string version)
    {
        SchemaReport report = DocumentSchemas.Validate(format, version, Utf8("{}"), SchemaLimits.Default);

        Assert.Equal(SchemaVerdict.NotChecked, report.Verdict);
        Assert.Equal(FindingCodes.SchemaUnavailable, Assert.Single(report.Findings).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"\\\\\\udc00x\"")]
    [InlineData("{\"\\ud800\\u0061\":1}")]
    public void What_is_not_json_is_invalid(string document)
    {
        SchemaReport report = Validating.Compile("{}").Validate(document);

        Assert.Equal(SchemaVerdict.Invalid, report.Verdict);
        Assert.Equal(FindingCodes.JsonMalformed, Assert.Single(report.Findings).Code);
    }

    [Fact]
    public void A_byte_order_mark_is_ignored_and_bytes_that_are_not_utf_8_are_invalid()
    {
        CompiledSchema schema = Validating.Compile("""{"const":1}""");

        Assert.Equal(SchemaVerdict.Valid, schema.Validate("\uFEFF1").Verdict);
        Assert.Equal(
            FindingCodes.JsonMalformed,
            Assert.Single(schema.Validate((byte[])[(byte)'"', 0xFF, (byte)'"'], SchemaLimits.Default).Findings).Code);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
