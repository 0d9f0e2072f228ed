using System.Text.Json;
using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>A property's value (CycloneDX <c>property</c>, SPDX <c>CdxPropertyEntry</c>), and its place.</summary>
internal readonly record struct Property(string Value, Pointer At)
{
    private const string Field = "properties";

    /// <summary>No properties.</summary>
    public static ILookup<string, Property> None { get; } =
        Array.Empty<Property>().ToLookup(property => property.Value, StringComparer.Ordinal);

    /// <summary>Reads the pairs of an array by name: the same name may stand several times.</summary>
    public static ILookup<string, Property> Read(IEnumerable<Part> pairs, string name, string value) =>
        ToLookup(Pairs(pairs, name, value));

    /// <summary>Reads <c>properties</c> of CycloneDX objects, those of the first before those of the next.</summary>
    public static ILookup<string, Property> ReadAll(params ReadOnlySpan<Part?> owners)
    {
        var pairs = new List<(string Name, Property Property)>();
        foreach (Part? owner in owners)
        {
            if (owner is { } part && part.Json.TryGetProperty(Field, out JsonElement written))
            {
                pairs.AddRange(
                    written.ValueKind is JsonValueKind.Object
                        ? Members(part, written)
                        : Pairs(part.Objects(Field), "name", "value"));
            }
        }

        return pairs.Count == 0 ? None : ToLookup(pairs);
    }

    /// <summary>Pairs of name and value by name.</summary>
    public static ILookup<string, Property> ToLookup(IEnumerable<(string Name, Property Property)> pairs) =>
        pairs.ToLookup(pair => pair.Name, pair => pair.Property, StringComparer.Ordinal);

    /// <summary>The pairs of objects that have a name and a value.</summary>
    public static IEnumerable<(string Name, Property Property)> Pairs(
        IEnumerable<Part> pairs, string name, string value)
    {
        foreach (Part pair in pairs)
        {
            if (pair.Text(name) is { } named && pair.Text(value) is { } text)
            {
                yield return (named, new Property(text, pair.At));
            }
        }
    }

    /// <summary>Early tools write the properties as the members of one object.</summary>
    private static IEnumerable<(string Name, Property Property)> Members(Part owner, JsonElement written)
    {
        Part members = owner.With(written, owner.At.To(Field));
        owner.Tolerate(
            members.At,
            "Properties are a list of names and values; the members of the object were read.",
            "an array",
            "an object");
        foreach (JsonProperty member in written.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.String && members.Text(member.Name) is { } text)
            {
                yield return (member.Name, new Property(text, members.At.To(member.Name)));
            }
        }
    }
}
