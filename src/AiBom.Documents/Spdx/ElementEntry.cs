using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>An element that declares an entity.</summary>
/// <param name="Node">The element.</param>
/// <param name="Entity">The position of its entity; null until that is made.</param>
/// <param name="Kind">What it is.</param>
internal sealed record ElementEntry(Node Node, int? Entity, EntityKind? Kind) : Entry(Entity, Kind)
{
    private PropertyList? hyperparameters;

    /// <inheritdoc/>
    public override PropertyList Properties => Node.Properties;

    /// <summary>The hyperparameters of a model: tools name the base model there.</summary>
    public override PropertyList CardProperties => hyperparameters ??= Node.Class is Classes.Model
        ? PropertyList.Read(Node.Part.Objects("ai_hyperparameter"), "key", "value")
        : PropertyList.None;

    /// <inheritdoc/>
    public bool Equals(ElementEntry? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();
}
