using System.Reflection;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Gates;
using AiBom.Testing.Graphs;

namespace AiBom.Registry.Tests.Gates;

/// <summary>Each rule by itself: a case as text in, its objections as text out.</summary>
public sealed class GateRuleTests
{
    private static readonly string[] Codes =
    [
        "DIGEST_MISMATCH", "DIGEST_NOT_AVAILABLE", "GATE_INCOMPLETE", "REASONS_EXCEEDED", "SIGNATURE_INVALID",
        "SIGNATURE_MISSING", "STALE", "SUBJECT_MISSING", "SUBJECT_NOT_DESCRIBED", "UNTRUSTED_SIGNER",
        "UPSTREAM_ADVISORY_OPEN", "UPSTREAM_POSSIBLY_AFFECTED",
    ];

    [Fact]
    public void The_codes_are_these() => Assert.Equal(Codes, typeof(GateCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(code => (string)code.GetRawConstantValue()!)
        .Order(StringComparer.Ordinal));

    [Fact]
    public void Every_rule_can_be_named_and_has_a_code_of_its_own()
    {
        IEnumerable<Type> written =
            typeof(GateRule).Assembly.GetTypes().Where(type => type.BaseType == typeof(GateRule));

        Assert.Equal(
            written.Select(type => type.Name).Order(StringComparer.Ordinal),
            GateRules.All.Select(rule => rule.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(GateRules.All.Length, GateRules.All.Select(rule => rule.Code).Distinct().Count());
        Assert.All(GateRules.All, rule => Assert.Contains(rule.Code, Codes));
    }

    [Theory]
    [InlineData("Valid", "", "")]
    [InlineData("Valid w=Match", "", "")]
    [InlineData("Valid w=NotAvailable", "", "")]
    [InlineData("Valid w=WeakAlgorithm", "", "")]
    [InlineData("Valid w=Mismatch v=Match", "", "DIGEST_MISMATCH 1/w")]
    [InlineData("Valid w=Match; Missing w=Mismatch", "", "DIGEST_MISMATCH 2/w")]
    [InlineData("Valid w=Match v=NotAvailable", "requireBytes", "DIGEST_NOT_AVAILABLE 1/v")]
    [InlineData(
        "Valid w=WeakAlgorithm v=Missing", "requireBytes", "DIGEST_NOT_AVAILABLE 1/w, DIGEST_NOT_AVAILABLE 1/v")]
    [InlineData("Valid w=Mismatch", "requireBytes", "DIGEST_MISMATCH 1/w")]
    public void Bytes_are_those_that_documents_declare(string documents, string flags, string objections) =>
        Assert.Equal(objections, Judge("DIGEST_MISMATCH", documents, flags));

    [Theory]
    [InlineData("Valid", "", "")]
    [InlineData("Missing", "", "")]
    [InlineData("NotChecked", "", "")]
    [InlineData("UntrustedSigner", "", "")]
    [InlineData("Invalid", "", "SIGNATURE_INVALID 1/m")]
    [InlineData("Expired; Missing", "", "SIGNATURE_INVALID 1/m")]
    [InlineData("Invalid; Valid", "", "")]
    [InlineData("Valid", "requireSignature", "")]
    [InlineData("Missing; NotChecked", "requireSignature", "SIGNATURE_MISSING ")]
    [InlineData("Invalid", "requireSignature", "SIGNATURE_INVALID 1/m, SIGNATURE_MISSING ")]
    public void Evidence_holds_unless_better_evidence_does(string documents, string flags, string objections) =>
        Assert.Equal(objections, Judge("SIGNATURE_INVALID", documents, flags));

    [Theory]
    [InlineData("Valid", "")]
    [InlineData("Missing", "")]
    [InlineData("Invalid", "")]
    [InlineData("UntrustedSigner", "UNTRUSTED_SIGNER 1/m")]
    [InlineData("Missing; UntrustedSigner", "UNTRUSTED_SIGNER 2/m")]
    [InlineData("UntrustedSigner; Valid", "")]
    public void A_signer_may_speak_for_the_publisher_unless_another_who_may_has_signed(
        string documents, string objections) => Assert.Equal(objections, Judge("UNTRUSTED_SIGNER", documents, ""));

    [Theory]
    [InlineData("m<base base<root", "", "", "")]
    [InlineData("m<base base<root", "other", "", "")]
    [InlineData("m<base base<root", "m", "", "UPSTREAM_ADVISORY_OPEN ADV-1 ")]
    [InlineData("m<base base<root", "base", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<base")]
    [InlineData("m<base base<root", "root", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<base base<root")]
    [InlineData("m<long long<root m<root", "root", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<root")]
    [InlineData("m<base base<root", "root+base", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<base")]
    [InlineData(
        "m<base base<root",
        "root base",
        "",
        "UPSTREAM_ADVISORY_OPEN ADV-1 m<base base<root, UPSTREAM_ADVISORY_OPEN ADV-2 m<base")]
    [InlineData("child<m", "child", "", "")]
    [InlineData("m<data:T data<labels:L", "labels", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<data data<labels")]
    [InlineData("m<data:E", "data", "", "")]
    [InlineData("m<old:S", "old", "", "")]
    [InlineData("m<part:C m<tool:N", "part tool", "", "")]
    [InlineData("m<part:C m<tool:N", "part tool", "containment", "UPSTREAM_ADVISORY_OPEN ADV-1 m<part")]
    [InlineData("m<part:C m<tool:N", "part tool", "tooling", "UPSTREAM_ADVISORY_OPEN ADV-2 m<tool")]
    [InlineData("m[system] m<part:C part<base", "base", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<part part<base")]
    [InlineData("m<a a<m m<base", "base", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<base")]
    [InlineData("m=key m<base", "base", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<base")]
    [InlineData("m<base base=copy", "copy", "", "UPSTREAM_ADVISORY_OPEN ADV-1 m<base")]
    public void A_standing_advisory_on_anything_upstream_is_an_objection(
        string graph, string advisories, string flags, string objections) =>
        Assert.Equal(objections, Judge("UPSTREAM_ADVISORY_OPEN", "Valid", flags, graph, advisories));

    [Theory]
    [InlineData("m[training=UNKNOWN] m<base", "other", "", "(UPSTREAM_POSSIBLY_AFFECTED ADV-1 )")]
    [InlineData("m<base base[ancestors=INCOMPLETE]", "other", "", "(UPSTREAM_POSSIBLY_AFFECTED ADV-1 )")]
    [InlineData("m<base base[ancestors=NONE]", "other", "", "")]
    [InlineData(
        "m<base base[ancestors=UNKNOWN]", "other", "possiblyAffected", "UPSTREAM_POSSIBLY_AFFECTED ADV-1 ")]
    [InlineData("m<base base[ancestors=UNKNOWN]", "base", "possiblyAffected", "UPSTREAM_ADVISORY_OPEN ADV-1 m<base")]
    [InlineData("m<base base[ancestors=UNKNOWN]", "", "possiblyAffected", "")]
    public void An_open_lineage_is_a_remark_unless_the_policy_asks_for_more(
        string graph, string advisories, string flags, string objections) =>
        Assert.Equal(objections, Judge("UPSTREAM_ADVISORY_OPEN", "Valid", flags, graph, advisories));

    [Fact]
    public void A_walk_that_is_cut_is_an_objection_and_says_so()
    {
        GateCase cut = Case("m<base base<root", "Valid", "other") with { Deadline = new CancellationToken(true) };

        Objection[] objections = [.. Rule("UPSTREAM_ADVISORY_OPEN").Judge(cut, RuleParameters.None)];

        Assert.Contains(objections, objection => objection.Code is "GATE_INCOMPLETE");
        Assert.All(objections, objection => Assert.True(objection is { IsBreach: true, IsCut: true }));
    }

    [Fact]
    public void An_advisory_of_which_the_graph_does_not_know_all_is_never_passed_over()
    {
        GateCase known = Case("m<base", "Valid", "other");
        GateCase unknown = known with { Advisories = [known.Advisories[0] with { IsWhole = false }] };

        Objection objection = Assert.Single(
            Rule("UPSTREAM_ADVISORY_OPEN").Judge(unknown, RuleParameters.None));

        Assert.Equal(("GATE_INCOMPLETE", true), (objection.Code, objection.IsBreach));
    }

    /// <summary>
    /// The objections of one rule to <c>m</c>: remarks in brackets, a document by its number with what follows.
    /// </summary>
    private static string Judge(
        string rule, string documents, string flags, string graph = "m[]", string advisories = "")
    {
        GateCase gateCase = Case(graph, documents, advisories);
        GraphText text = GraphText.Parse($"{graph} m[] other[]");
        IEnumerable<Objection> objections = Rule(rule).Judge(gateCase, Flags(flags));
        return string.Join(", ", objections.Select(objection =>
        {
            string path = string.Join(
                ' ', objection.Path.Select(edge => $"{text.Name(edge.Subject)}<{text.Name(edge.Object)}"));
            string number = objection.Document is { } document
                ? $"{gateCase.Documents.Select(own => own.Document).ToList().IndexOf(document) + 1}{objection.Pointer}"
                : "";
            string told = $"{objection.Code} {objection.Advisory}{(objection.Advisory is null ? number : $" {path}")}";
            return objection.IsBreach ? told : $"({told})";
        }));
    }

    private static GateCase Case(string graph, string documents, string advisories)
    {
        GraphText text = GraphText.Parse(
            graph.Contains("m[", StringComparison.Ordinal) ? $"{graph} other[]" : $"{graph} m[] other[]");
        LineageGraph lineage = LineageGraph.Load(text.Entities, text.Statements, sequence: 100);
        string[] standing = advisories.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new GateCase
        {
            Lineage = lineage,
            Subject = lineage.Resolve(text.Id("m")),
            Kind = text.Entities.Single(entity => entity.Id == text.Id("m")).Kind,
            Name = "m",
            Documents = [.. documents.Split("; ").Select(Document)],
            Advisories =
            [
                .. standing.Select((subjects, index) => new StandingAdvisory(
                    $"ADV-{index + 1}",
                    "vendor",
                    [.. subjects.Split('+').Select(name => lineage.Resolve(text.Id(name)))])),
            ],
        };
    }

    /// <summary>Reads <c>Valid w=Match v=Mismatch</c>.</summary>
    private static DescribingDocument Document(string text, int index)
    {
        string[] words = text.Split(' ');
        return new DescribingDocument(
            Digest.Of([(byte)index]), "/m", Enum.Parse<Authenticity>(words[0]), "northwind")
        {
            Files =
            [
                .. words.Skip(1).Select(word => word.Split('='))
                    .Select(file => new DescribedFile(file[0], $"/{file[0]}", Enum.Parse<DigestStatus>(file[1]))),
            ],
        };
    }

    private static RuleParameters Flags(string names) => new(names
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(name => KeyValuePair.Create(name, JsonElement.Parse("true"))));

    private static GateRule Rule(string code) => GateRules.All.Single(rule => rule.Code == code);
}
