using System.Text.Json.Nodes;
using AiBom.Domain;

namespace AiBom.Documents.Tests.Spdx;

/// <summary>
/// SPDX documents from short texts. Elements: <c>M a; D d; P p model; F f data; B run; O org</c> — class, name, and a
/// purpose. Relationships: <c>a trainedOn d,e</c>. Either may end in <c>{name=value, …}</c>, properties of the
/// taxonomy, and a relationship in <c>!incomplete</c> before them, or <c>"a description"</c>.
/// </summary>
internal static class SpdxText
{
    private const string Space = "https://example.org/";

    public static ReadResult Read(string elements, string relationships = "", string? root = null) =>
        Reading.Of(Document(elements, relationships, root).ToJsonString());

    public static JsonObject Document(string elements, string relationships = "", string? root = null)
    {
        var graph = new JsonArray(
            new JsonObject
            {
                ["type"] = "CreationInfo",
                ["@id"] = "_:made",
                ["specVersion"] = "3.0.1",
                ["created"] = "2026-02-01T00:00:00Z",
                ["createdBy"] = new JsonArray(Space + "maker"),
            },
            Element("Organization", "maker"));
        if (root is not null)
        {
            JsonObject document = Element("SpdxDocument", "document");
            document["rootElement"] = new JsonArray(Space + root);
            graph.Add(document);
        }

        foreach (string text in Parts(elements))
        {
            graph.Add(Element(text));
        }

        foreach (string text in Parts(relationships))
        {
            graph.Add(Relationship(text));
        }

        return new JsonObject
        {
            ["@context"] = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
            ["@graph"] = graph,
        };
    }

    /// <summary>The edges by names: <c>a DerivedFrom b Declared FineTuning</c>.</summary>
    public static string Edges(ReadResult read)
    {
        StatementSet set = read.Statements
            ?? throw new InvalidOperationException($"Refused: {string.Join(", ", read.Findings)}");
        return string.Join("; ", set.Statements.Select(statement =>
        {
            string detail = statement.Method?.ToString() ?? statement.Role?.ToString() ?? "";
            return $"{set.Entities[statement.Subject].Name} {statement.Predicate} "
                + $"{set.Entities[statement.Object].Name} {statement.Reading} {detail}".TrimEnd();
        }));
    }

    /// <summary>The entities by kind and name.</summary>
    public static string Entities(ReadResult read) => string.Join(
        "; ", read.Statements!.Entities.Select(entity => $"{entity.Kind} {entity.Name}"));

    private static string[] Parts(string text) =>
        text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static JsonObject Element(string text)
    {
        string[] words = Cut(text, out string properties, out _).Split(' ');
        string type = words[0] switch
        {
            "M" => "ai_AIPackage",
            "D" => "dataset_DatasetPackage",
            "P" => "software_Package",
            "F" => "software_File",
            "B" => "build_Build",
            _ => "Organization",
        };
        JsonObject element = Element(type, words[1]);
        if (words.Length > 2)
        {
            element["software_primaryPurpose"] = words[2];
        }

        return With(element, properties);
    }

    private static JsonObject Element(string type, string name) => new()
    {
        ["type"] = type,
        ["spdxId"] = Space + name,
        ["creationInfo"] = "_:made",
        ["name"] = name,
    };

    private static JsonObject Relationship(string text)
    {
        string[] words = Cut(text, out string properties, out string? description).Split(' ');
        var relationship = new JsonObject
        {
            ["type"] = "Relationship",
            ["spdxId"] = $"{Space}{words[0]}-{words[1]}-{words[2]}",
            ["creationInfo"] = "_:made",
            ["from"] = Space + words[0],
            ["relationshipType"] = words[1],
            ["to"] = new JsonArray([.. words[2].Split(',').Select(Reference)]),
        };
        if (words.Length > 3)
        {
            relationship["completeness"] = words[3][1..];
        }

        if (description is not null)
        {
            relationship["description"] = description;
        }

        return With(relationship, properties);
    }

    private static JsonNode Reference(string name) =>
        name is "NoneElement" or "NoAssertionElement" || name.Contains(':', StringComparison.Ordinal)
            ? name
            : Space + name;

    private static string Cut(string text, out string properties, out string? description)
    {
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        properties = brace < 0 ? "" : text[(brace + 1)..].TrimEnd('}');
        string rest = (brace < 0 ? text : text[..brace]).Trim();
        int quote = rest.IndexOf('"', StringComparison.Ordinal);
        description = quote < 0 ? null : rest[(quote + 1)..].TrimEnd('"');
        return (quote < 0 ? rest : rest[..quote]).Trim();
    }

    private static JsonObject With(JsonObject element, string properties)
    {
        JsonNode[] entries = [.. properties
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => new JsonObject
            {
                ["type"] = "extension_CdxPropertyEntry",
                ["extension_cdxPropName"] = pair[0],
                ["extension_cdxPropValue"] = pair[1],
            })];
        if (entries.Length > 0)
        {
            element["extension"] = new JsonArray(new JsonObject
            {
                ["type"] = "extension_CdxPropertiesExtension",
                ["extension_cdxProperty"] = new JsonArray(entries),
            });
        }

        return element;
    }
}
