using System.Runtime.CompilerServices;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>A thing of the document, in whatever format, with the entity that it declares.</summary>
/// <param name="Entity">The position of its entity; null where it declares none, as a file.</param>
/// <param name="Kind">What it is; null where it declares no entity.</param>
internal abstract record Entry(int? Entity, EntityKind? Kind)
{
    /// <summary>Its own properties, by name.</summary>
    public abstract PropertyList Properties { get; }

    /// <summary>What its model card says in pairs of name and value.</summary>
    public abstract PropertyList CardProperties { get; }

    /// <summary>What its maker notes about its pedigree; null where nothing is noted.</summary>
    public virtual string? PedigreeNotes => null;

    /// <summary>Its tags: in a property a list with commas, or a JSON array of texts.</summary>
    public virtual IEnumerable<(string Text, Pointer At)> Tags => Properties["tags"].SelectMany(
        property => property.Value.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries),
        (property, tag) => (tag.Trim('"', '\''), property.At));

    /// <summary>The properties of any of these names, its own before those of its card.</summary>
    public IEnumerable<Property> Named(params IEnumerable<string> names) =>
        names.SelectMany(name => Properties[name].Concat(CardProperties[name]));

    /// <summary>The first property of that name; null where there is none.</summary>
    public Property? First(string name) => Properties.First(name);

    /// <summary>An entry is itself and no other: a document may say the same twice.</summary>
    public virtual bool Equals(Entry? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);
}
