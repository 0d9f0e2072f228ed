using System.Globalization;
using AiBom.Domain;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary>Claims, evidence and assessments; and comments.</summary>
public sealed class DeclarationTests
{
    private const string Declarations =
        "'definitions':{'standards':[{'bom-ref':'std','requirements':[{'bom-ref':'r','identifier':'AI-7'}]}]},"
        + "'declarations':{'assessors':[{'bom-ref':'a','thirdParty':true,'organization':{'name':'Auditor'}}],"
        + "'attestations':[{'assessor':'a','map':[{'requirement':'r','claims':['c'],'counterClaims':['k'],"
        + "'conformance':{'score':0.8,'rationale':'most'},'confidence':{'score':1}}]}],"
        + "'claims':[{'bom-ref':'c','target':'m','predicate':'no personal data','reasoning':'see','evidence':['e1'],"
        + "'counterEvidence':['e2']},{'bom-ref':'k','target':'t','predicate':'else'}],"
        + "'evidence':[{'bom-ref':'e1','propertyName':'p','description':'report','author':{'name':'Ann'},"
        + "'created':'2026-01-01T00:00:00Z','expires':'2027-01-01T00:00:00Z'},{'bom-ref':'e2'}],"
        + "'targets':{'organizations':[{'bom-ref':'t','name':'Acme'}]}}";

    [Fact]
    public void A_claim_has_its_target_and_evidence()
    {
        StatementSet set = CdxText.Set($",{Declarations}");

        DeclaredClaim claim = set.Claims[0];
        Assert.Equal(
            "c m no personal data see", $"{claim.Reference} {claim.Target} {claim.Predicate} {claim.Reasoning}");
        Assert.Equal("m", set.Entities[claim.TargetEntity!.Value].Name);
        Assert.Equal("0 1", $"{claim.Evidence.Single()} {claim.CounterEvidence.Single()}");
        Assert.Equal("Acme", set.Claims[1].Target);
        DeclaredEvidence evidence = set.Evidence[0];
        Assert.Equal(
            "e1 p report Ann 2026 2027",
            $"{evidence.Reference} {evidence.Property} {evidence.Description} {evidence.Author} "
            + $"{evidence.Created!.Value.Year} {evidence.Expires!.Value.Year}");
    }

    [Fact]
    public void An_assessment_maps_claims_to_a_requirement()
    {
        DeclaredAssessment assessment = Assert.Single(CdxText.Set($",{Declarations}").Assessments);

        Assert.Equal(
            "Auditor True AI-7 0 1 0.8 most 1",
            string.Join(
                ' ',
                assessment.Assessor,
                assessment.IsThirdParty,
                assessment.Requirement,
                assessment.Claims.Single(),
                assessment.CounterClaims.Single(),
                assessment.Conformance?.ToString(CultureInfo.InvariantCulture),
                assessment.ConformanceRationale,
                assessment.Confidence?.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("'declarations':[]", "TYPE_MISMATCH:/declarations")]
    [InlineData(
        "'declarations':{'claims':[{'evidence':['x']}]}", "REFERENCE_DANGLING:/declarations/claims/0/evidence/0")]
    [InlineData("'declarations':{'claims':[{'target':'x'}]}", "REFERENCE_DANGLING:/declarations/claims/0/target")]
    [InlineData(
        "'declarations':{'attestations':[{'map':[{'conformance':{'score':2}}]}]}",
        "VALUE_INVALID:/declarations/attestations/0/map/0/conformance/score")]
    [InlineData(
        "'declarations':{'attestations':[{'map':[{'confidence':{'score':'high'}}]}]}",
        "TYPE_MISMATCH:/declarations/attestations/0/map/0/confidence/score")]
    public void What_is_wrong_is_a_finding(string field, string findings) =>
        Assert.Equal(findings, Reading.Findings(CdxText.Read($",{field}")));

    [Theory]
    [InlineData("'organization':{'name':'Acme'}", "Acme")]
    [InlineData("'individual':{'name':'Ann'}", "Ann")]
    [InlineData("'component':{'type':'application','name':'tool'}", "tool")]
    [InlineData("'service':{'name':'bot','provider':{'name':'Acme'}}", "Acme")]
    [InlineData("'organization':7", "")]
    public void An_annotation_is_a_comment_of_its_annotator(string annotator, string expected)
    {
        StatementSet set = CdxText.Set(
            $",'annotations':[{{'subjects':['d','m','missing'],'annotator':{{{annotator}}},"
            + "'timestamp':'2026-01-01T00:00:00Z','text':'careful'}]");

        DeclaredComment comment = Assert.Single(set.Comments);
        Assert.Equal(
            $"{expected} careful d,m,missing d,m 2026",
            $"{comment.Annotator} {comment.Text} {string.Join(',', comment.Subjects)} "
            + $"{CdxText.NamesOf(set, comment.Entities)} {comment.Timestamp!.Value.Year}");
        Assert.Empty(set.Statements);
    }

    [Fact]
    public void An_annotation_without_words_is_left_out() =>
        Assert.Equal("FIELD_MISSING:/annotations/0/text", Reading.Findings(CdxText.Read(",'annotations':[{}]")));

    [Fact]
    public void A_long_name_that_much_refers_to_is_left_out()
    {
        string name = new('x', 501);
        ReadResult read = CdxText.Read(
            $",'services':[{{'bom-ref':'s','name':'s','provider':{{'name':'{name}'}}}}],"
            + "'annotations':[{'text':'t'}],'declarations':{'attestations':[{'assessor':'s','map':[{}]}]}");

        Assert.Equal("s", read.Statements!.Assessments[0].Assessor);
        Assert.Equal("VALUE_INVALID:/services/0/provider/name", Reading.Findings(read));
    }
}
