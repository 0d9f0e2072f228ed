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

    [Fact]
    public void The_rules_answer_all_recorded_cases()
    {
        // "draft": how two fields with different @stream merge, which September 2025 does not have.
        (List<JsonObject> cases, List<JsonObject> excluded) = Partition(
            ConformanceCases.Expected(Recorded), one => (string?)one["spec"] is "draft" || one["custom"] is not null);
        Check(Recorded, cases, excluded);
    }

    [Fact]
    public void The_rules_answer_all_mutated_queries() =>
        Check(Generated, [.. ConformanceCases.ReadLines(Generated)], []);

    private static void Check(string file, List<JsonObject> cases, List<JsonObject> excluded)
    {
        JsonObject sources = ConformanceCases.Read(Recorded)["schemas"]!.AsObject();
        var schemas = new Dictionary<string, Schema>(StringComparer.Ordinal);
        var failed = new List<string>();
        foreach (JsonObject one in cases)
        {
            string id = (string)one["schema"]!;
            if (!schemas.TryGetValue(id, out Schema? schema))
            {
                schemas[id] = schema = BuildSchema((string)sources[id]!);
            }

            string expected = Expected(one);
            string actual = Errors(schema, (string)one["query"]!);
            if (expected != actual)
            {
                failed.Add($"{one["id"]} {id}: {one["query"]}\nexpected {expected}\nfound    {actual}");
            }
        }

        string[] excludedIds = [.. excluded.Select(one => (string)one["id"]!)];
        ConformanceCases.Report(file, cases.Count - failed.Count, excludedIds, failed);
    }

    // One schema has a directive for the variables of fragments, which September 2025 does not have and no case uses.
    private static Schema BuildSchema(string sdl) => SdlSchema.Build(string.Join('\n', sdl.Split('\n')
        .Where(line => !line.Contains("FRAGMENT_VARIABLE_DEFINITION", StringComparison.Ordinal))));

    private static (List<JsonObject> Kept, List<JsonObject> Excluded) Partition(
        IEnumerable<JsonObject> cases,
        Predicate<JsonObject> isExcluded)
    {
        ILookup<bool, JsonObject> parts = cases.ToLookup(one => isExcluded(one));
        return ([.. parts[false]], [.. parts[true]]);
    }

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
