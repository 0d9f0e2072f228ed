using AiBom.GraphQL.Language;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Validation;

/// <summary>One broken document for each rule, and what is said of it.</summary>
public sealed class ValidationMessageTests
{
    private const string Sdl = """
        type Query { dog(id: ID!, size: Size): Dog  pet: Pet  many(filter: Filter): [Int!] }
        interface Pet { name: String }
        type Dog implements Pet { name: String  barks(loud: Boolean = false): Int! }
        type Cat implements Pet { name: String  lives: Int }
        enum Size { BIG SMALL }
        input Filter { max: Int!  one: One }
        input One @oneOf { a: Int  b: Int }
        type Subscription { barked: Dog  born: Dog }
        directive @once on FIELD
        """;

    [Theory]
    [InlineData(
        "{ pet { name } } type A { b: Int }",
        "1:18 ExecutableDefinitions: Expected only operations and fragments, found a definition of the type system.")]
    [InlineData(
        "mutation { a }",
        "1:1 KnownOperationTypes: Expected an operation that the schema offers; it has no Mutation type.")]
    [InlineData(
        "query A { pet { name } } query A { pet { name } }",
        "1:7 1:32 UniqueOperationNames: Expected one operation named A, found another.")]
    [InlineData(
        "query A { pet { name } } { pet { name } }",
        "1:26 LoneAnonymousOperation: Expected a name for each of 2 operations, found one without.")]
    [InlineData(
        "subscription { barked { name } born { name } }",
        "1:32 SingleFieldSubscriptions: Expected a subscription to select one field of its root, found 2.")]
    [InlineData(
        "subscription { __typename }",
        "1:16 SingleFieldSubscriptions: Expected a field with events, found __typename.")]
    [InlineData("{ cat { name } }", "1:3 FieldsOnCorrectType: Expected a field of type Query, found cat.")]
    [InlineData(
        "{ x: pet { name } x: many }",
        "1:3 1:19 OverlappingFieldsCanBeMerged: Expected fields that can be merged as x: pet and many are different "
            + "fields. Use another alias.")]
    [InlineData(
        "{ pet { ... on Dog { n: barks } ... on Cat { n: lives } } }",
        "1:22 1:46 OverlappingFieldsCanBeMerged: Expected fields that can be merged as n: its types Int! and Int "
            + "differ. Use another alias.")]
    [InlineData(
        "{ pet { ... on Dog { n: barks n: name } } }",
        "1:22 1:31 OverlappingFieldsCanBeMerged: Expected fields that can be merged as n: barks and name are "
            + "different fields. Use another alias.")]
    [InlineData("{ pet }", "1:3 ScalarLeafs: Expected selections from pet of type Pet, found none.")]
    [InlineData("{ many { a } }", "1:8 ScalarLeafs: Expected no selections from many of type [Int!], found some.")]
    [InlineData("{ many(a: 1) }", "1:8 KnownArgumentNames: Expected an argument of field many, found a.")]
    [InlineData(
        "{ many(filter: null, filter: null) }",
        "1:8 1:22 UniqueArgumentNames: Expected argument filter once, found it 2 times.")]
    [InlineData(
        "{ dog { name } }",
        "1:3 ProvidedRequiredArguments: Expected argument id of type ID! for dog, found none.")]
    [InlineData(
        "{ ...F } fragment F on Query { many } fragment F on Query { many }",
        "1:19 1:48 UniqueFragmentNames: Expected one fragment named F, found another.")]
    [InlineData("{ ... on Cow { name } }", "1:10 KnownTypeNames: Expected a type of the schema, found Cow.")]
    [InlineData(
        "{ pet { ... on Size { name } } }",
        "1:16 FragmentsOnCompositeTypes: Expected a fragment on an object, interface or union type, found Size.")]
    [InlineData(
        "{ many } fragment F on Query { many }",
        "1:10 NoUnusedFragments: Expected a spread of fragment F in an operation, found none.")]
    [InlineData("{ ...F }", "1:6 KnownFragmentNames: Expected a fragment of the document, found F.")]
    [InlineData(
        "{ ...F } fragment F on Query { ...G } fragment G on Query { ...F }",
        "1:32 1:61 NoFragmentCycles: Expected no cycle of fragments, found one through F.")]
    [InlineData(
        "{ dog(id: 1) { ... on Cat { name } } }",
        "1:16 PossibleFragmentSpreads: Expected a fragment on a type that Dog can be, found Cat.")]
    [InlineData(
        "{ many(filter: 1) }",
        "1:16 ValuesOfCorrectType: Expected an input object of type Filter, found 1.")]
    [InlineData(
        "{ many(filter: {max: null}) }",
        "1:22 ValuesOfCorrectType: Expected a value of type Int!, found null.")]
    [InlineData(
        "{ many(filter: {max: 1, min: 1}) }",
        "1:25 ValuesOfCorrectType: Expected a field of input type Filter, found min.")]
    [InlineData(
        "{ many(filter: {}) }",
        "1:16 ValuesOfCorrectType: Expected field max of type Int! for Filter, found none.")]
    [InlineData(
        "{ many(filter: {max: 1, one: {a: 1, b: 2}}) }",
        "1:30 ValuesOfCorrectType: Expected exactly one field of One, found 2.")]
    [InlineData(
        "{ many(filter: {max: 1, max: 2}) }",
        "1:17 1:25 UniqueInputFieldNames: Expected field max once in the input object, found it again.")]
    [InlineData(
        "{ many } type A { b: A c(d: E): String @once @once } extend type A @oneOf",
        "1:10 ExecutableDefinitions: Expected only operations and fragments, found a definition of the type system.",
        "1:40 1:46 UniqueDirectivesPerLocation: Expected @once once in this place, found it again.",
        "1:40 KnownDirectives: Expected @once at FIELD, found it at FIELD_DEFINITION.",
        "1:46 KnownDirectives: Expected @once at FIELD, found it at FIELD_DEFINITION.",
        "1:29 KnownTypeNames: Expected a type of the schema, found E.",
        "1:54 ExecutableDefinitions: Expected only operations and fragments, found a definition of the type system.",
        "1:68 KnownDirectives: Expected @oneOf at INPUT_OBJECT, found it at OBJECT.")]
    [InlineData("{ many @a }", "1:8 KnownDirectives: Expected a directive of the schema, found @a.")]
    [InlineData("query @once { many }", "1:7 KnownDirectives: Expected @once at FIELD, found it at QUERY.")]
    [InlineData(
        "{ many @once @once }",
        "1:8 1:14 UniqueDirectivesPerLocation: Expected @once once in this place, found it again.")]
    [InlineData(
        "query ($a: Filter, $a: Filter) { many(filter: $a) }",
        "1:9 1:21 UniqueVariableNames: Expected one variable $a, found 2.")]
    [InlineData(
        "query ($a: Dog) { many(filter: $a) }",
        "1:12 VariablesAreInputTypes: Expected an input type for $a, found Dog.",
        "1:8 1:32 VariablesInAllowedPosition: Expected a value of type Filter, found $a of type Dog.")]
    [InlineData(
        "query Q { many(filter: $a) }",
        "1:24 1:1 NoUndefinedVariables: Expected a variable of operation Q, found $a.")]
    [InlineData(
        "query ($a: Int) { many }",
        "1:8 NoUnusedVariables: Expected a use of $a in its operation, found none.")]
    [InlineData(
        "query ($a: String) { dog(id: $a) { name } }",
        "1:8 1:30 VariablesInAllowedPosition: Expected a value of type ID!, found $a of type String.")]
    [InlineData(
        "query ($a: Int) { many(filter: {max: 1, one: {a: $a}}) }",
        "1:8 1:50 VariablesInAllowedPosition: Expected a variable that cannot be null in a OneOf input object, found "
            + "$a of type Int.")]
    public void An_error_names_the_rule_and_what_was_expected(string query, params string[] expected)
    {
        DocumentNode document = GraphQLParser.Parse(query).Node!;
        Assert.Equal(expected, DocumentValidator.Validate(SdlSchema.Build(Sdl), document).Select(Describe));
    }

    [Fact]
    public void A_long_text_of_the_document_is_shown_in_part()
    {
        var longName = new string('x', 100_000);
        DocumentNode document = GraphQLParser.Parse($"{{ {longName} many(filter: [\"{longName}\", 1]) }}").Node!;
        string[] messages =
            [.. DocumentValidator.Validate(SdlSchema.Build(Sdl), document).Select(error => error.Message)];
        Assert.Equal(
            [
                $"Expected a field of type Query, found {longName[..200]}….",
                $"Expected an input object of type Filter, found [\"{longName[..198]}….",
            ],
            messages);
    }

    private static string Describe(GraphQLError error) =>
        $"{string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"))} {error.Rule}: {error.Message}";
}
