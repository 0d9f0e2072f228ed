using System.Runtime.CompilerServices;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>A component of the document, wherever it stands, with the entity that it declares.</summary>
/// <param name="Part">The component's object.</param>
/// <param name="Entity">The position of its entity; null for a file.</param>
/// <param name="Kind">What it is; null for a file.</param>
/// <param name="Parent">The component around it, of which it is a part or an ancestor; null at the top.</param>
/// <param name="Place">Where it stands in that component.</param>
internal sealed record ComponentEntry(Part Part, int? Entity, EntityKind? Kind, ComponentEntry? Parent, Place Place)
{
    private ILookup<string, Property>? _properties;
    private ILookup<string, Property>? _cardProperties;

    /// <summary>
    /// The component's own properties, by name; those of its model card are not among them. Inline data have theirs in
    /// <c>contents</c>.
    /// </summary>
    public ILookup<string, Property> Properties => _properties ??=
        Place is Place.InlineDataset ? Property.Read(Part.Object("contents")) : Property.Read(Part);

    /// <summary>The first property of that name; null where there is none.</summary>
    public Property? First(string name)
    {
        using IEnumerator<Property> named = Properties[name].GetEnumerator();
        return named.MoveNext() ? named.Current : null;
    }

    /// <summary>The properties of the component's model card.</summary>
    public ILookup<string, Property> CardProperties => _cardProperties ??= Property.Read(Part.Object("modelCard"));

    /// <summary>An entry is itself and no other: a document may say the same twice.</summary>
    public bool Equals(ComponentEntry? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}

/// <summary>A property's value (CycloneDX <c>property</c>), and where it stands.</summary>
internal readonly record struct Property(string Value, Pointer At)
{
    private static readonly ILookup<string, Property> None =
        Array.Empty<Property>().ToLookup(property => property.Value, StringComparer.Ordinal);

    /// <summary>Reads the <c>properties</c> of an object by name: the same name may stand several times.</summary>
    public static ILookup<string, Property> Read(Part? owner) => owner is not { } part || !part.Has("properties")
        ? None
        : part.Objects("properties")
            .Select(property => (Name: property.Text("name"), Value: property.Text("value"), property.At))
            .Where(property => property is { Name: not null, Value: not null })
            .ToLookup(
                property => property.Name!,
                property => new Property(property.Value!, property.At),
                StringComparer.Ordinal);
}

/// <summary>Where a component stands.</summary>
internal enum Place
{
    /// <summary>In <c>metadata.component</c>.</summary>
    Subject = 1,

    /// <summary>In the document's <c>components</c>.</summary>
    Listed,

    /// <summary>In another component's <c>components</c>.</summary>
    Nested,

    /// <summary>In another component's <c>pedigree.ancestors</c>.</summary>
    Ancestor,

    /// <summary>Inline in a model card's <c>datasets</c>.</summary>
    InlineDataset,
}
