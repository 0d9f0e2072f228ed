using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Ancestors and nested components that stand for one of this document's own. CycloneDX has no reference there, only
/// whole components; one with an external reference of type <c>bom</c> that is a BOM-Link into this very document is
/// the component with that bom-ref, which may come later.
/// </summary>
internal sealed class ComponentLinks
{
    private readonly Bom bom;
    private readonly string? prefix;
    private readonly List<(int Position, string Reference)> open = [];

    public ComponentLinks(Bom bom)
    {
        this.bom = bom;
        const string Scheme = "urn:uuid:";
        if (bom.Root.Json.TryGetProperty("serialNumber", out JsonElement serial)
            && serial.ValueKind is JsonValueKind.String
            && serial.GetString() is { } urn
            && urn.StartsWith(Scheme, StringComparison.Ordinal))
        {
            bool hasVersion = bom.Root.Json.TryGetProperty("version", out JsonElement version)
                && version.ValueKind is JsonValueKind.Number;
            prefix = $"urn:cdx:{urn[Scheme.Length..]}/{(hasVersion ? version.GetRawText() : "1")}#";
        }
    }

    /// <summary>Whether a component stands for another; it is then left for <see cref="Resolve"/>.</summary>
    public bool Defer(ComponentEntry undeclared)
    {
        if (prefix is null
            || undeclared.Place is not (Place.Ancestor or Place.Nested)
            || undeclared.Part.Has("pedigree")
            || undeclared.Part.Has("components")
            || Reference(undeclared.Part) is not { } reference)
        {
            return false;
        }

        open.Add((bom.Components.Count, reference));
        bom.Components.Add(undeclared);
        return true;
    }

    /// <summary>Says what each stands for, once all are read. What links to nothing is what it says itself.</summary>
    public void Resolve(Func<ComponentEntry, ComponentEntry> declare)
    {
        foreach ((int position, string reference) in open)
        {
            ComponentEntry entry = bom.Components[position];
            if (bom.References.Find(reference) is { Entity: not null } whole)
            {
                bom.Components[position] = entry with { Entity = whole.Entity, Kind = whole.Kind };
                continue;
            }

            bom.Components[position] = declare(entry);
            bom.References.Add(bom.Components[position]);
        }
    }

    private string? Reference(Part component) => !component.Has("externalReferences")
        ? null
        : component.Objects("externalReferences")
            .Where(external => external.Text("type") is "bom")
            .Select(external => external.Text("url"))
            .Where(url => url is not null && url.StartsWith(prefix!, StringComparison.OrdinalIgnoreCase))
            .Select(url => Uri.UnescapeDataString(url![prefix!.Length..]))
            .FirstOrDefault();
}
