using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>A component of the document, wherever it stands, with the entity that it declares.</summary>
/// <param name="Part">The component's object.</param>
/// <param name="Entity">The position of its entity; null for a file.</param>
/// <param name="Kind">What it is; null for a file.</param>
/// <param name="Parent">The component around it, of which it is a part or a relative; null at the top.</param>
/// <param name="Place">Where it stands in that component.</param>
internal sealed record ComponentEntry(Part Part, int? Entity, EntityKind? Kind, ComponentEntry? Parent, Place Place)
    : Entry(Entity, Kind)
{
    private PropertyList? _properties;
    private PropertyList? _cardProperties;

    /// <summary>
    /// The component's own properties, by name; those of its model card are not among them. Inline data have theirs in
    /// <c>contents</c>.
    /// </summary>
    public override PropertyList Properties => _properties ??=
        PropertyList.ReadAll(Place is Place.InlineDataset ? Part.Object("contents") : Part);

    /// <summary>
    /// The properties of the component's model card, and those that stand among its parameters, where the taxonomies'
    /// own examples write them and the standard has no place for them.
    /// </summary>
    public override PropertyList CardProperties => _cardProperties ??= ReadCard();

    /// <inheritdoc/>
    public override string? PedigreeNotes => Part.Object("pedigree")?.Text("notes");

    /// <summary>The tags in a property, as tools copy them, and those of CycloneDX 1.6.</summary>
    public override IEnumerable<(string Text, Pointer At)> Tags => base.Tags.Concat(Part.Texts("tags"));

    /// <summary>The model or dataset that a file within this component is a file of; it may be itself.</summary>
    public ComponentEntry? OwnerOfFiles()
    {
        ComponentEntry? around = this;
        while (around is not null && around.Kind is not (EntityKind.Model or EntityKind.Dataset or EntityKind.LabelSet))
        {
            around = around.Parent;
        }

        return around;
    }

    /// <inheritdoc/>
    public bool Equals(ComponentEntry? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private PropertyList ReadCard()
    {
        Part? card = Part.Object("modelCard");
        Part? parameters = card?.Object("modelParameters");
        if (parameters is { } misplaced && misplaced.Has("properties"))
        {
            misplaced.Tolerate(
                misplaced.At.To("properties"),
                "The parameters of a model card have no properties; they were read as those of the card.",
                "modelCard.properties",
                "modelCard.modelParameters.properties");
        }

        return PropertyList.ReadAll(card, parameters);
    }
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

    /// <summary>In another component's <c>pedigree.descendants</c>.</summary>
    Descendant,

    /// <summary>In another component's <c>pedigree.variants</c>.</summary>
    Variant,

    /// <summary>In the <c>components</c> of a formula, of which the subject was made.</summary>
    Formula,

    /// <summary>Inline in a model card's <c>datasets</c>.</summary>
    InlineDataset,
}
