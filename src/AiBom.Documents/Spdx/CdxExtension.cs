using AiBom.Documents.Drafts;
using AiBom.Documents.Json;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Reads <c>extension_CdxPropertiesExtension</c>, with the profile's name before its fields or without. cdxgen writes
/// there what CycloneDX has and SPDX has no field for: a component's own properties behind <c>properties.</c>, and whole
/// objects as texts in JSON.
/// </summary>
internal static class CdxExtension
{
    private const string Profile = "extension_";
    private const string OwnProperties = "properties.";

    public static ILookup<string, Property> Read(Part element) => Property.ToLookup(
        element.Objects("extension")
            .SelectMany(extension => PairsOf(extension, Profile).Concat(PairsOf(extension, "")))
            .Select(pair => (
                pair.Name.StartsWith(OwnProperties, StringComparison.Ordinal)
                    ? pair.Name[OwnProperties.Length..]
                    : pair.Name,
                pair.Property)));

    private static IEnumerable<(string Name, Property Property)> PairsOf(Part extension, string profile) =>
        Property.Pairs(
            extension.Objects($"{profile}cdxProperty"), $"{profile}cdxPropName", $"{profile}cdxPropValue");
}
