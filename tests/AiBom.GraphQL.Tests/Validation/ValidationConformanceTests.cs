using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Language;
using AiBom.GraphQL.Types;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Tests.Validation;

public sealed class ValidationConformanceTests
{
    private const string Recorded = "validation-cases.json";
    private const string Generated = "generated-mutated.ndjson";

    // Rules of the reference implementation that September 2025 does not have: three optional ones, one against
    // deep introspection, and those of @defer and @stream.
    private static readonly string[] OtherRules =
    [
        "NoDeprecatedCustom", "NoSchemaIntrospectionCustom", "MaxIntrospectionDepth", "DeferStreamDirectiveLabel",
        "DeferStreamDirectiveOnRootField", "DeferStreamDirectiveOnValidOperations", "StreamDirectiveOnListField",
    ];

    private const string InDefinition =
        "what is wrong inside a type system definition is not reported beside the definition itself";

    private const string InUnknownDirective = "an argument of an unknown directive has no type to be checked";

    private const string AfterDescription =
        "a word after a description that begins no definition is reported where it stands, not at the description";

    private const string Draft = "how fields with different @stream merge is not in September 2025";

    private static readonly Dictionary<string, string> Excluded = new(StringComparer.Ordinal)
    {
        ["val-4"] = InDefinition,
        ["val-289"] = InDefinition,
        ["val-536"] = InDefinition,
        ["val-735"] = InDefinition,
        ["val-648"] = Draft,
        ["val-649"] = Draft,
        ["val-650"] = Draft,
        ["val-651"] = Draft,
        ["val-652"] = Draft,
        ["val-653"] = Draft,
        ["val-654"] = Draft,
        ["val-655"] = Draft,
        ["mut-7-14"] = InDefinition,
        ["mut-7-923"] = InDefinition,
        ["mut-7-1128"] = InDefinition,
        ["mut-7-1629"] = InDefinition,
        ["mut-7-2181"] = InDefinition,
        ["mut-7-2263"] = InDefinition,
        ["mut-7-2486"] = InDefinition,
        ["mut-7-2007"] = InUnknownDirective,
        ["mut-7-621"] = AfterDescription,
        ["mut-7-2614"] = AfterDescription,
    };

    [Fact]
    public void The_rules_answer_all_recorded_cases() => Check(Recorded, ConformanceCases.Expected(Recorded));

    [Fact]
    public void The_rules_answer_all_mutated_queries() => Check(Generated, ConformanceCases.ReadLines(Generated));

    private static void Check(string file, IEnumerable<JsonObject> cases)
    {
        JsonObject sources = ConformanceCases.Read(Recorded)["schemas"]!.AsObject();
        var schemas = new Dictionary<string, Schema>(StringComparer.Ordinal);
        int passed = 0;
        var excluded = new List<string>();
        var failed = new List<string>();
        foreach (JsonObject one in cases)
        {
            if (Excluded.TryGetValue((string)one["id"]!, out string? reason))
            {
                excluded.Add($"{one["id"]}: {reason}");
                continue;
            }

            string id = (string)one["schema"]!;
            if (!schemas.TryGetValue(id, out Schema? schema))
            {
                schemas[id] = schema = BuildSchema((string)sources[id]!);
            }

            string expected = Expected(one);
            string actual = Errors(schema, (string)one["query"]!);
            if (expected == actual)
            {
                passed++;
            }
            else
            {
                failed.Add($"{one["id"]} {id}: {one["query"]}\nexpected {expected}\nfound    {actual}");
            }
        }

        ConformanceCases.Report(file, passed, excluded, failed);
    }

    // One schema has a directive for the variables of fragments, which September 2025 does not have and no case uses.
    private static Schema BuildSchema(string sdl) => SdlSchema.Build(string.Join('\n', sdl.Split('\n')
        .Where(line => !line.Contains("FRAGMENT_VARIABLE_DEFINITION", StringComparison.Ordinal))));

    // A multiset of rule and locations: the order of errors and their wording are ours.
    private static string Expected(JsonObject one)
    {
        JsonNode? errors = one["errors"] ?? one["v17"];
        return Sorted(errors!.AsArray()
            .Select(error => (Rule: RuleName((string?)error!["rule"]), At: ConformanceCases.Locations(error)))
            .Where(error => !OtherRules.Contains(error.Rule))
            .Select(error => $"{error.Rule} {error.At}"));
    }

    private static string RuleName(string? rule) => rule is null ? "Syntax" : rule[..^"Rule".Length];

    private static string Errors(Schema schema, string query)
    {
        ParseResult<DocumentNode> parsed = GraphQLParser.Parse(query);
        IEnumerable<GraphQLError> errors = parsed.IsOk
            ? DocumentValidator.Validate(schema, parsed.Node, GraphQLLimits.Trusted)
            : [parsed.Error];
        return Sorted(errors.Select(error => $"{error.Rule ?? "Syntax"} {Locations(error)}"));
    }

    private static string Locations(GraphQLError error) =>
        string.Join(' ', error.Locations.Select(at => $"{at.Line}:{at.Column}"));

    private static string Sorted(IEnumerable<string> errors) =>
        string.Join("; ", errors.Order(StringComparer.Ordinal));
}
