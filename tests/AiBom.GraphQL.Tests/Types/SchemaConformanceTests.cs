using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Tests.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests.Types;

public sealed class SchemaConformanceTests
{
    private const string Printed = "schema-cases.json";

    [Fact]
    public async Task Schemas_print_and_introspect_the_same()
    {
        var failed = new List<string>();
        int passed = 0;
        foreach (JsonObject one in ConformanceCases.Expected(Printed))
        {
            Schema schema = SdlSchema.Build((string)one["source"]!);
            string printed = SchemaPrinter.Print(schema);
            string introspection = await FullIntrospection.OfAsync(schema, one["introspection"]!.AsObject());
            string expected = FullIntrospection.Sorted(one["introspection"])!.ToJsonString();
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

    // Exactly, but for the spaces inside the braces of object values, on which printers differ.
    private static bool SameDocument(string expected, string actual) =>
        Unspaced(expected) == Unspaced(actual) && GraphQLParser.Parse(actual, GraphQLLimits.Trusted).IsOk;

    private static string Unspaced(string text) => text
        .Replace("{ ", "{", StringComparison.Ordinal)
        .Replace(" }", "}", StringComparison.Ordinal);
}
