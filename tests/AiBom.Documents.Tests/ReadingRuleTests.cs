using AiBom.Domain;

namespace AiBom.Documents.Tests;

/// <summary>What real documents do that the standard does not foresee, and what is made of it.</summary>
public sealed class ReadingRuleTests
{
    [Fact]
    public void A_component_that_a_pedigree_writes_out_again_is_that_component() => ShouldRead(
        """
        "components":[
          {"type":"machine-learning-model","name":"a","pedigree":{"ancestors":[
            {"type":"machine-learning-model","bom-ref":"b","name":"b"}]}},
          {"type":"machine-learning-model","bom-ref":"b","name":"b","version":"2"}]
        """,
        "/components/0 DerivedFrom /components/0/pedigree/ancestors/0",
        "REFERENCE_DUPLICATE:/components/1/bom-ref");

    [Fact]
    public void An_ancestor_with_the_bom_ref_of_its_descendant_refuses_the_document()
    {
        ReadResult read = Read(
            """
            "components":[{"type":"machine-learning-model","bom-ref":"a","name":"a","pedigree":{"ancestors":[
              {"type":"machine-learning-model","bom-ref":"a","name":"a"}]}}]
            """);

        Assert.Null(read.Statements);
        Assert.Equal(FindingCodes.SelfAncestor, read.Findings[0].Code);
    }

    [Fact]
    public void Equal_package_URLs_with_different_digests_are_two_things()
    {
        static string One(char digit, string more) => $$"""
            {"type":"machine-learning-model","name":"a","purl":"pkg:huggingface/o/a@1",
            "hashes":[{"alg":"SHA-256","content":"{{new string(digit, 64)}}"}]{{more}}}
            """;

        string derived = One('1', $$""","pedigree":{"ancestors":[{{One('2', "")}}]}""");
        ReadResult read = Read($"\"components\":[{derived}]");

        Assert.Single(read.Statements!.Statements);
    }

