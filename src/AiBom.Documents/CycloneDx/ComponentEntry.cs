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
    private ILookup<string, string>? properties;

    /// <summary>The component's own properties, by name; those of its model card are not among them.</summary>
    public ILookup<string, string> Properties => properties ??= Read(Part);

    /// <summary>Reads the <c>properties</c> of an object: the same name may stand several times.</summary>
    public static ILookup<string, string> Read(Part part) => part.Objects("properties")
        .Select(property => (Name: property.Text("name"), Value: property.Text("value")))
        .Where(property => property is { Name: not null, Value: not null })
        .ToLookup(property => property.Name!, property => property.Value!, StringComparer.Ordinal);
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
