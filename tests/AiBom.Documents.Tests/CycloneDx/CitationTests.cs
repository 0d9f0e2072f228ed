using AiBom.Domain;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary>An edge at or under a cited place is a quotation.</summary>
public sealed class CitationTests
{
    private const string Pedigree =
        ",{'type':'machine-learning-model','name':'x','pedigree':{'ancestors':["
        + "{'type':'machine-learning-model','name':'y'},{'type':'machine-learning-model','name':'z'}]}}";

    private const string People =
        ",'services':[{'bom-ref':'s','name':'scanner','provider':{'name':'Scans'}}],"
        + "'formulation':[{'components':[{'type':'application','bom-ref':'t','name':'tool'},"
        + "{'type':'application','bom-ref':'u','name':'tool 2','supplier':{'bom-ref':'o','name':'Tools'}}]}]";

    [Theory]
    [InlineData("/components/4/pedigree/ancestors/0", "Scans -")]
    [InlineData("/components/4/pedigree", "Scans Scans")]
    [InlineData("/components/4", "Scans Scans")]
    [InlineData("", "Scans Scans")]
    [InlineData("/components/4/pedigree/ancestors/0/name", "- -")]
    [InlineData("/components/4/ped", "- -")]
    [InlineData("/components/40", "- -")]
    [InlineData("#/components/4/pedigree/ancestors/1", "- Scans")]
    public void An_edge_is_cited_where_it_stands_at_or_under_the_pointer(string pointer, string expected) =>
        Assert.Equal(expected, CitedBy($"{{'pointers':['{pointer}'],'attributedTo':'s'}}"));

    [Theory]
    [InlineData("s", "Scans")]
    [InlineData("t", "tool")]
    [InlineData("u", "Tools")]
    [InlineData("o", "Tools")]
    [InlineData("nowhere", "nowhere")]
    public void Whoever_it_is_attributed_to_is_cited(string reference, string expected) => Assert.Equal(
        $"{expected} -",
        CitedBy($"{{'pointers':['/components/4/pedigree/ancestors/0'],'attributedTo':'{reference}'}}"));

    [Fact]
    public void The_nearest_citation_counts_and_of_one_place_the_first() => Assert.Equal(
        "Tools Scans",
        CitedBy(
            "{'pointers':['/components'],'attributedTo':'s'},{'pointers':['/components'],'attributedTo':'t'},"
            + "{'pointers':['/components/4/pedigree/ancestors/0'],'attributedTo':'u'}"));

    [Fact]
    public void A_process_says_how_and_not_who() =>
        Assert.Equal("- -", CitedBy("{'pointers':['/components'],'process':'t'}"));

    [Theory]
    [InlineData("{'expressions':['$..x'],'attributedTo':'s'}", "EXPRESSION_UNSUPPORTED:/citations/0/expressions")]
    [InlineData("{'pointers':['components'],'attributedTo':'s'}", "VALUE_INVALID:/citations/0/pointers/0")]
    [InlineData("{'pointers':['/a~2'],'attributedTo':'s'}", "VALUE_INVALID:/citations/0/pointers/0")]
    [InlineData("{'pointers':[7],'attributedTo':'s'}", "TYPE_MISMATCH:/citations/0/pointers/0")]
    [InlineData("{'pointers':['/x'],'attributedTo':'q'}", "REFERENCE_DANGLING:/citations/0/attributedTo")]
    [InlineData("{'pointers':['/x']}", "FIELD_MISSING:/citations/0/attributedTo")]
    [InlineData("{'pointers':['#/x'],'attributedTo':'s'}", "FORM_TOLERATED:/citations/0/pointers/0")]
    public void What_is_not_read_is_a_finding(string citation, string findings) => Assert.Equal(
        findings, Reading.Findings(CdxText.Read($"{People},'citations':[{citation}]", Pedigree)));

    [Theory]
    [InlineData("#/https%3A//user:secret@host")]
    [InlineData("#/https:%252F%252Fuser:secret@host")]
    public void A_pointer_is_repeated_without_the_credentials_of_addresses(string pointer)
    {
        Finding finding = Assert.Single(
            CdxText.Read($",'citations':[{{'pointers':['{pointer}'],'process':'m'}}]").Findings);

        Assert.Equal(FindingCodes.FormTolerated, finding.Code);
        Assert.DoesNotContain("secret", finding.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_is_not_failed_but_unsupported()
    {
        Finding finding = Assert.Single(CdxText.Read(",'citations':[{'expressions':['$..x'],'process':'m'}]").Findings);

        Assert.Equal(Outcome.Unsupported, finding.Outcome);
    }

    private static string CitedBy(string citations) => string.Join(
        ' ',
        CdxText.Set($"{People},'citations':[{citations}]", Pedigree)
            .Statements.Select(statement => statement.CitedFrom ?? "-"));
}
