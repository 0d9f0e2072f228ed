using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>
/// The hub's tags <c>base_model:org/name</c> and <c>base_model:relation:org/name</c>, as tools copy them: in a property
/// <c>tags</c>, or in the thing's own tags.
/// </summary>
internal static class HubTags
{
    private const string Prefix = "base_model:";

    /// <summary>The base models that the tags name, with the relation where one does.</summary>
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

    /// <summary>The relation that all tags agree on, or that the tag of a base states; by the base's name.</summary>
    public static Func<string, DerivationMethod?> Methods(Entry entry)
    {
        var byName = new Dictionary<string, DerivationMethod>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, DerivationMethod? method, _) in Read(entry))
        {
            if (method is { } stated)
            {
                byName.TryAdd(name, stated);
            }
        }

        DerivationMethod[] all = [.. byName.Values.Distinct().Take(2)];
        DerivationMethod? common = all is [DerivationMethod only] ? only : null;

        // A longer name than any is not looked through for each edge to it.
        int longest = byName.Keys.Select(name => name.Length).DefaultIfEmpty().Max();
        return name => name.Length <= longest && byName.TryGetValue(name, out DerivationMethod method)
            ? method
            : common;
    }
}
