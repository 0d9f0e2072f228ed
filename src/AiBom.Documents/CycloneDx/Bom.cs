using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>The CycloneDX document while it is read: its components, and what they declare.</summary>
internal sealed class Bom : StatementDraft
{
    public Bom(Part root, Report report)
        : base(report)
    {
        Root = root;
        References = new References(this);
    }

    public Part Root { get; }

    public References References { get; }

    /// <summary>Every component, in the order in which they are met.</summary>
    public List<ComponentEntry> Components { get; } = [];

    /// <summary>The component that the document is about.</summary>
    public ComponentEntry? Subject { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Entry> Entries => Components;

    /// <inheritdoc/>
    public override Entry? Find(string reference) => References.Find(reference);

    /// <inheritdoc/>
    public override int? Resolve(string reference, Pointer at, EntityKind guess) =>
        References.Resolve(reference, at, guess);

    public void Add(ComponentEntry entry)
    {
        Components.Add(entry);
        References.Add(entry);
        if (entry.Place is Place.Subject)
        {
            Subject = entry;
        }
    }
}
