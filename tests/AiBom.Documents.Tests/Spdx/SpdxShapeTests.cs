using AiBom.Domain;

namespace AiBom.Documents.Tests.Spdx;

/// <summary>
/// The shapes in which elements come, the standard's and those of tools. <c>'</c> is a quotation mark.
/// </summary>
public sealed class SpdxShapeTests
{
    private const string Context = "'@context':'https://spdx.org/rdf/3.0.1/spdx-context.jsonld'";
    private const string Id = "'spdxId':'urn:a','name':'a'";

    [Fact]
    public void A_single_root_object_is_what_the_document_is_about()
    {
        ReadResult read = Of(
            $"{Context},'type':'ai_AIPackage',{Id},'creationInfo':{{'type':'CreationInfo','specVersion':'3.0.1',"
            + "'created':'2026-01-31T00:00:00Z','createdBy':["
            + "{'type':'Organization','spdxId':'urn:o','name':'maker'}]}");

        Assert.Equal("", Reading.Findings(read));
        Assert.Equal("Model a", SpdxText.Entities(read));
        DocumentHeader header = read.Statements!.Header;
        Assert.Equal(
            ("SPDX", "3.0.1", "maker", 0),
            (header.Format, header.SpecVersion, header.Publisher, header.Subject));
        Assert.Equal("2026-01-31T00:00:00.000000Z", header.Timestamp?.ToCanonicalText());
        Assert.Equal("spdx/2", read.Statements.Reader);
        Assert.True(read.Statements.Entities[0].IsDescribed);
    }

    [Fact]
    public void Prefixes_of_the_context_are_written_out()
    {
        ReadResult read = Of(
            "'@context':['https://spdx.org/rdf/3.0.1/spdx-context.jsonld',"
            + "{'x':'https://example.org/x#','ai':'https://spdx.org/rdf/3.0.1/terms/AI/'}],'@graph':["
            + "{'type':'ai:AIPackage','spdxId':'x:a','name':'a'},"
            + "{'type':'dataset_DatasetPackage','spdxId':'https://example.org/x#d','name':'d'},"
            + "{'type':'Relationship','spdxId':'x:r','from':'https://example.org/x#a','relationshipType':'trainedOn',"
            + "'to':['x:d']}]");

        Assert.Equal("", Reading.Findings(read));
        Assert.Equal("a TrainedOn d Declared Training", SpdxText.Edges(read));
        Assert.Equal("https://example.org/x#a", read.Statements!.Entities[0].BomRef);
    }

    [Fact]
    public void Elements_may_stand_where_they_are_referred_to()
    {
        ReadResult read = Of(
            $"{Context},'@graph':[{{'type':'Relationship','spdxId':'urn:r','from':{{'type':'ai_AIPackage',{Id}}},"
            + "'relationshipType':'trainedOn','to':[{'type':'dataset_DatasetPackage','spdxId':'urn:d','name':'d'}]}]");

        Assert.Equal("", Reading.Findings(read));
        Assert.Equal("a TrainedOn d Declared Training", SpdxText.Edges(read));
    }

    [Fact]
    public void A_document_that_embeds_its_elements_without_profile_and_IRI_is_read_with_a_finding_for_each()
    {
        ReadResult read = Of(
            $"{Context},'type':'SpdxDocument','spdxId':'SPDXRef-DOCUMENT','creationInfo':{{'type':'CreationInfo',"
            + "'specVersion':'3.0.1','created':'2025-8-2T04:18:32Z','createdBy':["
            + "{'type':'Organization','spdxId':'urn:o','name':'scraper'}]},'element':["
            + "{'type':'AIPackage','spdxId':'SPDXRef-MODEL','name':'o/m','packageVersion':'1'},"
            + "{'type':'File','spdxId':'urn:f','name':'w.bin','hash':[{'type':'Hash','algorithm':'SHA256',"
            + $"'hashValue':'{new string('a', 64)}'}}]}},"
            + "{'type':'Relationship','spdxId':'urn:1','from':'SPDXRef-DOCUMENT','to':'SPDXRef-MODEL',"
            + "'relationshipType':'describes'},"
            + "{'type':'Relationship','spdxId':'urn:2','from':'SPDXRef-MODEL','to':['urn:f'],"
            + "'relationshipType':'contains'}]");

        Assert.Equal(
            [
                "/creationInfo/created", "/element/0/packageVersion", "/element/0/spdxId", "/element/0/type",
                "/element/1/hash", "/element/1/hash/0/algorithm", "/element/1/type", "/element/2/to", "/spdxId",
            ],
            read.Findings.Select(finding => finding.Pointer).Order(StringComparer.Ordinal));
        Assert.All(read.Findings, finding => Assert.Equal(
            (FindingCodes.FormTolerated, false), (finding.Code, finding.Expected is null)));
        DeclaredEntity model = Assert.Single(read.Statements!.Entities);
        Assert.Equal(("o/m", "1", 0), (model.Name, model.Version, read.Statements.Header.Subject));
        DeclaredFile file = Assert.Single(model.Files);
        Assert.Equal($"w.bin sha256:{new string('a', 64)}", $"{file.Name} {file.Digests.Single()}");
    }

