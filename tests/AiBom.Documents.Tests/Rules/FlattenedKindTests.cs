namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// cdxgen's SPDX has no class but <c>software_Package</c>, no purpose, and the fields of the extension with or without
/// their profile. No document of the corpus is one.
/// </summary>
public sealed class FlattenedKindTests
{
    [Theory]
    [InlineData("'software_packageUrl':'pkg:huggingface/o/a@1'", "Model")]
    [InlineData("'software_packageUrl':'pkg:huggingface/datasets/o/a@1'", "Dataset")]
    [InlineData("'software_packageUrl':'pkg:pypi/a@1'", "SoftwareComponent")]
    [InlineData("'software_packageUrl':'pkg:huggingface/o/a@1','software_primaryPurpose':'library'",
        "SoftwareComponent")]
    [InlineData("'extension':[{'type':'x','cdxProperty':[{'cdxPropName':'properties.cdx:ai:kind',"
        + "'cdxPropValue':'model'}]}]", "Model")]
    [InlineData("'extension':[{'type':'x','extension_cdxProperty':[{'extension_cdxPropName':'cdx:ai:kind',"
        + "'extension_cdxPropValue':'dataset'}]}]", "Dataset")]
    public void A_package_without_purpose_is_what_its_package_URL_or_the_tool_says(string fields, string kind) =>
        Assert.Equal(kind, Of(fields).Statements!.Entities[0].Kind.ToString());

    [Fact]
    public void Tags_are_a_list_in_JSON() => Assert.Equal(
        "a DerivedFrom o/b Inferred Adapter",
        RuleReading.Edges(Of(
            "'extension':[{'type':'x','extension_cdxProperty':["
            + "{'extension_cdxPropName':'cdx:ai:kind','extension_cdxPropValue':'model'},"
            + "{'extension_cdxPropName':'tags','extension_cdxPropValue':"
            + "'[\\'ai\\',\\'base_model:adapter:o/b\\']'}]}]")));

    private static ReadResult Of(string fields) => Reading.Of(
        ("{'@context':'https://spdx.org/rdf/3.0.1/spdx-context.jsonld','type':'software_Package','spdxId':'urn:a',"
            + $"'name':'a',{fields}}}").Replace('\'', '"'));
}
