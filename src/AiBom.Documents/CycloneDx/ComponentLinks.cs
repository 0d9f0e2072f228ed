using System.Globalization;
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
        if (bom.Root.Json.TryGetProperty("serialNumber", out JsonValue serial)
            && serial.GetString() is { } urn
            && urn.StartsWith(Scheme, StringComparison.Ordinal))
        {
            int version = bom.Root.Json.TryGetProperty("version", out JsonValue written)
                && written.TryGetInt32(out int number) ? number : 1;
            prefix = string.Create(CultureInfo.InvariantCulture, $"urn:cdx:{urn[Scheme.Length..]}/{version}#");
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

    private string? Reference(Part component)
    {
        if (component.Has("externalReferences"))
        {
            foreach (Part external in component.Objects("externalReferences"))
            {
                if (external.Text("type") is "bom"
                    && external.Text("url") is { } url
                    && url.StartsWith(prefix!, StringComparison.OrdinalIgnoreCase))
                {
                    return Uri.UnescapeDataString(url[prefix!.Length..]);
                }
            }
        }

        return null;
    }
}
