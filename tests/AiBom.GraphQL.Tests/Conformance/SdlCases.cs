using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>What is wrong with a type system document, and at which stage that is found.</summary>
internal static class SdlCases
{
    public static CaseAnswer Answer(JsonObject one)
    {
        ParseResult<DocumentNode> parsed = GraphQLParser.Parse((string)one["source"]!, GraphQLLimits.Trusted);
        return new(
            $"{one["stage"]} {CaseLocations.Of(one["errors"]!.AsArray())}",
            parsed.IsOk ? Found(one, parsed.Node) : $"parse {CaseLocations.Of([parsed.Error])}");
    }

    private static string Found(JsonObject one, DocumentNode document)
    {
        Schema? extended = one["extend"] is { } sdl ? SdlSchema.Build((string)sdl!) : null;
        GraphQLError[] broken = [.. SdlRules.Broken(document, extended)];
        if (broken.Length > 0 || (string?)one["kind"] is "sdl")
        {
            return $"sdl {CaseLocations.Of(broken)}";
        }

        string problems = CaseLocations.Sorted(
            SdlSchema.Problems(document).Select(places => $"{CaseLocations.NoRule} {places}"));
        return problems.Length == 0 ? "ok " : $"typeSystem {problems}";
    }
}
