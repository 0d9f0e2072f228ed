using System.Text.Json.Nodes;
using AiBom.GraphQL.Tests.Conformance;

namespace AiBom.GraphQL.Tests.Types;

public sealed class IntrospectionTests
{
    // The reference implementation's older version has parts of a later draft, and from October 2021 arguments that
    // may be null, which September 2025 forbids.
    private static readonly string[] Draft =
    [
        "@deprecated on DIRECTIVE_DEFINITION",
        "@deprecated(reason: String = \"No longer supported\")",
        "__Directive.args(includeDeprecated: Boolean = false)",
        "__Directive.deprecationReason: String",
        "__Directive.isDeprecated: Boolean!",
        "__DirectiveLocation.DIRECTIVE_DEFINITION",
        "__Field.args(includeDeprecated: Boolean = false)",
        "__Schema.directives(includeDeprecated: Boolean! = false)",
        "__Type.enumValues(includeDeprecated: Boolean = false)",
        "__Type.fields(includeDeprecated: Boolean = false)",
        "__Type.inputFields(includeDeprecated: Boolean = false)",
    ];

    private static readonly string[] September2025 =
    [
        "@deprecated(reason: String! = \"No longer supported\")",
        "__Directive.args(includeDeprecated: Boolean! = false)",
        "__Field.args(includeDeprecated: Boolean! = false)",
        "__Type.enumValues(includeDeprecated: Boolean! = false)",
        "__Type.fields(includeDeprecated: Boolean! = false)",
        "__Type.inputFields(includeDeprecated: Boolean! = false)",
    ];

    [Fact]
    public async Task Every_schema_has_the_specified_types_and_directives()
    {
        JsonObject reference = CaseFile.Shared("schema-cases.json").Member("builtins")["__schema"]!.AsObject();
        string answer = await FullIntrospection.OfAsync(SdlSchema.Build("type Query { a: Int }"), reference);
        HashSet<string> expected = [.. Lines(reference)];
        HashSet<string> found = [.. Lines(JsonNode.Parse(answer)!.AsObject())];
        Assert.Equal(Draft, expected.Except(found).Order(StringComparer.Ordinal));
        Assert.Equal(September2025, found.Except(expected).Order(StringComparer.Ordinal));
    }

    // Each member of a type and each part of a directive as a line, so that a difference is one.
    private static IEnumerable<string> Lines(JsonObject schema) =>
    [
        .. Items(schema, "types").SelectMany(type => (string[])
        [
            $"{type["kind"]} {type["name"]}",
            .. Items(type, "enumValues").Select(value => $"{type["name"]}.{value["name"]}"),
            .. Items(type, "fields").Select(field => $"{type["name"]}.{field["name"]}: {Type(field["type"])}"),
            .. Items(type, "fields").SelectMany(field => Arguments(field, $"{type["name"]}.{field["name"]}")),
        ]),
        .. Items(schema, "directives").SelectMany(directive => (string[])
        [
            $"@{directive["name"]} {((bool)directive["isRepeatable"]! ? "repeatable" : "once")}",
            .. directive["locations"]!.AsArray().Select(location => $"@{directive["name"]} on {location}"),
            .. Arguments(directive, $"@{directive["name"]}"),
        ]),
    ];

    private static IEnumerable<string> Arguments(JsonNode owner, string name) => Items(owner, "args").Select(argument =>
        $"{name}({argument["name"]}: {Type(argument["type"])}"
        + (argument["defaultValue"] is { } value ? $" = {value})" : ")"));

    private static string Type(JsonNode? type) => (string)type!["kind"]! switch
    {
        "NON_NULL" => $"{Type(type["ofType"])}!",
        "LIST" => $"[{Type(type["ofType"])}]",
        _ => (string)type["name"]!,
    };

    private static IEnumerable<JsonNode> Items(JsonNode owner, string list) =>
        (owner[list]?.AsArray() ?? []).Select(item => item!);
}
