using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>What tells of one run and of the things that it read and made, while it is read.</summary>
internal sealed class RunDraft(DocumentLimits limits, Report report) : StatementDraft(limits, report)
{
    private readonly List<AnnotatedEntry> entries = [];
    private readonly Dictionary<string, AnnotatedEntry> byHandle = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override IReadOnlyList<Entry> Entries => entries;

    /// <summary>Adds a thing under the handles that the document has for it; of two the first counts.</summary>
    /// <returns>Its position; null, and the document is refused, past the bound.</returns>
    public int? Add(DeclaredEntity entity, PropertyList properties, params IEnumerable<string?> handles)
    {
        if (Entities.Count == Limits.Components)
        {
            Report.Refuse(
                FindingCodes.ComponentsExceeded, "", $"The document has more than {Limits.Components} components.");
            return null;
        }

        int position = Add(entity);
        var entry = new AnnotatedEntry(properties, position, entity.Kind);
        entries.Add(entry);
        foreach (string handle in handles.OfType<string>())
        {
            byHandle.TryAdd(handle, entry);
        }

        return position;
    }

    /// <summary>A step of the run, with what our properties say of its use.</summary>
    public RunStep StepOf(int entity, Pointer at, AnnotatedEntry own) => new(
        entity,
        at,
        Method: OwnProperties.Method(own, this),
        Role: OwnProperties.Roles(own.Properties[AibomProperties.DatasetRole], this) is [var role, ..] ? role : null);

    /// <inheritdoc/>
    public override Entry? Find(string reference) => byHandle.GetValueOrDefault(reference);

    /// <inheritdoc/>
    public override int? Resolve(string reference, Pointer at, EntityKind guess)
    {
        if (Find(reference) is { } entry)
        {
            return entry.Entity;
        }

        Report.Warn(
            FindingCodes.ReferenceDangling, at, "Nothing in the document has this name or address.", found: reference);
        return Name(reference, at, guess);
    }
}
