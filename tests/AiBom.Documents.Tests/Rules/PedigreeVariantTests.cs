namespace AiBom.Documents.Tests.Rules;

/// <summary><c>pedigree.variants</c>, where cdxgen puts bases whose relation it does not know.</summary>
public sealed class PedigreeVariantTests
{
    [Theory]
    [InlineData("Hugging Face relation: gguf", "a DerivedFrom b Inferred")]
    [InlineData("A sibling", "")]
    public void A_variant_is_a_base_only_where_the_note_names_the_hubs_relation(string notes, string expected) =>
        Assert.Equal(expected, RuleReading.Edges(RuleReading.Read(
            $"{{MODEL:'a','pedigree':{{'notes':'{notes}','variants':[{{MODEL:'b'}}]}}}}")));
}
