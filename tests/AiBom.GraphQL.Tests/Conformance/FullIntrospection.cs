using System.Buffers;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>Asks a schema for everything it can tell of itself.</summary>
internal static class FullIntrospection
{
    private const string Query = """
        query {
          __schema {
            description
            queryType { name kind } mutationType { name kind } subscriptionType { name kind }
            types { ...Type }
            directives {
              name description isRepeatable locations args(includeDeprecated: true) { ...Input }
            }
          }
        }
        fragment Type on __Type {
          kind name description specifiedByURL isOneOf
          fields(includeDeprecated: true) {
            name description args(includeDeprecated: true) { ...Input } type { ...Ref } isDeprecated deprecationReason
          }
          inputFields(includeDeprecated: true) { ...Input }
          interfaces { ...Ref }
          enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
          possibleTypes { ...Ref }
        }
        fragment Input on __InputValue {
          name description type { ...Ref } defaultValue isDeprecated deprecationReason
        }
        fragment Ref on __Type {
          kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
            ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } }
        }
        """;

    /// <summary>The answer, with only those types and directives that are expected, keys sorted.</summary>
    public static async Task<string> OfAsync(Schema schema, JsonObject expected)
    {
        var engine = new GraphQLEngine(schema);
        PreparedOperation prepared = engine.Prepare(Query);
        Assert.True(prepared.IsOk, prepared.IsOk ? "" : prepared.Errors[0].Message);
        ExecutionResult result = await engine.ExecuteAsync(
            prepared.Plan, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(result.Errors);
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        JsonObject answer = JsonNode.Parse(output.WrittenSpan)!["data"]!["__schema"]!.AsObject();
        Keep(answer, expected, "types");
        Keep(answer, expected, "directives");
        return SortedJson.Of(answer)!.ToJsonString();
    }

    private static void Keep(JsonObject answer, JsonObject expected, string list)
    {
        string[] names = [.. expected[list]!.AsArray().Select(item => (string)item!["name"]!)];
        IEnumerable<JsonNode?> kept = answer[list]!.AsArray()
            .Where(item => names.Contains((string?)item!["name"]))
            .Select(item => item!.DeepClone());
        answer[list] = new JsonArray([.. kept]);
    }
}
