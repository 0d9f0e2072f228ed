using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>
/// Finds what a document names by a name alone: what the same document declares under that name or at that place of a
/// hub, else a thing that is named and not described, once.
/// </summary>
internal sealed class NamedEntities(StatementDraft draft, EntityKind kind)
{
    private Dictionary<string, int>? known;

    public int Find(NamedSource named)
    {
        known ??= Known();
        HubIdentity? place = PlaceOf(named);
        string name = place is not null
            && (IsLink(named.Name) || place.Name.Equals(named.Name, StringComparison.Ordinal))
            ? place.Repository
            : named.Name;
        string key = place?.Repository ?? (named.Version is null ? name : $"{name}@{named.Version}");
        if (!known.TryGetValue(key, out int entity))
        {
            int slash = name.LastIndexOf('/');
            entity = draft.Add(new DeclaredEntity
            {
                Kind = kind,
                Pointer = named.At.ToString(),
                Group = slash > 0 ? name[..slash] : null,
                Name = name[(slash + 1)..],
                Version = named.Version,
                HubLink = place is null ? null : LinkOf(named),
            });
            if (!draft.Report.IsRefused)
            {
                known.Add(key, entity);
            }
        }

        return entity;
    }

    private HubIdentity? PlaceOf(NamedSource named) =>
        LinkOf(named) is { } link
            && HubIdentity.TryReadLink(link, out HubIdentity? place)
            && place.Hub is Hub.HuggingFace
            && (place.Kind ?? kind) == kind
                ? place
                : null;

    private static string? LinkOf(NamedSource named) => IsLink(named.Name) ? named.Link ?? named.Name : named.Link;

    private static bool IsLink(string name) => name.Contains("://", StringComparison.Ordinal);

    private Dictionary<string, int> Known()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int entity = 0; entity < draft.Entities.Count; entity++)
        {
            DeclaredEntity declared = draft.Entities[entity];
            if (declared.Kind == kind)
            {
                names.TryAdd(declared.QualifiedName(), entity);
                names.TryAdd(declared.QualifiedNameAndVersion(), entity);
                if (declared.NormalizedUrl() is { } url && HubIdentity.TryOf(url, out HubIdentity? place))
                {
                    names.TryAdd(place.Repository, entity);
                }
            }
        }

        return names;
    }
}
