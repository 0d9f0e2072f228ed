using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>A thing of provenance or of an event, whose properties are members of an object.</summary>
internal sealed record AnnotatedEntry(ILookup<string, Property> Own, int? Entity, EntityKind? Kind)
    : Entry(Entity, Kind)
{
    /// <inheritdoc/>
    public override ILookup<string, Property> Properties => Own;

    /// <inheritdoc/>
    public override ILookup<string, Property> CardProperties => Property.None;

    /// <inheritdoc/>
    public override IEnumerable<(string Text, Json.Pointer At)> Tags => [];
}
