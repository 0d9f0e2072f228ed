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

    /// <summary>A component's own properties stand behind it where cdxgen made SPDX of CycloneDX.</summary>
    private const string Prefix = "properties.";

    private readonly Property[] _all;
    private readonly bool _isPrefixed;
    private ILookup<string, Property>? _byName;

    private PropertyList(Property[] all, bool isPrefixed = false) => (_all, _isPrefixed) = (all, isPrefixed);

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

    /// <summary>Reads <c>properties</c> of an object of CycloneDX; early tools write them as members of one object.</summary>
    public static PropertyList ReadField(Part? owner)
    {
        if (owner is not { } part || !part.Json.TryGetProperty(Field, out JsonValue written))
        {
            return None;
        }

        return written.ValueKind is JsonValueKind.Object
            ? ReadMembers(part, written)
            : Read(part.Objects(Field), "name", "value");
    }

    /// <summary>Reads the pairs of several arrays, whose names may stand behind <c>properties.</c>.</summary>
    public static PropertyList ReadPrefixed(IEnumerable<Part> pairs, string name, string value)
    {
        Property[] all = [.. pairs.Select(pair => PropertyOf(pair, name, value)).OfType<Property>()];
        bool isPrefixed = all.Any(property => property.Name.StartsWith(Prefix, StringComparison.Ordinal));
        return new PropertyList(all, isPrefixed);
    }

    /// <summary>These, and then those of another thing.</summary>
    public PropertyList Concat(PropertyList others) => others.IsEmpty
        ? this
        : IsEmpty ? others : new PropertyList([.. _all, .. others._all], _isPrefixed || others._isPrefixed);

    /// <summary>The first of that name; null where there is none.</summary>
    public Property? First(string name)
    {
        if (_isPrefixed)
        {
            return Named(name).Select(property => (Property?)property).FirstOrDefault();
        }

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

    private static PropertyList ReadMembers(Part owner, JsonValue written)
    {
        owner.Tolerate(
            owner.At.To(Field),
            "Properties are a list of names and values; the members of the object were read.",
            "an array",
            "an object");
        Part members = owner.With(written);
        return new PropertyList(
        [
            .. written.EnumerateObject()
                .Where(member => member.Value.ValueKind is JsonValueKind.String && members.Lazy(member.Name) is not null)
                .Select(member => new Property(written, member.Token, member.Token + 1)),
        ]);
    }

    private IEnumerable<Property> Named(string name) => _isPrefixed || _all.Length > FewNames
        ? ByName()[name]
        : _all.Where(property => property.IsCalled(name));

    private ILookup<string, Property> ByName() => _byName ??= _all.ToLookup(
        property => _isPrefixed && property.Name.StartsWith(Prefix, StringComparison.Ordinal)
            ? property.Name[Prefix.Length..]
            : property.Name,
        StringComparer.Ordinal);
}
