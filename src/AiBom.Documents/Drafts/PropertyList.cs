using System.Text.Json;
using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>
/// The properties of one thing, by name: the same name may stand several times. Most are never asked for, so their
/// values become strings only when they are.
/// </summary>
internal sealed class PropertyList
{
    private const int FewNames = 16;
    private const string Field = "properties";

    private readonly Property[] _all;
    private ILookup<string, Property>? _byName;

    private PropertyList(Property[] all) => _all = all;

    /// <summary>No properties.</summary>
    public static PropertyList None { get; } = new([]);

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _all.Length == 0;

    /// <summary>The properties of that name, in document order.</summary>
    public IEnumerable<Property> this[string name] => First(name) is null ? [] : Named(name);

    /// <summary>Reads <c>properties</c> of CycloneDX objects, those of the first before those of the next.</summary>
    public static PropertyList ReadAll(params ReadOnlySpan<Part?> owners)
    {
        PropertyList all = None;
        foreach (Part? owner in owners)
        {
            if (owner is { } part && part.Json.TryGetProperty(Field, out JsonValue written))
            {
                all = all.Concat(written.ValueKind is JsonValueKind.Object
                    ? Members(part, written)
                    : Read(part.Objects(Field), "name", "value"));
            }
        }

        return all;
    }

    /// <summary>Those of several lists, one after the other.</summary>
    public static PropertyList Of(IEnumerable<PropertyList> lists) => new([.. lists.SelectMany(list => list._all)]);

    /// <summary>A list of what was read elsewhere.</summary>
    public static PropertyList Of(List<Property> properties) => properties.Count == 0 ? None : new([.. properties]);

    /// <summary>These, and then those.</summary>
    public PropertyList Concat(PropertyList others)
    {
        if (IsEmpty)
        {
            return others;
        }

        return others.IsEmpty ? this : new PropertyList([.. _all, .. others._all]);
    }

    /// <summary>Reads the pairs of an array.</summary>
    /// <param name="pairs">The pairs.</param>
    /// <param name="name">The field of a pair's name.</param>
    /// <param name="value">The field of its value.</param>
    /// <param name="prefix">What may stand before a name and is none of it.</param>
    public static PropertyList Read(Part.PartList pairs, string name, string value, string prefix = "")
    {
        if (pairs.Most == 0)
        {
            return None;
        }

        var all = new Property[pairs.Most];
        int count = 0;
        foreach (Part pair in pairs)
        {
            if (PropertyOf(pair, name, value, prefix) is { } property)
            {
                all[count++] = property;
            }
        }

        return new PropertyList(count == all.Length ? all : all[..count]);
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
            if (property.IsCalled(name))
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>Early tools write the properties as the members of one object.</summary>
    private static PropertyList Members(Part owner, JsonValue written)
    {
        Part members = owner.With(written);
        owner.Tolerate(
            members.At,
            "Properties are a list of names and values; the members of the object were read.",
            "an array",
            "an object");
        var all = new List<Property>();
        foreach (JsonMember member in written.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.String && members.Lazy(member.Name) is { } value)
            {
                all.Add(new Property(written, member.Token, value.Token));
            }
        }

        return new PropertyList([.. all]);
    }

    private static Property? PropertyOf(Part pair, string name, string value, string prefix)
    {
        JsonValue? called = pair.Lazy(name);
        if (pair.Lazy(value) is not { } written || called is not { } known)
        {
            return null;
        }

        int skipped = known.StartsWith(prefix) ? prefix.Length : 0;
        return new Property(pair.Json, known.Token, written.Token, skipped);
    }

    private IEnumerable<Property> Named(string name) => _all.Length > FewNames
        ? ByName()[name]
        : _all.Where(property => property.IsCalled(name));

    private ILookup<string, Property> ByName() =>
        _byName ??= _all.ToLookup(property => property.Name, StringComparer.Ordinal);
}
