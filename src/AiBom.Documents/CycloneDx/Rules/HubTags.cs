using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// The hub's tags <c>base_model:org/name</c> and <c>base_model:relation:org/name</c>, as tools copy them:
/// comma-separated in a property <c>tags</c>, or in the component's <c>tags</c> (CycloneDX 1.6).
/// </summary>
internal static class HubTags
{
    private const string Prefix = "base_model:";

    public static IEnumerable<(string Name, DerivationMethod? Method, Pointer At)> Read(ComponentEntry entry)
    {
        IEnumerable<(string Text, Pointer At)> tags = entry.Properties["tags"]
            .SelectMany(
                property => property.Value.Split(',', StringSplitOptions.TrimEntries),
                (property, tag) => (tag, property.At))
            .Concat(entry.Part.Texts("tags"));
        foreach ((string tag, Pointer at) in tags)
        {
            if (tag.StartsWith(Prefix, StringComparison.Ordinal))
            {
                string[] parts = tag[Prefix.Length..].Split(':', 2);
                yield return (parts[^1], parts.Length > 1 ? Terms.ToolMethod(parts[0]) : null, at);
            }
        }
    }
}
