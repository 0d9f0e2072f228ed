using AiBom.Domain;

namespace AiBom.Documents.Tests.Rules;

/// <summary>CycloneDX's pedigree as a text in SPDX, as cdxgen writes it. No document of the corpus has one.</summary>
public sealed class PackedPedigreeTests
{
    private const string At = "/@graph/0/extension/0/extension_cdxProperty/1";

    [Theory]
    [InlineData("{'ancestors':[{'group':'o','name':'b'}]}", "a DerivedFrom o/b Inferred")]
    [InlineData("{'ancestors':[{'purl':'pkg:huggingface/o/b'}],'notes':'Hugging Face relation: adapter'}",
        "a DerivedFrom o/b Inferred Adapter")]
    [InlineData("{'ancestors':[{'name':'b'},{'name':'c'}]}",
        "a DerivedFrom b Inferred Merge; a DerivedFrom c Inferred Merge")]
    [InlineData("{'ancestors':[{'type':'data','name':'d'}]}", "a TrainedOn d Inferred Training")]
    [InlineData("{'ancestors':[{'name':'b','pedigree':{'ancestors':[{'name':'c'}]}}]}",
        "a DerivedFrom b Inferred; b DerivedFrom c Inferred")]
    [InlineData("{'notes':'fine-tuned from b'}", "")]
    public void Its_ancestors_are_edges(string pedigree, string expected) =>
        Assert.Equal(expected, RuleReading.Edges(PackedSpdx.Read("pedigree", pedigree)));

    [Fact]
    public void An_edge_stands_at_the_property_that_holds_the_text() => Assert.Equal(
        $"a DerivedFrom b at {At}",
        RuleReading.Places(PackedSpdx.Read("pedigree", "{'ancestors':[{'name':'b'}]}"), "cdxgen:packed-pedigree"));

    [Fact]
    public void A_bom_ref_means_the_element_that_notes_it()
    {
        ReadResult read = Reading.Of(PackedSpdx.Document(
            ("a", [("cdx:ai:kind", "model"), ("pedigree", """{"ancestors":[{"bom-ref":"x","name":"other"}]}""")]),
            ("b", [("cdx:ai:kind", "model"), ("bomRef", "x")])).ToJsonString());

        Assert.Equal("a DerivedFrom b Inferred", RuleReading.Edges(read));
        Assert.Equal(2, read.Statements!.Entities.Length);
    }

    [Theory]
    [InlineData("{'ancestors':")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{'ancestors':[],'ancestors':[]}")]
    [InlineData("{'notes':'\\ud800'}")]
    [InlineData("not JSON at all")]
    public void A_text_that_is_no_object_is_a_finding(string text)
    {
        ReadResult read = PackedSpdx.Read("pedigree", text);

        Assert.Equal("", RuleReading.Edges(read));
        Assert.Contains(read.Findings, finding => finding is { Code: FindingCodes.ValueInvalid, Pointer: At });
    }

    [Fact]
    public void A_text_that_nests_without_end_is_a_finding()
    {
        string deep = string.Concat(Enumerable.Repeat("{'pedigree':{'ancestors':[", 1_000));

        Assert.Contains(
            PackedSpdx.Read("pedigree", deep + string.Concat(Enumerable.Repeat("]}}", 1_000))).Findings,
            finding => finding is { Code: FindingCodes.ValueInvalid, Pointer: At });
    }

    [Fact]
    public void A_wrong_field_within_the_text_is_a_finding_at_the_text() => Assert.Contains(
        PackedSpdx.Read("pedigree", "{'ancestors':{}}").Findings,
        finding => finding is { Code: FindingCodes.TypeMismatch, Pointer: At });
}
