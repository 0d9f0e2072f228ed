using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>An element that declares an entity.</summary>
/// <param name="Node">The element.</param>
/// <param name="Entity">The position of its entity; null until that is made.</param>
/// <param name="Kind">What it is.</param>
internal sealed record ElementEntry(Node Node, int? Entity, EntityKind? Kind) : Entry(Entity, Kind)
{
    private PropertyList? cardProperties;
    private Part? pedigree;
    private Part? card;
    private bool isUnpacked;

    /// <inheritdoc/>
    public override PropertyList Properties => Node.Properties;

    /// <summary>
    /// The hyperparameters of a model, where tools name the base model, and the packed card's properties.
    /// </summary>
    public override PropertyList CardProperties => cardProperties ??= ReadCard();

    /// <inheritdoc/>
    public override string? PedigreeNotes => PackedPedigree?.Text("notes");

    /// <summary>
    /// CycloneDX's <c>pedigree</c>, as a converter packs it into a property; null where there is none.
    /// </summary>
    public Part? PackedPedigree
    {
        get
        {
            Unpack();
            return pedigree;
        }
    }

    /// <summary>
    /// CycloneDX's <c>modelCard</c>, as a converter packs it into a property; null where there is none.
    /// </summary>
    public Part? PackedCard
    {
        get
        {
            Unpack();
            return card;
        }
    }

    /// <inheritdoc/>
    public bool Equals(ElementEntry? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    private PropertyList ReadCard()
    {
        PropertyList packed = PropertyList.ReadAll(PackedCard, PackedCard?.Object("modelParameters"));
        return Node.Class is Classes.Model && Node.Part.Has("ai_hyperparameter")
            ? PropertyList.Read(Node.Part.Objects("ai_hyperparameter"), "key", "value").Concat(packed)
            : packed;
    }

    private void Unpack()
    {
        if (!isUnpacked)
        {
            isUnpacked = true;
            pedigree = Unpack("pedigree");
            card = Unpack("modelCard");
        }
    }

    private Part? Unpack(string name) =>
        First(name) is { } property ? Node.Part.Unpack(property.Value, property.At) : null;
}
