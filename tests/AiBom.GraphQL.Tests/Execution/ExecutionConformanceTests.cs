using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Language;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Execution;

public sealed class ExecutionConformanceTests
{
    private const string Recorded = "execution-cases.json";
    private const string Random = "generated-random.ndjson";

    [Fact]
    public async Task Recorded_executions_answer_the_same() =>
        await CheckAsync(Recorded, ConformanceCases.Expected(Recorded), isValidated: false);

    [Fact]
    public async Task Random_requests_answer_the_same() =>
        await CheckAsync(Random, ConformanceCases.ReadLines(Random), isValidated: true);

    private static async Task CheckAsync(string file, IEnumerable<JsonObject> cases, bool isValidated)
    {
        var failed = new List<string>();
        int passed = 0;
        foreach (JsonObject one in cases)
        {
            string expected = Shape(one["result"]!.AsObject(), one["args"]);
            (JsonObject result, JsonObject arguments) = await AnswerAsync(one, isValidated);
            string actual = Shape(result, arguments);
            if (expected == actual)
            {
                passed++;
            }
            else
            {
                failed.Add($"{one["id"]}: {one["query"]}\nexpected {expected}\nfound    {actual}");
            }
        }

        ConformanceCases.Report(file, passed, [], failed);
    }

    private static async Task<(JsonObject Result, JsonObject Arguments)> AnswerAsync(JsonObject one, bool isValidated)
    {
        var engine = new GraphQLEngine(SdlSchema.Build((string)one["schema"]!));
        var tree = new DataTree();
        ExecutionResult result = await ExecuteAsync(engine, one, tree, isValidated);
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return (JsonNode.Parse(output.WrittenSpan)!.AsObject(), tree.Arguments);
    }

    private static async Task<ExecutionResult> ExecuteAsync(
        GraphQLEngine engine,
        JsonObject one,
        DataTree tree,
        bool isValidated)
    {
        DocumentNode document = GraphQLParser.Parse((string)one["query"]!).Node!;
        if (isValidated && DocumentValidator.Validate(engine.Schema, document) is { IsEmpty: false } broken)
        {
            return new ExecutionResult([.. broken.Select(error => ResponseError.Of(error, ErrorCodes.Validation))]);
        }

        PreparedOperation prepared = engine.Compile(document, (string?)one["operationName"]);
        if (!prepared.IsOk)
        {
            return new ExecutionResult(prepared.Errors);
        }

        VariableValues values = VariableCoercion.Coerce(
            prepared.Plan.Variables,
            Element(one["variables"]),
            engine.Options.Limits.MaxErrors,
            out ImmutableArray<ResponseError> errors);
        return !errors.IsEmpty
            ? new ExecutionResult(errors)
            : await engine.RunAsync(
                prepared.Plan,
                values,
                tree,
                new DataNode(Element(one["data"]), ""),
                TestContext.Current.CancellationToken);
    }

    private static JsonElement Element(JsonNode? node) =>
        node is null ? default : JsonSerializer.Deserialize<JsonElement>(node.ToJsonString());

    /// <summary>
    /// What two engines must agree on: the data in order, the arguments, errors of values that are null themselves
    /// one by one, and of errors below a null only where that null is.
    /// </summary>
    private static string Shape(JsonObject result, JsonNode? arguments)
    {
        var exact = new List<string>();
        var propagated = new SortedSet<string>(StringComparer.Ordinal);
        foreach (JsonNode? error in result["errors"]?.AsArray() ?? [])
        {
            string locations = ConformanceCases.Locations(error);
            if (error!["path"] is not JsonArray path)
            {
                exact.Add($"request {locations}");
                continue;
            }

            int depth = DepthOfNull(result["data"], path);
            string place = string.Join('.', path.Take(depth));
            if (depth == path.Count)
            {
                exact.Add($"{place} {locations}");
            }
            else
            {
                propagated.Add(place);
            }
        }

        // How often a rule reports one conflict is for the tests of validation.
        exact = [.. (result.ContainsKey("data") ? exact : exact.Distinct()).Order(StringComparer.Ordinal)];
        string data = result.ContainsKey("data") ? result["data"]?.ToJsonString() ?? "null" : "none";
        return $"{data} errors [{string.Join("; ", exact)}] below [{string.Join("; ", propagated)}] "
            + $"arguments {SortedJson.Of(Live(result["data"], arguments))?.ToJsonString()}";
    }

    // Below a null that rose, engines differ in which fields they still ask.
    private static JsonObject Live(JsonNode? data, JsonNode? arguments) => new(
        (arguments?.AsObject() ?? [])
            .Where(field => field.Key.Split('.') is var path && DepthOfNull(data, path) == path.Length)
            .Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private static int DepthOfNull(JsonNode? data, string[] path)
    {
        int depth = 0;
        JsonNode? value = data;
        while (value is not null && depth < path.Length)
        {
            string step = path[depth++];
            value = value is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : value[step];
        }

        return depth;
    }

    private static int DepthOfNull(JsonNode? data, JsonArray path)
    {
        int depth = 0;
        JsonNode? value = data;
        while (value is not null && depth < path.Count)
        {
            JsonNode step = path[depth++]!;
            value = value is JsonArray list ? list[step.GetValue<int>()] : value[step.GetValue<string>()];
        }

        return depth;
    }
}
