using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>Which entities of one document are one thing, by the keys that they share.</summary>
internal sealed class Things
{
    private readonly List<DeclaredEntity> _entities;
    private readonly int[] _same;

    public Things(List<DeclaredEntity> entities)
    {
        _entities = entities;
        _same = [.. Enumerable.Range(0, entities.Count)];
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int entity = 0; entity < entities.Count; entity++)
        {
            foreach (string key in KeysOf(entities[entity]).Where(key => !first.TryAdd(key, entity)))
            {
                Join(first[key], entity);
            }
        }
    }

    /// <summary>For each entity one that stands for all that are the same thing.</summary>
    public int[] ToArray() => [.. Enumerable.Range(0, _same.Length).Select(Find)];

    private void Join(int one, int other)
    {
        if (!Differ(_entities[one], _entities[other]))
        {
            _same[Find(other)] = Find(one);
        }
    }

    private int Find(int entity)
    {
        while (_same[entity] != entity)
        {
            // Halving the path keeps a long chain of joins cheap.
            _same[entity] = _same[_same[entity]];
            entity = _same[entity];
        }

        return entity;
    }

    /// <summary>Whether one function gives them different digests.</summary>
    private static bool Differ(DeclaredEntity one, DeclaredEntity other) => one.Digests
        .Where(digest => digest.IsStrong)
        .Any(digest => other.Digests.Any(its => its.Function == digest.Function && its != digest));

    /// <summary>The keys by which it is known; a name only where there is nothing better, as in the record.</summary>
    private static IEnumerable<string> KeysOf(DeclaredEntity entity)
    {
        bool hasKey = false;
        foreach (DeclaredDigest digest in entity.Digests.Where(digest => digest.IsStrong))
        {
            hasKey = true;
            yield return digest.ToString();
        }

        // Within one document a version that names no revision still tells one thing from another.
        if (entity.NormalizedUrl() is { Version: not null } place)
        {
            hasKey = true;
            yield return place.ToString();
        }
        else if (PackageUrl.TryParse(entity.PackageUrl, out PackageUrl? url) && url.Version is not null)
        {
            hasKey = true;
            yield return url.ToString();
        }

        if (!hasKey && entity is { Name.Length: > 0, Version.Length: > 0 })
        {
            yield return $"name:{entity.Kind}:{entity.QualifiedNameAndVersion()}";
        }
    }
}
