using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests;

/// <summary>An object of a data tree and its response path.</summary>
internal sealed record DataNode(JsonElement Json, string Path)
{
    public string? TypeName =>
        Json.ValueKind is JsonValueKind.Object && Json.TryGetProperty("$type", out JsonElement type)
        ? type.GetString()
        : null;
}

/// <summary>
/// The resolver of every field of an <see cref="SdlSchema"/>: a value is found in its parent by response key or by
/// field name. It notes the arguments that each field got.
/// </summary>
internal sealed class DataTree
{
    public JsonObject Arguments { get; } = [];

    public static object? Resolve(ResolveContext context, DataNode parent)
    {
        string path = parent.Path.Length == 0 ? context.ResponseKey : $"{parent.Path}.{context.ResponseKey}";
        if (context.Arguments.Count > 0)
        {
            context.State<DataTree>().Arguments[path] = ToJson(context.Arguments);
        }

        bool isComposite = context.Field.Type.Named is CompositeType;
        JsonElement json = default;
        bool isFound = parent.Json.ValueKind is JsonValueKind.Object
            && (parent.Json.TryGetProperty(context.ResponseKey, out json)
                || parent.Json.TryGetProperty(context.Field.Name, out json));
        return isFound ? Value(json, path, isComposite) switch
        {
            GraphQLException failure => throw failure,
            var value => value,
        }
        : null;
    }

    public static JsonNode? ToJson(object? value) => value switch
    {
        null => null,
        IReadOnlyDictionary<string, object?> fields =>
            new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, ToJson(field.Value)))),
        IEnumerable<object?> items => new JsonArray([.. items.Select(ToJson)]),
        _ => JsonSerializer.SerializeToNode(value),
    };

    private static object? Value(JsonElement json, string path, bool isComposite) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Array => json.EnumerateArray()
            .Select((item, i) => Value(item, $"{path}.{i}", isComposite))
            .ToList(),
        JsonValueKind.Object when json.TryGetProperty("$error", out JsonElement message) =>
            new GraphQLException(message.GetString()!, "TEST"),
        JsonValueKind.Object => new DataNode(json, path),
        _ when isComposite => new DataNode(json, path),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.Number => json.TryGetInt64(out long whole) ? whole : json.GetDouble(),
        _ => json.GetBoolean(),
    };
}
