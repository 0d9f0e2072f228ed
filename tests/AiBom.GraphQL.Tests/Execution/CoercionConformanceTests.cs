using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Language;

namespace AiBom.GraphQL.Tests.Execution;

public sealed class CoercionConformanceTests
{
    private const string File = "coercion-cases.json";

    // JavaScript takes 1e+308 for a whole number and prints it with an exponent; here it is no whole number.
    private static readonly string[] Excluded = ["coerce-189", "coerce-213"];

    [Fact]
    public void Variables_are_coerced_or_refused_with_as_many_errors()
    {
        var failed = new List<string>();
        int passed = 0;
        foreach (JsonObject one in ConformanceCases.Expected(File).Where(one => !Excluded.Contains((string?)one["id"])))
        {
            string expected = (bool)one["ok"]! ? $"value {Written(one["coerced"])}" : $"{one["errors"]} errors";
            string actual = Coerce((string)one["schema"]!, (string)one["type"]!, one["value"]);
            if (actual == expected)
            {
                passed++;
            }
            else
            {
                string value = one["value"]?.ToJsonString() ?? "null";
                failed.Add($"{one["id"]}: {one["type"]} from {value}: expected {expected}, found {actual}");
            }
        }

        ConformanceCases.Report(File, passed, Excluded, failed);
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
