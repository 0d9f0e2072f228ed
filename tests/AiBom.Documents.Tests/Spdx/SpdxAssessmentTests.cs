using System.Text.Json.Nodes;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Spdx;

/// <summary>What SPDX says of vulnerabilities, and its remarks.</summary>
public sealed class SpdxAssessmentTests
{
    [Theory]
    [InlineData("Affected", ImpactAnalysisState.Exploitable)]
    [InlineData("NotAffected", ImpactAnalysisState.NotAffected)]
    [InlineData("Fixed", ImpactAnalysisState.Resolved)]
    [InlineData("UnderInvestigation", ImpactAnalysisState.InTriage)]
    public void The_class_of_an_assessment_tells_the_state(string kind, ImpactAnalysisState state)
    {
        StatementSet set = Read(
            """
            {"type":"security_Vulnerability","spdxId":"https://example.org/v","name":"a hole",
             "externalIdentifier":[{"externalIdentifierType":"cve","identifier":"CVE-2026-1"}]}
            """,
            $$"""
            {"type":"security_Vex{{kind}}VulnAssessmentRelationship","spdxId":"https://example.org/x",
             "from":"https://example.org/v","to":["https://example.org/m"],"security_justificationType":"j",
             "security_statusNotes":"notes","security_modifiedTime":"2026-03-01T00:00:00Z"}
            """);

        DeclaredVulnerability found = Assert.Single(set.Vulnerabilities);
        Assert.Equal(
            $"CVE-2026-1 {state} j notes 3",
            $"{found.Id} {found.State} {found.Justification} {found.Detail} {found.Updated!.Value.Month}");
        Assert.Equal(0, Assert.Single(found.Affects).Entity);
        Assert.Empty(set.Statements);
    }

    [Fact]
    public void An_annotation_is_a_comment()
    {
        StatementSet set = Read(
            """
            {"type":"Annotation","spdxId":"https://example.org/n","creationInfo":"_:made","annotationType":"review",
             "subject":"https://example.org/m","statement":"careful"}
            """);

        DeclaredComment comment = Assert.Single(set.Comments);
        Assert.Equal("maker careful 2", $"{comment.Annotator} {comment.Text} {comment.Timestamp!.Value.Month}");
        Assert.Equal(0, Assert.Single(comment.Entities));
    }

    private static StatementSet Read(params string[] elements)
    {
        JsonObject document = SpdxText.Document("M m");
        foreach (string element in elements)
        {
            document["@graph"]!.AsArray().Add(JsonNode.Parse(element));
        }

        return Reading.Of(document.ToJsonString()).Statements!;
    }
}
