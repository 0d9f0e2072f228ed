using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>A request from its text to its response, its resolvers played by a data tree.</summary>
internal static class ExecutionCases
{
    /// <summary>Recorded cases are executed as they are; generated ones, which have a stage, are validated first.</summary>
    public static async ValueTask<CaseAnswer> AnswerAsync(JsonObject one)
    {
        var engine = new GraphQLEngine(SdlSchema.Build((string)one["schema"]!));
        var stage = (string?)one["stage"];
        string expected = stage is "validate"
            ? CaseLocations.Of(one["result"]!["errors"]!.AsArray())
            : Shape(one["result"]!.AsObject(), one["args"]);
        DocumentNode document = GraphQLParser.Parse((string)one["query"]!, GraphQLLimits.Trusted).Node!;
        if (stage is not null
            && DocumentValidator.Validate(engine.Schema, document, GraphQLLimits.Trusted) is { IsEmpty: false } broken)
        {
            return new(expected, CaseLocations.Of(broken));
        }

        var tree = new DataTree();
        ExecutionResult result = await ExecuteAsync(engine, document, one, tree);
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return new(expected, Shape(JsonNode.Parse(output.WrittenSpan)!.AsObject(), tree.Arguments));
    }

    private static async Task<ExecutionResult> ExecuteAsync(
        GraphQLEngine engine,
        DocumentNode document,
        JsonObject one,
        DataTree tree)
    {
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
            string locations = CaseLocations.Of(error);
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

        string data = result.ContainsKey("data") ? result["data"]?.ToJsonString() ?? "null" : "none";
        return $"{data} errors [{CaseLocations.Sorted(exact)}] below [{string.Join("; ", propagated)}] "
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
