using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>An element that declares an entity.</summary>
/// <param name="Node">The element.</param>
/// <param name="Entity">The position of its entity; null until that is made.</param>
/// <param name="Kind">What it is.</param>
internal sealed record ElementEntry(Node Node, int? Entity, EntityKind? Kind) : Entry(Entity, Kind)
{
    private ILookup<string, Property>? hyperparameters;

    /// <inheritdoc/>
    public override ILookup<string, Property> Properties => Node.Properties;

    /// <summary>The hyperparameters of a model: tools name the base model there.</summary>
    public override ILookup<string, Property> CardProperties => hyperparameters ??= Node.Class is Classes.Model
        ? Property.Read(Node.Part.Objects("ai_hyperparameter"), "key", "value")
        : Property.None;

    /// <inheritdoc/>
    public bool Equals(ElementEntry? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}
