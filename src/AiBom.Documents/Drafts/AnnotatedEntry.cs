using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>A thing of provenance or of an event, whose properties are members of an object.</summary>
internal sealed record AnnotatedEntry(PropertyList Own, int? Entity, EntityKind? Kind)
    : Entry(Entity, Kind)
{
    /// <inheritdoc/>
    public override PropertyList Properties => Own;

    /// <inheritdoc/>
    public override PropertyList CardProperties => PropertyList.None;
}
