using System.Text.Json.Nodes;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>JSON in one order, so that two values can be compared as text.</summary>
internal static class SortedJson
{
    /// <summary>The value with the keys of all its objects sorted; <c>ofType: null</c> is as good as none.</summary>
    public static JsonNode? Of(JsonNode? node) => node switch
    {
        null => null,
        JsonObject fields => new JsonObject(fields
            .Where(field => field is not { Key: "ofType", Value: null })
            .OrderBy(field => field.Key, StringComparer.Ordinal)
            .Select(field => KeyValuePair.Create(field.Key, Of(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Of)]),
        _ => node.DeepClone(),
    };
}
