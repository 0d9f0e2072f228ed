using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>
/// The properties of one thing, by name: the same name may stand several times. Most are never asked for, so their
/// values become strings only when they are.
/// </summary>
internal sealed class PropertyList
{
    private const int FewNames = 16;

    private readonly Property[] _all;
    private ILookup<string, Property>? _byName;

    private PropertyList(Property[] all) => _all = all;

    /// <summary>No properties.</summary>
    public static PropertyList None { get; } = new([]);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _all.Length == 0;

    /// <summary>Every property, in document order.</summary>
    public IReadOnlyList<Property> All => _all;

    /// <summary>The properties of that name, in document order.</summary>
    public IEnumerable<Property> this[string name] => First(name) is null ? [] : Named(name);

    /// <summary>Reads the pairs of an array.</summary>
    public static PropertyList Read(Part.PartList pairs, string name, string value)
    {
        if (pairs.Most == 0)
        {
            return None;
        }

        var all = new Property[pairs.Most];
        int count = 0;
        foreach (Part pair in pairs)
        {
            if (PropertyOf(pair, name, value) is { } property)
            {
                all[count++] = property;
            }
        }

        return new PropertyList(count == all.Length ? all : all[..count]);
    }

    /// <summary>Reads the pairs of several arrays.</summary>
    public static PropertyList Read(IEnumerable<Part> pairs, string name, string value) =>
        new([.. pairs.Select(pair => PropertyOf(pair, name, value)).OfType<Property>()]);

    /// <summary>The first of that name; null where there is none.</summary>
    public Property? First(string name)
    {
        if (_all.Length > FewNames)
        {
            return ByName()[name].Select(property => (Property?)property).FirstOrDefault();
        }

        foreach (Property property in _all)
        {
            if (property.IsCalled(name))
            {
                return property;
            }
        }

        return null;
    }

    private static Property? PropertyOf(Part pair, string name, string value)
    {
        JsonValue? called = pair.Lazy(name);
        return pair.Lazy(value) is { } written && called is { } known
            ? new Property(pair.Json, known.Token, written.Token)
            : null;
    }

    private IEnumerable<Property> Named(string name) => _all.Length > FewNames
        ? ByName()[name]
        : _all.Where(property => property.IsCalled(name));

    private ILookup<string, Property> ByName() =>
        _byName ??= _all.ToLookup(property => property.Name, StringComparer.Ordinal);
}
