using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>What a variable's JSON becomes, or how many errors it has.</summary>
internal static class CoercionCases
{
    public static CaseAnswer Answer(JsonObject one)
    {
        string expected = (bool)one["ok"]! ? $"value {Written(one["coerced"])}" : $"{one["errors"]} errors";
        return new(expected, Coerce((string)one["schema"]!, (string)one["type"]!, one["value"]));
    }

    private static string Coerce(string sdl, string type, JsonNode? value)
    {
        var engine = new GraphQLEngine(SdlSchema.Build(sdl));
        DocumentNode document = GraphQLParser.Parse($"query($a: {type}) {{ f(a: $a) }}").Node!;
        JsonElement variables = JsonSerializer.SerializeToElement(new JsonObject { ["a"] = value?.DeepClone() });
        VariableValues values = VariableCoercion.Coerce(
            engine.Compile(document, null).Plan!.Variables,
            variables,
            engine.Options.Limits.MaxErrors,
            out ImmutableArray<ResponseError> errors);
        values.TryGet("a", out object? coerced);
        return errors.IsEmpty ? $"value {Written(DataTree.ToJson(coerced))}" : $"{errors.Length} errors";
    }

    // 1e+308 and 1E+308 are the same number.
    private static string? Written(JsonNode? value) =>
        value?.ToJsonString().Replace("E+", "e+", StringComparison.Ordinal);
}
