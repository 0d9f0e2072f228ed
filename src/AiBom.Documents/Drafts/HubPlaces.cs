using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// Where on a hub a thing is that has no package URL, by the links that a document gives for it. Many links are not to
/// the thing itself, so one counts only if it is to a repository of the thing's own name, or said to be its contents.
/// </summary>
internal static class HubPlaces
{
    /// <param name="kind">What it is: only models and data are looked for on hubs.</param>
    /// <param name="group">The name space before its name.</param>
    /// <param name="name">Its name.</param>
    /// <param name="contents">Links that are said to be to its contents.</param>
    /// <param name="links">Any other links of it.</param>
    /// <returns>The first link that counts, as written; null where none does.</returns>
    public static string? LinkOf(
        EntityKind kind, string? group, string? name, IEnumerable<string?> contents, IEnumerable<string?> links)
    {
        if (kind is not (EntityKind.Model or EntityKind.Dataset or EntityKind.LabelSet))
        {
            return null;
        }

        return contents.FirstOrDefault(link => PlaceOf(link, kind) is not null)
            ?? links.FirstOrDefault(link => PlaceOf(link, kind) is { } place && IsNamed(place, group, name));
    }

    /// <summary>
    /// The repository that a link is to; null where it is to a file, or to something of another kind.
    /// </summary>
    private static HubIdentity? PlaceOf(string? link, EntityKind kind) =>
        HubIdentity.TryReadLink(link, out HubIdentity? place)
        && place.Path is null
        && (place.Kind is null || (place.Kind is EntityKind.Model) == (kind is EntityKind.Model))
            ? place
            : null;

    private static bool IsNamed(HubIdentity place, string? group, string? name) =>
        string.Equals(place.Repository, name, StringComparison.Ordinal)
        || (string.Equals(place.Name, name, StringComparison.Ordinal)
            && (string.IsNullOrEmpty(group) || string.Equals(place.Namespace, group, StringComparison.Ordinal)));
}
