namespace AiBom.Documents.Tests.Rules;

/// <summary>Objects in <c>dependsOn</c>, which the schema forbids: <c>{ref, relation, scope}</c>.</summary>
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
