using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Conformance;
using AiBom.GraphQL.Tests.Language;
using AiBom.GraphQL.Types;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Validation;

/// <summary>Seeded, so that a failure comes again.</summary>
public sealed class ValidationFuzzTests
{
    private const int Rounds = 6;

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
        var random = new Random(3);
        int validated = 0;
        for (int round = 0; round < Rounds; round++)
        {
            foreach (string query in queries)
            {
                validated += Validate(schema, RandomQuery.Mutate(random, query)) ? 1 : 0;
            }
        }

        Assert.InRange(validated, 1, (queries.Length * Rounds) - 1);
    }

    [Fact]
    public void Random_tokens_never_throw()
    {
        Schema schema = SdlSchema.Build(Sdl);
        var random = new Random(4);
        int validated = 0;
        for (int i = 0; i < 20_000; i++)
        {
            validated += Validate(schema, RandomQuery.Tokens(random, random.Next(25))) ? 1 : 0;
        }

        Assert.NotEqual(0, validated);
    }

    private static bool Validate(Schema schema, string query)
    {
        if (GraphQLParser.Parse(query).Node is not { } document)
        {
            return false;
        }

        // One more says that there are more.
        int errors = DocumentValidator.Validate(schema, document).Length;
        Assert.InRange(errors, 0, GraphQLLimits.Default.MaxErrors + 1);
        return true;
    }
}
