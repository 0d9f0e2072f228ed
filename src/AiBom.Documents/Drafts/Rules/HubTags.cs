using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// The hub's tags <c>base_model:org/name</c> and <c>base_model:relation:org/name</c>, as tools copy them:
/// comma-separated in a property <c>tags</c>, or in the thing's own tags.
/// </summary>
internal static class HubTags
{
    private const string Prefix = "base_model:";

    public static IEnumerable<(string Name, DerivationMethod? Method, Pointer At)> Read(Entry entry)
    {
        foreach ((string tag, Pointer at) in entry.Tags)
        {
            if (tag.StartsWith(Prefix, StringComparison.Ordinal))
            {
                string[] parts = tag[Prefix.Length..].Split(':', 2);
                yield return (parts[^1], parts.Length > 1 ? Terms.ToolMethod(parts[0]) : null, at);
            }
        }
    }
}
