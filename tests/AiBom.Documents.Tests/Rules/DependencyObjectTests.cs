namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// Objects in <c>dependsOn</c>, which the schema forbids: <c>{ref, relation, scope}</c>; and references that dangle.
/// </summary>
public sealed class DependencyObjectTests
{
    [Theory]
    [InlineData("DATA", "train", "a TrainedOn x Inferred Training")]
    [InlineData("DATA", "eval", "a TestedOn x Inferred Testing")]
    [InlineData("MODEL", "quantized", "a DerivedFrom x Inferred Quantization")]
    [InlineData("MODEL", "likes", "a DerivedFrom x Inferred")]
    public void The_relation_gives_the_edge_its_method_or_role(string type, string relation, string expected) =>
        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a','bom-ref':'a'}},{{{type}:'x','bom-ref':'x'}}",
            ",'dependencies':[{'ref':'a','dependsOn':[{'ref':'x','relation':'" + relation
            + "','scope':'required'}]}]")));

    [Theory]
    [InlineData("pkg:pytorch/b@1", "a DerivedFrom b Inferred")]
    [InlineData("pkg:huggingface/o%2Fb@1.0", "a DerivedFrom o/b Inferred")]
    [InlineData("pkg:dataset/d@1", "a TrainedOn d Inferred Training")]
    [InlineData("pkg:huggingface-dataset/o/d@1.0", "a TrainedOn o/d Inferred Training")]
    public void A_package_URL_that_nothing_declares_tells_its_kind(string url, string expected) =>
        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read(
            "{MODEL:'a','bom-ref':'a'}", $",'dependencies':[{{'ref':'a','dependsOn':['{url}']}}]")));

    [Fact]
    public void The_rust_generator_wrote_them_at_first()
    {
        ReadResult read = RuleReading.Corpus("bxf12315-hf-aibom/b5f642a__aibom.json");

        Assert.Equal(
            "nvidia/parakeet-tdt-0.6b-v2 TrainedOn nvidia/Granary Inferred Training; "
            + "nvidia/parakeet-tdt-0.6b-v2 TrainedOn nvidia/nemo-asr-set-3.0 Inferred Training; "
            + "brrski/brenner TrainedOn Anthropic/values-in-the-wild Inferred Training; "
            + "brrski/brenner TrainedOn nvidia/OpenCodeReasoning Inferred Training; "
            + "brrski/brenner DerivedFrom nvidia/parakeet-tdt-0.6b-v2 Inferred Adapter",
            RuleReading.Lineage(read));
        Assert.Equal(5, Reading.Findings(read).Split(' ').Count(finding =>
            finding.StartsWith("TYPE_MISMATCH:/dependencies/", StringComparison.Ordinal)));
    }
}
