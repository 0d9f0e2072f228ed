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
    public static PropertyList Read(IEnumerable<Part> pairs, string name, string value)
    {
        var all = new List<Property>();
        foreach (Part pair in pairs)
        {
            string? text = pair.Text(name);
            if (pair.Lazy(value) is { } written && text is not null)
            {
                all.Add(new Property(text, written, pair.At));
            }
        }

        return all.Count == 0 ? None : new PropertyList([.. all]);
    }

    /// <summary>The first of that name; null where there is none.</summary>
    public Property? First(string name)
    {
        if (_all.Length > FewNames)
        {
            return ByName()[name].Select(property => (Property?)property).FirstOrDefault();
        }

        foreach (Property property in _all)
        {
            if (string.Equals(property.Name, name, StringComparison.Ordinal))
            {
                return property;
            }
        }

        return null;
    }

    private IEnumerable<Property> Named(string name) => _all.Length > FewNames
        ? ByName()[name]
        : _all.Where(property => string.Equals(property.Name, name, StringComparison.Ordinal));

    private ILookup<string, Property> ByName() =>
        _byName ??= _all.ToLookup(property => property.Name, StringComparer.Ordinal);
}
