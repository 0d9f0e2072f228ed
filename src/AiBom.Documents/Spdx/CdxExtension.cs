using AiBom.Documents.Drafts;
using AiBom.Documents.Json;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Reads <c>extension_CdxPropertiesExtension</c>, with the profile's name before its fields or without. cdxgen writes
/// there what CycloneDX has and SPDX has no field for: a component's own properties behind <c>properties.</c>, and
/// whole objects as texts in JSON.
/// </summary>
internal static class CdxExtension
{
    private const string Profile = "extension_";
    private const string OwnProperties = "properties.";

    public static PropertyList Read(Part element) => PropertyList.Of(
        element.Objects("extension").SelectMany(extension =>
            (PropertyList[])[PairsOf(extension, Profile), PairsOf(extension, "")]));

    private static PropertyList PairsOf(Part extension, string profile) => PropertyList.Read(
        extension.Objects($"{profile}cdxProperty"),
        $"{profile}cdxPropName",
        $"{profile}cdxPropValue",
        OwnProperties);
}
