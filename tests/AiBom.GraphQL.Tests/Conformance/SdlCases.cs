using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>What is wrong with a type system document, and at which stage that is found.</summary>
internal static class SdlCases
{
    public static CaseAnswer Answer(JsonObject one)
    {
        string errors = CaseLocations.Of(one["errors"]!.AsArray());
        return new($"{one["stage"]} {errors}", Found(one));
    }

    private static string Found(JsonObject one)
    {
        var source = (string)one["source"]!;
        ParseResult<DocumentNode> parsed = GraphQLParser.Parse(source, GraphQLLimits.Trusted);
        if (!parsed.IsOk)
        {
            return $"parse {CaseLocations.Of([parsed.Error])}";
        }

        if ((string?)one["kind"] is "sdl")
        {
            return "sdl?";
        }

        string problems = CaseLocations.Sorted(SdlSchema.Problems(source).Select(places => $"Syntax {places}"));
        return problems.Length == 0 ? "ok " : $"typeSystem {problems}";
    }
}
