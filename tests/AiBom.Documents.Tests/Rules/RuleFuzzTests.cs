using System.Text;
using System.Text.Json.Nodes;

namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// Documents that hold every form which a rule reads, with texts, numbers, lists and objects put in one another's
/// place, and the texts that hold JSON cut and changed byte by byte. The JSON stays whole, so that the rules see the
/// mutant.
/// </summary>
public sealed class RuleFuzzTests(ITestOutputHelper output)
{
    private const int Inputs = 3_000;

    private const string CycloneDx = """
        {"bomFormat":"CycloneDX","specVersion":"1.6","metadata":{"lifecycles":[{"phase":"operations"}],
         "component":{"type":"application","name":"w","properties":[{"name":"aibom.workload.kind","value":"Pod"}]}},
         "components":[
         {"type":"machine-learning-model","bom-ref":"a","name":"a","tags":["base_model:adapter:o/b","dataset:o/d"],
          "properties":[{"name":"base_model","value":"o/b, o/c"},{"name":"cdx:ai:variant","value":"quantized"}],
          "pedigree":{"notes":"Hugging Face relation: adapter; Quantization: Q4_K_M",
           "ancestors":[{"type":"machine-learning-model","name":"b",
            "properties":[{"name":"aibom:federated:participant","value":"p"}]}],
           "descendants":[{"type":"machine-learning-model","name":"e"}],"variants":[{"name":"f"}]},
          "modelCard":{"properties":{"nvidia:architecture:base_model":"This model was developed based on g"},
           "modelParameters":{"properties":[{"name":"cdx:ai-ml:model:parameter:tuning_method","value":"sft,lora"}],
            "parentModel":{"name":"h","version":"2","source":"https://huggingface.co/o/h"},
            "datasets":[{"ref":"d"},{"type":"dataset","description":"Test set","url":"x",
             "contents":{"url":"https://huggingface.co/datasets/o/d/tree/main"}}]}}},
         {"type":"data","bom-ref":"d","name":"d","properties":[{"name":"usage","value":"train|test"}]}],
         "dependencies":[{"ref":"a","dependsOn":["d",{"ref":"b","relation":"merge"}]}]}
        """;

    private const string Pedigree = """
        {"notes":"merge of b, c","ancestors":[{"bom-ref":"b","purl":"pkg:huggingface/o/b","name":"b",
        "pedigree":{"ancestors":[{"type":"data","name":"\u00e9","version":"1"}]}},{"group":"o","name":"c"}]}
        """;

    private const string Card = """
        {"properties":[{"name":"base_model","value":"o/b"}],"modelParameters":{"properties":{"datasets":"o/e"},
        "datasets":[{"ref":"pkg:huggingface/datasets/o/d"},{"contents":{"url":"hf://datasets/o/f"}}]}}
        """;

    [Fact]
    public void A_field_of_another_shape_never_makes_a_rule_throw()
    {
        var random = new Random(20_261_124);
        int read = 0;
        for (int input = 0; input < Inputs; input++)
        {
            JsonNode document = JsonNode.Parse(input % 2 == 0 ? CycloneDx : Packed(Pedigree, Card))!;
            for (int edit = random.Next(1, 5); edit > 0; edit--)
            {
                Mutant.Exchange(document, random);
            }

            read += Reading.Of(document.ToJsonString()).Statements is null ? 0 : 1;
        }

        output.WriteLine($"rules: {read} of {Inputs} mutants read, the others refused with a reason");
        Assert.True(read > Inputs / 2, "Most mutants no longer reach the rules.");
    }

    [Fact]
    public void A_text_that_holds_broken_JSON_never_makes_a_rule_throw()
    {
        var random = new Random(20_261_125);
        int edges = 0;
        for (int input = 0; input < Inputs; input++)
        {
            ReadResult read = Reading.Of(Packed(Broken(Pedigree, random), Broken(Card, random)));
            edges += read.Statements?.Statements.Length > 0 ? 1 : 0;
            Assert.True(read.Statements is not null || read.Findings.Length > 0);
        }

        output.WriteLine($"packed JSON: {edges} of {Inputs} mutants still state an edge");
        Assert.True(edges > Inputs / 20, "Most mutants no longer reach the rules.");
    }

    private static string Packed(string pedigree, string card) => PackedSpdx.Document(
        (
            "a",
            [
                ("cdx:ai:kind", "model"), ("pedigree", pedigree), ("modelCard", card),
                ("tags", "[\"base_model:o/z\"]"),
            ]),
        ("b", [("cdx:ai:kind", "model"), ("bomRef", "b")])).ToJsonString();

    private static string Broken(string json, Random random)
    {
        var text = new StringBuilder(json);
        for (int edit = random.Next(0, 4); edit > 0; edit--)
        {
            text[random.Next(text.Length)] = "{}[]\",:0nt\\ud\u0000\u00ff"[random.Next(15)];
        }

        return text.ToString(0, random.Next(8) == 0 ? random.Next(text.Length) : text.Length);
    }
}