    [Theory]
    [InlineData("'type':['ai_AIPackage'],'spdxId':'urn:a'", "FORM_TOLERATED:/type")]
    [InlineData("'@type':'ai_AIPackage','spdxId':'urn:a'", "FORM_TOLERATED:/@type")]
    [InlineData("'type':'ai_AIPackage','@id':'urn:a'", "FORM_TOLERATED:/@id")]
    [InlineData("'type':'spdx_3_0:ai_AIPackage','spdxId':'urn:a'", "FORM_TOLERATED:/type")]
    [InlineData("'type':'ai_AIPackage'", "FIELD_MISSING:/spdxId")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','builtTime':'2026-1-5'", "FORM_TOLERATED:/builtTime")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','builtTime':'soon'", "VALUE_INVALID:/builtTime")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','originatedBy':'urn:o'", "FORM_TOLERATED:/originatedBy")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','originatedBy':['o']", "FORM_TOLERATED:/originatedBy/0")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','suppliedBy':['urn:o']", "FORM_TOLERATED:/suppliedBy")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','software_packageUrl':'x'",
        "VALUE_INVALID:/software_packageUrl")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','packageUrl':'pkg:generic/o/a@1'",
        "FORM_TOLERATED:/packageUrl")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','verifiedUsing':[{'type':'Hash','algorithm':'sha224'}]",
        "ALGORITHM_UNSUPPORTED:/verifiedUsing/0/algorithm")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','verifiedUsing':[{'type':'Hash','algorithm':'7'}]",
        "VALUE_INVALID:/verifiedUsing/0/algorithm")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','verifiedUsing':"
        + "[{'type':'Hash','algorithm':'sha256','hashValue':'x'}]", "VALUE_INVALID:/verifiedUsing/0/hashValue")]
    [InlineData("'type':'ai_AIPackage','spdxId':'urn:a','verifiedUsing':"
        + "[{'type':'Hash','algorithm':'md5','hashValue':'d41d8cd98f00b204e9800998ecf8427e'}]",
        "WEAK_DIGEST:/verifiedUsing")]
    [InlineData("'type':'Relationship','spdxId':'urn:a','relationshipType':'trainedOn','from':'urn:b'",
        "FIELD_MISSING:/to")]
    [InlineData("'type':'Relationship','spdxId':'urn:a','from':'urn:b','to':['urn:c']",
        "FIELD_MISSING:/relationshipType")]
    [InlineData("'type':'Relationship','spdxId':'urn:a','relationshipType':'loves','from':'urn:b','to':['urn:c']",
        "VALUE_INVALID:/relationshipType")]
    [InlineData("'type':'Relationship','spdxId':'urn:a','relationshipType':'contains','from':'urn:b','to':['urn:c'],"
        + "'completeness':'mostly'", "REFERENCE_DANGLING:/from VALUE_INVALID:/completeness")]
    [InlineData("'type':'software_Snippet','spdxId':'urn:a'", "FIELD_MISSING:")]
    public void Another_form_is_a_finding_where_it_stands(string fields, string expected)
    {
        ReadResult read = Of($"{Context},{fields},'name':'a'");

        Assert.NotNull(read.Statements);
        Assert.Equal(expected, string.Join(' ', Reading.Findings(read).Split(' ').Order(StringComparer.Ordinal)));
    }

    [Theory]
    [InlineData("3.0.0", true)]
    [InlineData("3.1", true)]
    [InlineData("2.3", false)]
    [InlineData("4.0.0", false)]
    public void Other_versions_of_SPDX_3_are_read_with_a_finding_and_no_others(string version, bool isRead)
    {
        ReadResult read = Of($"'@context':'https://spdx.org/rdf/{version}/x.jsonld','type':'ai_AIPackage',{Id}");

        Assert.Equal(isRead, read.Statements is not null);
        Assert.Equal(
            $"{(isRead ? FindingCodes.FormTolerated : FindingCodes.SpecVersionUnsupported)}:/@context",
            Reading.Findings(read));
    }

    [Theory]
    [InlineData("'@context':'https://schema.org/','@type':'Dataset','name':'a'", "FORMAT_UNKNOWN:/@context")]
    [InlineData("'@graph':[]", "FORMAT_UNKNOWN:/@context")]
    [InlineData("'spdxVersion':'SPDX-2.3','packages':[]", "SPEC_VERSION_UNSUPPORTED:/spdxVersion")]
    public void JSON_LD_of_others_and_SPDX_2_are_refused_with_a_reason(string fields, string expected)
    {
        ReadResult read = Of(fields);

        Assert.Null(read.Statements);
        Assert.Equal(expected, Reading.Findings(read));
    }

    [Theory]
    [InlineData("application/spdx+json")]
    [InlineData("application/ld+json; profile=x")]
    [InlineData("application/json")]
    public void The_content_tells_the_format(string mediaType)
    {
        DocumentLimits limits = DocumentLimits.Default;
        ReadResult spdx = DocumentReader.Read(
            Bytes($"{Context},'type':'ai_AIPackage',{Id}"), mediaType, limits);
        ReadResult cycloneDx = DocumentReader.Read(
            Bytes("'bomFormat':'CycloneDX','specVersion':'1.6'"), mediaType, limits);

        Assert.Equal("SPDX", spdx.Statements?.Header.Format);
        Assert.Equal("CycloneDX", cycloneDx.Statements?.Header.Format);
    }

    [Theory]
    [InlineData("P a model", "Model a")]
    [InlineData("P a data", "Dataset a")]
    [InlineData("P a application", "AiSystem a")]
    [InlineData("P a library", "SoftwareComponent a")]
    [InlineData("F a model", "Model a")]
    [InlineData("M a application", "Model a")]
    [InlineData("D a {aibom:component:kind=LABEL_SET}", "LabelSet a")]
    public void The_class_says_what_an_element_is_and_else_its_purpose(string element, string expected) =>
        Assert.Equal(expected, SpdxText.Entities(SpdxText.Read(element, root: "a")));

    [Fact]
    public void Files_belong_to_the_models_and_datasets_that_name_them_and_else_are_software()
    {
        ReadResult read = SpdxText.Read(
            "M a; D d; P p; F w; F shared; F dir; F inner; F source",
            "a hasDataFile w; a contains shared; d contains shared,dir; dir contains inner; p contains source");

        Assert.Equal("Model a; Dataset d; SoftwareComponent p; SoftwareComponent source", SpdxText.Entities(read));
        Assert.Equal(
            "a: w shared; d: shared dir inner",
            string.Join("; ", read.Statements!.Entities
                .Where(entity => entity.Files.Length > 0)
                .Select(entity => $"{entity.Name}: {string.Join(' ', entity.Files.Select(file => file.Name))}")));
    }

    [Fact]
    public void What_is_only_named_is_a_gap()
    {
        ReadResult read = SpdxText.Read("M a; M b; D d", "a descendantOf b; a trainedOn d", root: "a");

        Assert.Equal(
            "a b d",
            string.Join(' ', read.Statements!.Entities.Select(entity => entity.Name)));
        Assert.Equal([true, false, false], read.Statements.Entities.Select(entity => entity.IsDescribed));
    }

    [Fact]
    public void What_another_document_declares_is_no_dangling_reference()
    {
        ReadResult read = Of(
            $"{Context},'@graph':[{{'type':'SpdxDocument','spdxId':'urn:doc','rootElement':['urn:a'],"
            + "'import':[{'type':'ExternalMap','externalSpdxId':'urn:d'}]},"
            + $"{{'type':'ai_AIPackage',{Id}}},{{'type':'Relationship','spdxId':'urn:r','from':'urn:a',"
            + "'relationshipType':'trainedOn','to':['urn:d']}]");

        Assert.Equal("", Reading.Findings(read));
        Assert.Equal("a TrainedOn urn:d Declared Training", SpdxText.Edges(read));
    }

    [Fact]
    public void An_entity_has_its_identifiers_times_and_organizations()
    {
        ReadResult read = Of(
            $"{Context},'type':'ai_AIPackage',{Id},'software_packageVersion':'2','releaseTime':'2026-02-01T00:00:00Z',"
            + "'builtTime':'2026-01-01T00:00:00Z','description':'text',"
            + "'externalIdentifier':[{'type':'ExternalIdentifier','externalIdentifierType':'packageUrl',"
            + "'identifier':'pkg:huggingface/o/a@0e9e39f249a16976918f6564b8830bc894c89659'}],"
            + "'suppliedBy':{'type':'Organization','spdxId':'urn:s','name':'supplier'},"
            + "'originatedBy':[{'type':'Organization','spdxId':'urn:m','name':'maker'}],"
            + $"'verifiedUsing':[{{'type':'Hash','algorithm':'sha3_256','hashValue':'{new string('B', 64)}'}}]");

        DeclaredEntity entity = Assert.Single(read.Statements!.Entities);
        Assert.Equal("", Reading.Findings(read));
        Assert.Equal(
            ("a@2", "text", "pkg:huggingface/o/a@0e9e39f249a16976918f6564b8830bc894c89659"),
            (entity.QualifiedNameAndVersion(), entity.Description, entity.PackageUrl));
        Assert.Equal("2026-01-01T00:00:00.000000Z", entity.Created?.ToCanonicalText());
        Assert.Equal(
            "Producer maker /originatedBy/0; Supplier supplier /suppliedBy",
            string.Join("; ", entity.Organizations.Select(claim => $"{claim.Role} {claim.Name} {claim.Pointer}")));
        Assert.Equal($"sha3256:{new string('b', 64)}", entity.Digests.Single().ToString());
        Assert.Equal("supplier", read.Statements.Header.Publisher);
    }

    private static ReadResult Of(string fields) => Reading.Of(Bytes(fields));

    private static byte[] Bytes(string fields) =>
        System.Text.Encoding.UTF8.GetBytes($"{{{fields}}}".Replace('\'', '"'));
}
