using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Types;

public sealed class SchemaConformanceTests
{
    private const string Printed = "schema-cases.json";
    private const string TypeSystem = "sdl-cases.json";

    [Fact]
    public async Task Schemas_print_and_introspect_the_same()
    {
        var failed = new List<string>();
        int passed = 0;
        foreach (JsonObject one in ConformanceCases.Expected(Printed))
        {
            DropDraft(one);
            Schema schema = SdlSchema.Build((string)one["source"]!);
            string printed = SchemaPrinter.Print(schema);
            string introspection = await FullIntrospection.OfAsync(schema, one["introspection"]!.AsObject());
            string expected = SortedJson.Of(one["introspection"])!.ToJsonString();
            if (SameDocument((string)one["printed"]!, printed) && introspection == expected)
            {
                passed++;
            }
            else
            {
                failed.Add($"{one["id"]}:\n{one["printed"]}\n---\n{printed}\n---\n{expected}\n---\n{introspection}");
            }
        }

        ConformanceCases.Report(Printed, passed, [], failed);
    }

    [Fact]
    public void Schemas_break_the_same_rules_at_the_same_places()
    {
        var failed = new List<string>();
        var excluded = new List<string>();
        int passed = 0;
        foreach (JsonObject one in ConformanceCases.Expected(TypeSystem))
        {
            // What is wrong with a document before there is a schema: a syntax error, or a rule of documents.
            if ((string?)one["kind"] is not "schema" || (string?)one["stage"] is not ("ok" or "typeSystem"))
            {
                excluded.Add((string)one["id"]!);
                continue;
            }

            string expected = Sorted(one["errors"]!.AsArray().Select(ConformanceCases.Locations));
            string actual = Problems((string)one["source"]!);
            if (expected == actual)
            {
                passed++;
            }
            else
            {
                failed.Add($"{one["id"]} {one["spec"]}: {one["source"]}\n{one["errors"]!.ToJsonString()}\n"
                    + $"expected {expected}\nfound    {actual}");
            }
        }

        ConformanceCases.Report(TypeSystem, passed, excluded, failed);
    }

    private static string Problems(string sdl)
    {
        try
        {
            return Sorted(SdlSchema.Problems(sdl));
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
    }

    private static string Sorted(IEnumerable<string> places) =>
        string.Join("; ", places.Order(StringComparer.Ordinal));

    // The reference implementation already tells which directives are deprecated, which September 2025 has not.
    private static void DropDraft(JsonObject one)
    {
        foreach (JsonNode? directive in one["introspection"]!["directives"]!.AsArray())
        {
            directive!.AsObject().Remove("isDeprecated");
            directive.AsObject().Remove("deprecationReason");
        }
    }

    // Exactly, but for the spaces inside the braces of object values, on which printers differ.
    private static bool SameDocument(string expected, string actual) =>
        Unspaced(expected) == Unspaced(actual) && GraphQLParser.Parse(actual, GraphQLLimits.Trusted).IsOk;

    private static string Unspaced(string text) => text
        .Replace("{ ", "{", StringComparison.Ordinal)
        .Replace(" }", "}", StringComparison.Ordinal);
}
