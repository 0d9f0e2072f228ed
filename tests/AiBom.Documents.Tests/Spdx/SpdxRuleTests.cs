using AiBom.Domain;

namespace AiBom.Documents.Tests.Spdx;

/// <summary>One table a rule: elements and relationships as <see cref="SpdxText"/> has them, and edges.</summary>
public sealed class SpdxRuleTests
{
    [Theory]
    [InlineData("M a; M b", "a descendantOf b", "a DerivedFrom b Declared")]
    [InlineData("M a; M b", "b ancestorOf a", "a DerivedFrom b Declared")]
    [InlineData("M a; M b; M c", "b ancestorOf a,c", "a DerivedFrom b Declared; c DerivedFrom b Declared")]
    [InlineData(
        "M a; M b; M c", "a descendantOf b,c", "a DerivedFrom b Declared Merge; a DerivedFrom c Declared Merge")]
    [InlineData("D a; D b; D c", "a descendantOf b,c", "a DerivedFrom b Declared Join; a DerivedFrom c Declared Join")]
    [InlineData("M a; D d", "a descendantOf d", "a TrainedOn d Inferred Training")]
    [InlineData(
        "M a; M b", "a descendantOf b {aibom:derivation:method=ADAPTER}", "a DerivedFrom b Declared Adapter")]
    [InlineData(
        "M a; M b {aibom:derivation:method=QUANTIZATION}", "a descendantOf b", "a DerivedFrom b Declared Quantization")]
    [InlineData(
        "M a {tags=base_model:finetune:o/b}; M b", "a descendantOf b", "a DerivedFrom b Declared FineTuning")]
    [InlineData("M a", "a descendantOf pkg:huggingface/o/b@1", "a DerivedFrom b Declared")]
    [InlineData("M a", "a descendantOf urn:elsewhere", "a DerivedFrom urn:elsewhere Declared")]
    public void Ancestors(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("M a; D d", "a trainedOn d", "a TrainedOn d Declared Training")]
    [InlineData("M a; D d", "a testedOn d", "a TestedOn d Declared Testing")]
    [InlineData(
        "M a; D d", "a trainedOn d; a testedOn d", "a TrainedOn d Declared Training; a TestedOn d Declared Testing")]
    [InlineData("M a; D d", "a finetunedOn d", "a TrainedOn d Declared FineTuning")]
    [InlineData("M a; D d", "a pretrainedOn d", "a TrainedOn d Declared Training")]
    [InlineData("M a; D d", "a validatedOn d", "a TestedOn d Declared Validation")]
    [InlineData("M a; D d", "a evaluatedOn d", "a TestedOn d Declared Testing")]
    [InlineData("M a; D d", "a TRAINED_ON d", "a TrainedOn d Declared Training")]
    [InlineData("M a; P b model", "a finetunedOn b", "a DerivedFrom b Inferred FineTuning")]
    [InlineData("P a; P d", "a trainedOn d", "a TrainedOn d Declared Training")]
    [InlineData("M a; D d", "a trainedOn d {aibom:dataset:role=ALIGNMENT}", "a TrainedOn d Declared Alignment")]
    [InlineData("M a; D d {aibom:dataset:role=FINE_TUNING}", "a trainedOn d", "a TrainedOn d Declared FineTuning")]
    [InlineData("M a; D d {aibom:dataset:role=TESTING}", "a trainedOn d", "a TrainedOn d Declared Training")]
    [InlineData(
        "M a {aibom:dataset:role:https://example.org/d=FINE_TUNING}; D d {aibom:dataset:role=ALIGNMENT}",
        "a trainedOn d",
        "a TrainedOn d Declared FineTuning")]
    [InlineData("M a", "a trainedOn pkg:huggingface/datasets/o/d@1", "a TrainedOn d Declared Training")]
    [InlineData("M a; M b; F w; F t; D d", "a contains w; d contains t; w trainedOn t; w testedOn t",
        "a TrainedOn d Inferred Training; a TestedOn d Inferred Testing")]
    [InlineData("M a; F s source; D d", "a contains s; s trainedOn d", "")]
    public void Datasets(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("M a; M b; D d; B r", "r hasInput b,d; r hasOutput a",
        "a DerivedFrom b Declared; a TrainedOn d Declared Training")]
    [InlineData("M a; M b; M c; B r", "r hasInput b,c; r generates a",
        "a DerivedFrom b Declared Merge; a DerivedFrom c Declared Merge")]
    [InlineData("M a; M b; B r {aibom:derivation:method=ALIGNMENT}", "r hasInput b; r hasOutput a",
        "a DerivedFrom b Declared Alignment")]
    [InlineData("M a; D d {aibom:dataset:role=VALIDATION}; B r", "r hasInput d; r hasOutput a",
        "a TestedOn d Declared Validation")]
    [InlineData("M a; D d; B r", "a testedOn d; r hasInput d; r hasOutput a", "a TestedOn d Declared Testing")]
    [InlineData("D a; D d; M m; B r", "r hasInput d,m; r hasOutput a",
        "a DerivedFrom d Declared; a GeneratedWith m Declared")]
    [InlineData("M a; P p; B r", "r hasInput p; r hasOutput a", "a DependsOn p Declared")]
    [InlineData("M a; F w; M b; F v; B r", "a contains w; b contains v; r hasInput v; r hasOutput w",
        "a DerivedFrom b Inferred")]
    [InlineData("M a; F w; F s data; B r", "a contains w,s; r hasInput s; r hasOutput w", "")]
    public void Runs(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("M a; M b", "a dependsOn b", "a DerivedFrom b Inferred")]
    [InlineData("M a; P b model", "a dependsOn b \"a was fine-tuned from b.\"", "a DerivedFrom b Inferred FineTuning")]
    [InlineData("M a; D d", "a dependsOn d", "a TrainedOn d Inferred Training")]
    [InlineData("M a; P p", "a dependsOn p", "a DependsOn p Declared")]
    [InlineData("P p; P q", "p hasStaticLink q", "p DependsOn q Declared")]
    [InlineData("M a; M b", "a descendantOf b; a dependsOn b", "a DerivedFrom b Declared")]
    public void Dependencies(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("M a; D d", "a generates d", "d GeneratedWith a Declared")]
    [InlineData("M a; D l {aibom:component:kind=LABEL_SET}", "a generates l", "l GeneratedWith a Declared")]
    [InlineData("M a; M b", "a generates b", "b DerivedFrom a Inferred")]
    [InlineData("D a; M b", "a generates b", "b TrainedOn a Inferred Training")]
    [InlineData("P p; P q", "p generates q", "")]
    [InlineData("M a; F s executable; D d; F t", "a contains s; d contains t; s generates t", "")]
    public void Generation(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("P p; M a", "p contains a", "p Contains a Declared")]
    [InlineData("P p; M a", "p hasOptionalComponent a", "p Contains a Declared")]
    [InlineData("M a; P w data", "a hasDataFile w", "a Contains w Inferred")]
    [InlineData("M a; P z", "a hasDistributionArtifact z", "z Contains a Inferred")]
    [InlineData("M a; D d", "a contains d; a trainedOn d", "a TrainedOn d Declared Training")]
    [InlineData("P p; F f; M a", "p contains f; f contains a", "p Contains f Declared; f Contains a Declared")]
    [InlineData("M a; F f; F g", "a contains f; f contains g", "")]
    public void Containment(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("M a; M b", "a hasVariant b", "b DerivedFrom a Inferred")]
    [InlineData("D a; D b", "a copiedTo b", "b DerivedFrom a Inferred")]
    [InlineData("P a; P b", "a hasVariant b", "")]
    [InlineData("M a; D b", "a hasVariant b", "")]
    public void Variants(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("M a; M b", "a amendedBy b", "b Supersedes a Inferred")]
    [InlineData("M a; D b", "a amendedBy b", "")]
    public void Amendments(string elements, string relationships, string edges) =>
        ShouldRead(elements, relationships, edges);

