using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>A schema printed, and what it tells of itself.</summary>
internal static class SchemaCases
{
    public static async ValueTask<CaseAnswer> AnswerAsync(JsonObject one)
    {
        DropDraft(one);
        Schema schema = SdlSchema.Build((string)one["source"]!);
        string printed = SchemaPrinter.Print(schema);
        Assert.True(GraphQLParser.Parse(printed, GraphQLLimits.Trusted).IsOk, printed);
        string introspection = await FullIntrospection.OfAsync(schema, one["introspection"]!.AsObject());
        string expected = SortedJson.Of(one["introspection"])!.ToJsonString();
        return new($"{Unspaced((string)one["printed"]!)}\n{expected}", $"{Unspaced(printed)}\n{introspection}");
    }

    // The reference implementation already tells which directives are deprecated, which September 2025 has not.
    private static void DropDraft(JsonObject one)
    {
        foreach (JsonNode? directive in one["introspection"]!["directives"]!.AsArray())
        {
            directive!.AsObject().Remove("isDeprecated");
            directive.AsObject().Remove("deprecationReason");
        }
    }

    // The two versions of the reference implementation put different spaces into the braces of object values.
    private static string Unspaced(string text) => text
        .Replace("{ ", "{", StringComparison.Ordinal)
        .Replace(" }", "}", StringComparison.Ordinal);
}
