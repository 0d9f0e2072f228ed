using System.Globalization;
using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>The CycloneDX document while it is read: its components, and what they declare.</summary>
internal sealed class Bom : StatementDraft
{
    private BomLink? self;
    private int counted;

    public Bom(Part root, DocumentLimits limits, Report report)
        : base(limits, report)
    {
        Root = root;
        Handles = new Handles(this);
        References = new References(this);
    }

    public Part Root { get; }

    public Handles Handles { get; }

    public References References { get; }

    /// <summary>The workflows and tasks, in document order.</summary>
    public List<TaskEntry> Tasks { get; } = [];

    /// <summary>Every component, in the order in which they are met.</summary>
    public List<ComponentEntry> Components { get; } = [];

    /// <summary>Positions of <see cref="StatementDraft.Vulnerabilities"/> by bom-ref.</summary>
    public Dictionary<string, int> VulnerabilityByRef { get; } = new(StringComparer.Ordinal);

    /// <summary>The component that the document is about.</summary>
    public ComponentEntry? Subject { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<Entry> Entries => Components;

    /// <inheritdoc/>
    public override Entry? Find(string reference) => References.Find(reference);

    /// <inheritdoc/>
    public override int? Resolve(string reference, Pointer at, EntityKind guess) =>
        References.Resolve(reference, at, guess);

    /// <summary>
    /// The bom-ref that a reference means in this document: itself, or that of a BOM-Link to this document; null for a
    /// link to another one.
    /// </summary>
    public string? LocalRef(string reference)
    {
        if (!BomLink.Is(reference))
        {
            return reference;
        }

        return BomLink.Parse(reference) is { BomRef: { } bomRef } link && link with { BomRef = null } == Self()
            ? bomRef
            : null;
    }

    /// <summary>
    /// Objects of which each becomes something in the statement set, however short it is. Past the bound, for all of
    /// them together, the document is refused.
    /// </summary>
    public IEnumerable<Part> Counted(IEnumerable<Part> parts)
    {
        foreach (Part part in parts)
        {
            if (++counted > Limits.Components)
            {
                Report.Refuse(
                    FindingCodes.ComponentsExceeded,
                    part.At.ToString(),
                    $"The document says more than {Limits.Components} things beside its components.");
                yield break;
            }

            yield return part;
        }
    }

    /// <summary>Says that a reference leads to nothing.</summary>
    public void WarnDangling(string reference, Pointer at) => Report.Warn(
        FindingCodes.ReferenceDangling,
        at,
        "Nothing in the document has this bom-ref.",
        "a declared bom-ref",
        reference);

    public void Add(ComponentEntry entry)
    {
        Components.Add(entry);
        References.Add(entry);
        if (entry.Place is Place.Subject)
        {
            Subject = entry;
        }
    }

    /// <summary>What a BOM-Link to this document looks like; null where it has no serial number.</summary>
    private BomLink? Self()
    {
        if (self is null && Root.Text("serialNumber") is { } serial)
        {
            int version = Root.Json.TryGetProperty("version", out JsonValue written)
                && written.ValueKind is JsonValueKind.Number
                && written.TryGetInt32(out int number) ? number : 1;
            self = BomLink.Parse(string.Create(
                CultureInfo.InvariantCulture,
                $"urn:cdx:{serial.Replace("urn:uuid:", "", StringComparison.Ordinal)}/{version}"));
        }

        return self;
    }
}
