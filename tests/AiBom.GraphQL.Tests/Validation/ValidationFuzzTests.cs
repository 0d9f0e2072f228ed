using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Conformance;
using AiBom.GraphQL.Tests.Language;
using AiBom.GraphQL.Tests.Robustness;
using AiBom.GraphQL.Types;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Validation;

public sealed class ValidationFuzzTests
{
    private const string Sdl = """
        type Query { dog(a: Int, o: O): Dog  name(i: I! = {x: 1}): String  pets: [Pet!]! }
        interface Pet { name: String }
        type Dog implements Pet { name: String  a: Int!  b: [Dog]  friend(of: ID!): Pet }
        type Cat implements Pet { name: String  a: String }
        input I { x: Int = 1  i: I  l: [[I!]] }
        input O @oneOf { a: Int  b: String }
        type Subscription { a: Int  b: Int }
        """;

    [Fact]
    public void Mutated_queries_never_throw_and_never_exceed_the_number_of_errors()
    {
        string[] queries =
        [
            .. CaseFile.Shared("validation-cases.json").Cases.Select(one => (string)one["query"]!),
        ];
        Schema schema = SdlSchema.Build(Sdl);
        IReadOnlyDictionary<string, int> outcomes = Fuzz.Run(
            "mutated queries",
            random => RandomQuery.Mutate(random, queries[random.Next(queries.Length)]),
            query => Validate(schema, query));
        Assert.Equal(["invalid", "no document", "valid"], outcomes.Keys);
    }

    [Fact]
    public void Random_tokens_never_throw()
    {
        Schema schema = SdlSchema.Build(Sdl);
        IReadOnlyDictionary<string, int> outcomes = Fuzz.Run(
            "tokens to validate",
            random => RandomQuery.Tokens(random, random.Next(25)),
            query => Validate(schema, query));
        Assert.Contains("invalid", outcomes.Keys);
    }

    private static string Validate(Schema schema, string query)
    {
        if (GraphQLParser.Parse(query).Node is not { } document)
        {
            return "no document";
        }

        // One more says that there are more.
        int errors = DocumentValidator.Validate(schema, document).Length;
        Assert.InRange(errors, 0, GraphQLLimits.Default.MaxErrors + 1);
        return errors == 0 ? "valid" : "invalid";
    }
}
