namespace AiBom.Documents.Tests.Rules;

/// <summary>Properties where the schema has none, or in another form: read, with a finding that says so.</summary>
public sealed class MisplacedPropertyTests
{
    private const string Property = "'properties':[{'name':'base_model','value':'o/b'}]";

    [Theory]
    [InlineData("'modelCard':{" + Property + "}", "")]
    [InlineData(
        "'modelCard':{'modelParameters':{" + Property + "}}",
        "FORM_TOLERATED:/components/0/modelCard/modelParameters/properties")]
    [InlineData("'properties':{'base_model':'o/b','n':7}", "FORM_TOLERATED:/components/0/properties")]
    [InlineData("'modelCard':{'properties':{'base_model':'o/b'}}", "FORM_TOLERATED:/components/0/modelCard/properties")]
    public void They_are_read_with_a_finding(string fields, string finding)
    {
        ReadResult read = RuleReading.Read($"{{MODEL:'a',{fields}}}");

        Assert.Equal("a DerivedFrom o/b Inferred", RuleReading.Edges(read));
        Assert.Equal(
            finding,
            string.Join(' ', Reading.Findings(read).Split(' ')
                .Where(code => !code.StartsWith("LINEAGE_INFERRED", StringComparison.Ordinal))));
    }
}