    [Theory]
    [InlineData("D d {aibom:dataset:label-set=https://example.org/l}; D l {aibom:component:kind=LABEL_SET}",
        "d LabeledWith l Declared")]
    [InlineData("D d {aibom:dataset:generated-with=https://example.org/a}; M a", "d GeneratedWith a Declared")]
    [InlineData("M a {aibom:supersedes=pkg:generic/o/b@1}", "a Supersedes b Declared")]
    [InlineData("M a {base_model=o/b}", "a DerivedFrom b Inferred")]
    [InlineData("M a {tags=base_model:quantized:o/b}", "a DerivedFrom b Inferred Quantization")]
    public void Properties_of_the_taxonomy_and_of_tools_are_read_as_in_CycloneDX(string elements, string edges) =>
        ShouldRead(elements, "", edges);

    [Fact]
    public void A_hyperparameter_may_name_the_base_model()
    {
        string document = SpdxText.Document("M a").ToJsonString().Replace(
            "\"name\":\"a\"",
            "\"name\":\"a\",\"ai_hyperparameter\":"
            + "[{\"type\":\"DictionaryEntry\",\"key\":\"baseModel\",\"value\":\"o/b\"}]",
            StringComparison.Ordinal);

        ReadResult read = Reading.Of(document);

        Assert.Equal("a DerivedFrom b Inferred", SpdxText.Edges(read));
        Assert.Equal("/@graph/2/ai_hyperparameter/0", Assert.Single(read.Statements!.Statements).Pointer);
    }

