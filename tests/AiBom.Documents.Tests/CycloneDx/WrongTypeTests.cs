using System.Text.Json.Nodes;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary>The example that says everything, with every value of it in turn put into another type.</summary>
public sealed class WrongTypeTests
{
    private const string Example = "schemas/examples/documented-model.cdx.json";

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("\"x\"")]
    [InlineData("\"\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("[[{}]]")]
    [InlineData("[{\"ref\":7}]")]
    [InlineData("\"urn:cdx:5b6f3a52-3d0f-4a55-9a0e-6a3a8a2f7c11/1#triage\"")]
    public void Whatever_stands_anywhere_the_rest_is_read_and_refers_to_what_is_there(string value)
    {
        string text = File.ReadAllText(Repository.At(Example));
        int places = Places(JsonNode.Parse(text)!).Count();
        for (int place = 0; place < places; place++)
        {
            JsonNode document = JsonNode.Parse(text)!;
            JsonNode replaced = Places(document).ElementAt(place);
            string at = replaced.GetPath();
            replaced.ReplaceWith(JsonNode.Parse(value));

            ReadResult read = Reading.Of(document.ToJsonString());

            Assert.True(read.Statements is not null || read.Findings.Length > 0, at);
            if (read.Statements is { } set)
            {
                Assert.True(IsSound(set), at);
            }
        }
    }

    private static IEnumerable<JsonNode> Places(JsonNode node)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject own => own.Select(member => member.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Places(child).Prepend(child));
    }

    private static bool IsSound(StatementSet set) => Positions(set)
        .All(position => position.At >= 0 && position.At < position.Of);

    private static IEnumerable<(int At, int Of)> Positions(StatementSet set)
    {
        int entities = set.Entities.Length;
        IEnumerable<int> toEntities = set.Statements.SelectMany(own => (int[])[own.Subject, own.Object])
            .Concat(set.Runs.SelectMany(run => run.Inputs.Concat(run.Outputs)))
            .Concat(set.Vulnerabilities.SelectMany(own => own.Affects).Select(thing => thing.Entity).OfType<int>())
            .Concat(set.Claims.Select(claim => claim.TargetEntity).OfType<int>())
            .Concat(set.Comments.SelectMany(comment => comment.Entities));
        return toEntities.Select(at => (at, entities))
            .Concat(set.Statements.Select(own => own.Run).OfType<int>().Select(at => (at, set.Runs.Length)))
            .Concat(set.Claims.SelectMany(claim => claim.Evidence.Concat(claim.CounterEvidence))
                .Select(at => (at, set.Evidence.Length)))
            .Concat(set.Assessments.SelectMany(own => own.Claims.Concat(own.CounterClaims))
                .Select(at => (at, set.Claims.Length)));
    }
}
