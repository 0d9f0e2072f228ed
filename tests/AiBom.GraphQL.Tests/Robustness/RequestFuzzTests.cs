using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Robustness;

public sealed class RequestFuzzTests
{
    private const string Sdl = """
        type Query implements Node {
          id: ID!
          me(name: String): User
          users(first: Int = 2, filter: Input, order: [Color!]): [User!]!
          search(by: By!): [Thing]
          node(id: ID!): Node
          any(json: Json, list: [[Int!]!], matrix: [[Float]] = [[1]]): Json
          deep(input: Input! = { name: "x" }): Query!
        }
        type Mutation { add(input: Input!): User  remove(id: ID!): Boolean!  twice(a: Int! = 1, b: Int): Int }
        type Subscription { added(filter: Input): User!  ticks: Int }
        interface Node { id: ID! }
        interface Named implements Node { id: ID!  name: String }
        type User implements Named & Node {
          id: ID!
          name: String
          color: Color!
          age(in: Unit = YEARS): Int
          friends(first: Int, color: [Color]): [User]
          best: User!
          score: Float
          tags: [String!]!
        }
        type Group implements Named & Node { id: ID!  name: String  members: [Named!]!  parent: Group }
        union Thing = User | Group
        enum Color { RED GREEN BLUE }
        enum Unit { YEARS DAYS }
        input Input { name: String!  colors: [Color!] = [RED]  inner: Input  by: By  size: Int! = 3  json: Json }
        input By @oneOf { id: ID  name: String  input: Input }
        scalar Json
        """;

    [Fact]
    public void Random_requests_never_throw_and_are_always_answered()
    {
        Schema schema = SdlSchema.Build(Sdl);
        var engine = new GraphQLEngine(schema, new GraphQLOptions());
        JsonElement[] roots = [.. Enumerable.Range(0, 50).Select(i => RandomData.Of(schema, new Random(i)))];
        IReadOnlyDictionary<string, int> outcomes = Fuzz.Run(
            "requests",
            random => (Request: RandomRequest.Next(schema, random), Root: random.Next(roots.Length)),
            input => Ask(engine, input.Request.Document, input.Request.Variables, roots[input.Root]));
        Assert.Equal(["answered", "answered in part", "refused", "refused for its variables"], outcomes.Keys);
    }

    private static string Ask(GraphQLEngine engine, string document, string variables, JsonElement root)
    {
        PreparedOperation prepared = engine.Prepare(document);
        if (!prepared.IsOk)
        {
            Write(new ExecutionResult(prepared.Errors));
            return "refused";
        }

        using var json = JsonDocument.Parse(variables);
        VariableValues? values = engine.Admit(prepared.Plan, json.RootElement, out ImmutableArray<ResponseError> errors);
        if (values is null)
        {
            Write(new ExecutionResult(errors));
            return "refused for its variables";
        }

        ValueTask<ExecutionResult> running = engine.RunAsync(
            prepared.Plan, values, new DataTree(), new DataNode(root, ""), CancellationToken.None);
        Assert.True(running.IsCompleted);
        JsonNode answer = Write(running.Result);
        Assert.True(answer["data"] is not null || answer["errors"] is not null);
        return answer["errors"] is null ? "answered" : "answered in part";
    }

    private static JsonNode Write(ExecutionResult result)
    {
        var output = new ArrayBufferWriter<byte>();
        result.WriteTo(output);
        return JsonNode.Parse(output.WrittenSpan)!;
    }
}