    [Theory]
    [InlineData("a trainedOn d !complete", "TrainingData:Complete")]
    [InlineData("a trainedOn d !incomplete; a trainedOn e !complete", "TrainingData:Incomplete")]
    [InlineData("a trainedOn d !noAssertion", "TrainingData:NotSpecified")]
    [InlineData("a trainedOn NoAssertionElement", "TrainingData:Unknown")]
    [InlineData("a trainedOn NoneElement", "TrainingData:Complete")]
    [InlineData("a descendantOf b !complete", "Ancestors:Complete")]
    [InlineData("a descendantOf NoAssertionElement", "Ancestors:Unknown")]
    [InlineData("a testedOn d !complete", "")]
    [InlineData("b ancestorOf a !complete", "")]
    [InlineData("a dependsOn b !incomplete", "Ancestors:Incomplete TrainingData:Incomplete")]
    [InlineData("a dependsOn b !complete", "")]
    [InlineData("r hasInput d !incomplete; r hasOutput a", "Ancestors:Incomplete TrainingData:Incomplete")]
    public void Completeness(string relationships, string expected) => Assert.Equal(
        expected, CompletenessOf(SpdxText.Read("M a; M b; D d; D e; B r", relationships)));

    [Fact]
    public void Our_property_goes_before_the_completeness_of_a_relationship() => Assert.Equal(
        "TrainingData:Unknown",
        CompletenessOf(SpdxText.Read(
            "M a {aibom:completeness:training-data=UNKNOWN}; D d", "a trainedOn d !complete")));

    [Fact]
    public void Agents_have_their_parts_in_an_entity()
    {
        ReadResult read = SpdxText.Read("M a; O x; O y", "a publishedBy x; a availableFrom y");

        IEnumerable<OrganizationClaim> claims = read.Statements!.Entities[0].Organizations;
        Assert.Equal(
            "Publisher x; Supplier y", string.Join("; ", claims.Select(claim => $"{claim.Role} {claim.Name}")));
    }

    [Fact]
    public void Every_edge_names_its_rule_and_where_it_stands()
    {
        Statement edge = Assert.Single(SpdxText.Read("M a; M b; M c", "a descendantOf b").Statements!.Statements);

        Assert.Equal(("spdx:ancestor", "/@graph/5/to/0"), (edge.Rule, edge.Pointer));
    }

    private static string CompletenessOf(ReadResult read) => string.Join(
        ' ', read.Statements!.Entities[0].Completeness.Select(claim => $"{claim.Relation}:{claim.Completeness}"));

    private static void ShouldRead(string elements, string relationships, string edges) =>
        Assert.Equal(edges, SpdxText.Edges(SpdxText.Read(elements, relationships)));
}
