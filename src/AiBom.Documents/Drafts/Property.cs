using AiBom.Documents.Json;

namespace AiBom.Documents.Drafts;

/// <summary>A property's value (CycloneDX <c>property</c>, SPDX <c>CdxPropertyEntry</c>), and its place.</summary>
internal readonly record struct Property(string Value, Pointer At)
{
    /// <summary>No properties.</summary>
    public static ILookup<string, Property> None { get; } =
        Array.Empty<Property>().ToLookup(property => property.Value, StringComparer.Ordinal);

    /// <summary>Reads the pairs of an array by name: the same name may stand several times.</summary>
    public static ILookup<string, Property> Read(IEnumerable<Part> pairs, string name, string value) => pairs
        .Select(pair => (Name: pair.Text(name), Value: pair.Text(value), pair.At))
        .Where(pair => pair is { Name: not null, Value: not null })
        .ToLookup(pair => pair.Name!, pair => new Property(pair.Value!, pair.At), StringComparer.Ordinal);
}
