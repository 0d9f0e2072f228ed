using AiBom.Documents.Tests.Spdx;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Rules;

/// <summary>Types of relationship that SPDX 3.0.1 does not have. No document of the corpus has one.</summary>
public sealed class FinetunedFromTests
{
    [Theory]
    [InlineData("finetunedFrom", "a DerivedFrom b Inferred FineTuning")]
    [InlineData("fineTunedFrom", "a DerivedFrom b Inferred FineTuning")]
    [InlineData("cookedFrom", "")]
    public void A_type_whose_name_says_what_it_means_is_read_with_a_finding(string type, string expected)
    {
        ReadResult read = SpdxText.Read("M a; M b", $"a {type} b");

        Assert.Equal(expected, SpdxText.Edges(read));
        Assert.Contains(
            read.Findings,
            finding => finding.Code == (expected.Length > 0 ? FindingCodes.FormTolerated : FindingCodes.ValueInvalid));
    }

    [Fact]
    public void What_is_no_model_was_not_fine_tuned() =>
        Assert.Equal("", SpdxText.Edges(SpdxText.Read("M a; D d", "a finetunedFrom d")));
}
