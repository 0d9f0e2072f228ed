using System.Text;
using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Which thing a reference means: a component by its bom-ref, or by the bom-ref of its model card or its data; else
/// what bears the package URL that the reference is.
/// </summary>
internal sealed class References
{
    private readonly Bom bom;
    private readonly Dictionary<string, ComponentEntry> _byRef = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ComponentEntry>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public References(Bom bom)
    {
        this.bom = bom;
        _byText = _byRef.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Takes note of a component's bom-refs; of two that are equal the first counts.</summary>
    public void Add(ComponentEntry entry)
    {
        string? own = entry.Entity is { } entity ? bom.Entities[entity].BomRef : entry.Part.Text("bom-ref");
        if (own is { } bomRef && !_byRef.TryAdd(bomRef, entry))
        {
            bom.Report.Warn(
                FindingCodes.ReferenceDuplicate,
                entry.Part.At.To("bom-ref"),
                "The bom-ref is declared twice; references to it mean the first.",
                found: bomRef);
        }

        if (entry.Kind is EntityKind.Dataset or EntityKind.LabelSet && entry.Place is not Place.InlineDataset)
        {
            foreach (Part data in entry.Part.Objects("data"))
            {
                AddAlias(data, entry);
            }
        }
        else if (entry.Kind is EntityKind.Model && entry.Part.Object("modelCard") is { } card)
        {
            AddAlias(card, entry);
        }
    }

    /// <summary>
    /// The component that a text of the document refers to; no string is made of it. Null where it is none.
    /// </summary>
    public ComponentEntry? Find(JsonValue reference)
    {
        const int Most = 512;
        ReadOnlySpan<byte> raw = reference.Raw;
        if (raw.Length > Most || reference.ValueKind is not JsonValueKind.String || raw.Contains((byte)'\\'))
        {
            return null;
        }

        Span<char> text = stackalloc char[Most];
        int length = Encoding.UTF8.GetChars(raw, text);
        return _byText.TryGetValue(text[..length], out ComponentEntry? entry) ? entry : null;
    }

    /// <summary>The component with a bom-ref.</summary>
    public ComponentEntry? Find(string bomRef) => _byRef.GetValueOrDefault(bomRef);

    /// <summary>
    /// The entity that a reference means. What nothing declares is a finding; where it is a package URL it becomes a
    /// named entity, a visible gap, and otherwise there is none. A file or a service is no entity either.
    /// </summary>
    public int? Resolve(string reference, Pointer at, EntityKind guess)
    {
        if (_byRef.TryGetValue(reference, out ComponentEntry? entry))
        {
            return entry.Entity;
        }

        if (bom.Handles.Find(reference) is not null)
        {
            return null;
        }

        bom.WarnDangling(reference, at);
        return bom.Name(reference, at, guess);
    }

    private void AddAlias(Part part, ComponentEntry entry)
    {
        if (part.Text("bom-ref") is { } alias)
        {
            _byRef.TryAdd(alias, entry);
        }
    }
}