    [Theory]
    [InlineData("'name':'model-00001-of-00008.safetensors'", "", "model-00001-of-00008.safetensors")]
    [InlineData("'name':'Q4_K_M.GGUF'", "", "Q4_K_M.GGUF")]
    [InlineData("'name':'rows.parquet'", "/components/0 Contains /components/0/components/0", "")]
    [InlineData(
        "'name':'embeddings.safetensors','properties':[{'name':'usage','value':'training'}]",
        "/components/0 TrainedOn /components/0/components/0 Training",
        "")]
    public void Weights_nested_as_data_are_files_of_the_model(string data, string edges, string files)
    {
        StatementSet read = Read(
            "\"components\":[{\"type\":\"machine-learning-model\",\"name\":\"a\",\"components\":[{\"type\":\"data\","
            + $"{data.Replace('\'', '"')}}}]}}]").Statements!;

        Assert.Equal(edges, string.Join(';', Reading.Edges(read)));
        Assert.Equal(files, string.Join(';', read.Entities[0].Files.Select(file => file.Name)));
    }

    [Fact]
    public void Nested_data_for_several_uses_have_an_edge_a_use() => ShouldRead(
        """
        "components":[{"type":"machine-learning-model","name":"a","components":[
          {"type":"data","name":"t","properties":[{"name":"usage","value":"calibration|evaluation|benchmarking"}]}]}]
        """,
        "/components/0 TrainedOn /components/0/components/0 Training;"
        + "/components/0 TestedOn /components/0/components/0 Testing",
        "LINEAGE_INFERRED:/components/0/components/0 LINEAGE_INFERRED:/components/0/components/0");

    [Fact]
    public void What_supersedes_a_model_may_also_derive_from_it() => ShouldRead(
        """
        "components":[
          {"type":"machine-learning-model","bom-ref":"a","name":"a",
           "properties":[{"name":"aibom:supersedes","value":"b"}]},
          {"type":"machine-learning-model","bom-ref":"b","name":"b"}],
        "dependencies":[{"ref":"a","dependsOn":["b"]}]
        """,
        "/components/0 Supersedes /components/1;/components/0 DerivedFrom /components/1",
        "LINEAGE_INFERRED:/dependencies/0/dependsOn/0");

    [Theory]
    [InlineData("base_model", "org/base", "org/base", "")]
    [InlineData("huggingface:baseModel", "org/base", "org/base", "")]
    [InlineData("tags", "en, base_model:org/base, base_model:quantized:org/base", "org/base", " Quantization")]
    public void A_base_model_that_is_a_mere_name_is_a_visible_gap(
        string name, string value, string expected, string method)
    {
        ReadResult read = Read(
            $$$"""
            "components":[{"type":"machine-learning-model","name":"a","modelCard":{},
              "properties":[{"name":"{{{name}}}","value":"{{{value}}}"}]}]
            """);

        Assert.Equal(
            $"/components/0 DerivedFrom /components/0/properties/0{method}", Reading.Edges(read.Statements!).Single());
        DeclaredEntity named = read.Statements!.Entities[1];
        Assert.Equal(expected, named.QualifiedName());
        Assert.False(named.IsDescribed);
    }

    [Theory]
    [InlineData(
        "data",
        "\"data\":[{\"type\":\"dataset\",\"bom-ref\":\"x\"}]",
        "/components/0 TrainedOn /components/1 Training")]
    [InlineData("library", "\"bom-ref\":\"x\"", "")]
    public void A_model_card_may_refer_to_the_data_within_a_component(string type, string more, string expected)
    {
        ReadResult read = Read(
            $$$$"""
            "components":[
              {"type":"machine-learning-model","name":"a","modelCard":{"modelParameters":{"datasets":[{"ref":"x"}]}}},
              {"type":"{{{{type}}}}","name":"d",{{{{more}}}}}]
            """);

        Assert.Equal(expected, string.Join(';', Reading.Edges(read.Statements!)));
    }

    [Fact]
    public void Roles_in_the_model_card_go_before_the_role_on_the_dataset_and_several_are_several_edges() => ShouldRead(
        """
        "components":[
          {"type":"machine-learning-model","name":"a","modelCard":{
            "modelParameters":{"datasets":[{"ref":"d"}]},
            "properties":[
              {"name":"aibom:dataset:role:d","value":"VALIDATION"},
              {"name":"aibom:dataset:role:d","value":"FINE_TUNING"}]}},
          {"type":"data","name":"d","bom-ref":"d","properties":[{"name":"aibom:dataset:role","value":"TESTING"}]}]
        """,
        "/components/0 TestedOn /components/1 Validation;/components/0 TrainedOn /components/1 FineTuning",
        "");

    [Fact]
    public void A_dependency_on_a_service_is_no_dangling_reference_and_no_edge() => ShouldRead(
        """
        "components":[{"type":"machine-learning-model","name":"a","bom-ref":"a"}],
        "services":[{"name":"s","bom-ref":"s"}],
        "dependencies":[{"ref":"a","dependsOn":["s"]}]
        """,
        "",
        "");

    [Theory]
    [InlineData("pkg:huggingface/o/b@1", "/components/0 DerivedFrom /dependencies/0/dependsOn/0")]
    [InlineData("pkg:huggingface/datasets/o/b@1", "/components/0 TrainedOn /dependencies/0/dependsOn/0 Training")]
    [InlineData("pkg:pypi/torch@2", "/components/0 DependsOn /dependencies/0/dependsOn/0")]
    [InlineData("nowhere", "")]
    public void A_dangling_package_URL_is_a_named_thing_of_the_kind_that_it_tells(string reference, string expected)
    {
        ReadResult read = Read(
            $$"""
            "components":[{"type":"machine-learning-model","name":"a","bom-ref":"a"}],
            "dependencies":[{"ref":"a","dependsOn":["{{reference}}"]}]
            """);

        Assert.Equal(expected, string.Join(';', Reading.Edges(read.Statements!)));
        Assert.Contains(
            read.Findings,
            finding => finding is { Code: FindingCodes.ReferenceDangling, Pointer: "/dependencies/0/dependsOn/0" });
    }

    [Theory]
    [InlineData("aibom:derivation:method", "COOKING")]
    [InlineData("aibom:completeness:ancestors", "mostly")]
    [InlineData("aibom:created", "2026-1-5")]
    [InlineData("aibom:dataset:generated-with", "b")]
    public void A_value_that_the_taxonomy_lacks_is_a_finding_where_it_stands(string name, string value)
    {
        ReadResult read = Read(
            $$$$"""
            "components":[{"type":"machine-learning-model","name":"a","bom-ref":"a",
              "properties":[{"name":"{{{{name}}}}","value":"{{{{value}}}}"}],
              "pedigree":{"ancestors":[{"type":"machine-learning-model","bom-ref":"b","name":"b"}]}}]
            """);

        Assert.Equal("VALUE_INVALID:/components/0/properties/0", Reading.Findings(read));
    }

    [Theory]
    [InlineData("2025-10-10", "2025-10-31", "2025-10-10T00:00:00.000000Z", "2025-10-31T23:59:59.999999Z")]
    [InlineData(
        "2025-10-10T02:00:00+02:00",
        "2025-10-31T01:00:00Z",
        "2025-10-10T00:00:00.000000Z",
        "2025-10-31T01:00:00.000000Z")]
    public void A_labelling_period_is_read_with_its_last_day(
        string from, string until, string expectedFrom, string expectedUntil)
    {
        ReadResult read = Read(
            $$"""
            "components":[{"type":"data","name":"l","properties":[
              {"name":"aibom:component:kind","value":"LABEL_SET"},
              {"name":"aibom:labeling:from","value":"{{from}}"},{"name":"aibom:labeling:until","value":"{{until}}"}]}]
            """);

        DeclaredEntity labels = Assert.Single(read.Statements!.Entities);
        Assert.Equal(expectedFrom, labels.LabeledFrom?.ToCanonicalText());
        Assert.Equal(expectedUntil, labels.LabeledUntil?.ToCanonicalText());
    }

    [Theory]
    [InlineData("2024-1-5T00:00:00Z")]
    [InlineData("2024-01-05T00:00:00")]
    [InlineData("01/02/2024 00:00:00 +00:00")]
    public void A_timestamp_that_is_not_RFC_3339_is_left_out(string timestamp)
    {
        ReadResult read = Read($$""" "metadata":{"timestamp":"{{timestamp}}"} """);

        Assert.Null(read.Statements!.Header.Timestamp);
        Assert.Equal("VALUE_INVALID:/metadata/timestamp", Reading.Findings(read));
    }

    [Theory]
    [InlineData(
        """ "manufacturer":{"name":"m"},"supplier":{"name":"s"},"component":{"type":"data","name":"d"} """,
        "m")]
    [InlineData(""" "supplier":{"name":"s"},"component":{"type":"data","name":"d","publisher":"p"} """, "s")]
    [InlineData(""" "component":{"type":"data","name":"d","publisher":"p","author":"a"} """, "p")]
    [InlineData(""" "authors":[{"name":"w"}],"component":{"type":"data","name":"d"} """, "w")]
    public void The_document_speaks_in_the_name_of_the_first_that_it_names(string metadata, string expected) =>
        Assert.Equal(expected, Read($$$""" "metadata":{{{{metadata}}}} """).Statements!.Header.Publisher);

    private static void ShouldRead(string fields, string edges, string findings)
    {
        ReadResult read = Read(fields);
        Assert.Equal(edges, string.Join(';', Reading.Edges(read.Statements!)));
        Assert.Equal(findings, Reading.Findings(read));
    }

    private static ReadResult Read(string fields) =>
        Reading.Of($$"""{"bomFormat":"CycloneDX","specVersion":"1.6",{{fields}}}""");
}
