using AiBom.Domain;

namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// hf2spdx: the elements stand in the document's <c>element</c>, their classes and fields lack the profile, identifiers
/// are no IRIs, and <c>to</c> is one text. None of its documents is in the corpus.
/// </summary>
public sealed class EmbeddedElementTests
{
    [Fact]
    public void The_lineage_is_read_and_every_form_is_a_finding()
    {
        ReadResult read = Reading.Of("""
            {"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","type":"SpdxDocument",
             "spdxId":"SPDXRef-DOCUMENT","name":"x","rootElement":["SPDXRef-MODEL"],"element":[
              {"type":"AIPackage","spdxId":"SPDXRef-MODEL","name":"o/a","packageVersion":"374cc3f"},
              {"type":"DatasetPackage","spdxId":"SPDXRef-DATA","name":"o/d"},
              {"type":"Package","spdxId":"SPDXRef-PKG","name":"torch","packageUrl":"pkg:pypi/torch"},
              {"type":"Relationship","spdxId":"SPDXRef-R1","from":"SPDXRef-MODEL","to":"SPDXRef-DATA",
               "relationshipType":"trainedOn"},
              {"type":"Relationship","spdxId":"SPDXRef-R2","from":"SPDXRef-MODEL","to":"SPDXRef-PKG",
               "relationshipType":"dependsOn"}]}
            """);

        Assert.Equal(
            "o/a TrainedOn o/d Declared Training; o/a DependsOn torch Declared", RuleReading.Edges(read));
        Assert.Equal(0, read.Statements!.Header.Subject);
        string[] tolerated =
        [
            .. read.Findings.Where(finding => finding.Code is FindingCodes.FormTolerated)
                .Select(finding => finding.Pointer),
        ];
        Assert.Contains("/element/0/type", tolerated);
        Assert.Contains("/element/0/spdxId", tolerated);
        Assert.Contains("/element/3/to", tolerated);
    }

    [Fact]
    public void The_text_about_the_collection_of_data_is_no_edge() => Assert.Equal(
        "",
        RuleReading.Edges(Reading.Of("""
            {"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","type":"dataset_DatasetPackage",
             "spdxId":"urn:d","name":"d","dataset_dataCollectionProcess":"Labelled by Vendor, derived from o/e"}
            """)));
}
