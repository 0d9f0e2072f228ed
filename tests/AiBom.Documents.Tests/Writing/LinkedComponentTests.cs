using AiBom.Domain;

namespace AiBom.Documents.Tests.Writing;

/// <summary>
/// An ancestor or a part that is a BOM-Link into its own document stands for the component that it names. In the texts
/// <c>'</c> stands for a quotation mark.
/// </summary>
public sealed class LinkedComponentTests
{
    private const string Serial = "3e671687-395b-41f5-a30f-a58921a69b79";

    [Theory]
    [InlineData($"urn:cdx:{Serial}/1#base", "a DerivedFrom base")]
    [InlineData($"urn:cdx:{Serial}/1#ba%73e", "a DerivedFrom base")]
    [InlineData($"urn:cdx:{Serial}/2#base", "a DerivedFrom stub")]
    [InlineData($"urn:cdx:{Serial}/1#nothing", "a DerivedFrom stub")]
    [InlineData("https://example.org/bom.json", "a DerivedFrom stub")]
    public void A_link_into_the_document_stands_for_what_it_names(string link, string expected)
    {
        StatementSet set = Read($"{{'type':'bom','url':'{link}'}}").Statements!;

        Assert.Equal(expected, string.Join(';', set.Statements.Select(edge =>
            $"{set.Entities[edge.Subject].Name} {edge.Predicate} {set.Entities[edge.Object].Name}")));
    }

    [Fact]
    public void What_links_to_itself_is_its_own_ancestor()
    {
        ReadResult read = Read($"{{'type':'bom','url':'urn:cdx:{Serial}/1#a'}}");

        Assert.Null(read.Statements);
        Assert.Contains(read.Findings, finding => finding.Code == FindingCodes.SelfAncestor);
    }

    private static ReadResult Read(string reference) => Reading.Of(
        """
        {'bomFormat':'CycloneDX','specVersion':'1.7','serialNumber':'urn:uuid:SERIAL','version':1,
         'metadata':{'component':{'type':'machine-learning-model','bom-ref':'a','name':'a','pedigree':{'ancestors':[
           {'type':'machine-learning-model','name':'stub','externalReferences':[REFERENCE]}]}}},
         'components':[{'type':'machine-learning-model','bom-ref':'base','name':'base'}]}
        """
            .Replace("SERIAL", Serial, StringComparison.Ordinal)
            .Replace("REFERENCE", reference, StringComparison.Ordinal)
            .Replace('\'', '"'));
}
