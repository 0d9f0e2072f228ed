using System.Text.Json.Nodes;

namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// SPDX documents as converters make them of CycloneDX: packages without purpose, and properties that hold JSON.
/// </summary>
internal static class PackedSpdx
{
    /// <summary>A document of packages, each a name with properties.</summary>
    public static JsonObject Document(params (string Name, (string Name, string Value)[] Properties)[] packages) =>
        new()
        {
            ["@context"] = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
            ["@graph"] = new JsonArray([.. packages.Select(package => Package(package.Name, package.Properties))]),
        };

    /// <summary>Reads one with a model and its packed field.</summary>
    public static ReadResult Read(string field, string json) => Reading.Of(
        Document(("a", [("properties.cdx:ai:kind", "model"), (field, json.Replace('\'', '"'))])).ToJsonString());

    private static JsonObject Package(string name, (string Name, string Value)[] properties) => new()
    {
        ["type"] = "software_Package",
        ["spdxId"] = $"https://example.org/{name}",
        ["name"] = name,
        ["extension"] = new JsonArray(new JsonObject
        {
            ["type"] = "extension_CdxPropertiesExtension",
            ["extension_cdxProperty"] = new JsonArray([.. properties.Select(property => new JsonObject
            {
                ["type"] = "extension_CdxPropertyEntry",
                ["extension_cdxPropName"] = property.Name,
                ["extension_cdxPropValue"] = property.Value,
            })]),
        }),
    };
}
