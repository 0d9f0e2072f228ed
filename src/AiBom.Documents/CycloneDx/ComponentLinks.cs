using AiBom.Documents.Json;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Ancestors, parts and the like that stand for one of this document's own components. CycloneDX has no reference
/// there, only whole components; one with an external reference of type <c>bom</c> that is a BOM-Link into this very
/// document is the component with that bom-ref, which may come later.
/// </summary>
internal sealed class ComponentLinks(Bom bom)
{
    private readonly List<(int Position, string Reference)> open = [];

    /// <summary>Whether a component stands for another; it is then left for <see cref="Resolve"/>.</summary>
    public bool Defer(ComponentEntry undeclared)
    {
        if (undeclared.Place is not (Place.Ancestor or Place.Descendant or Place.Variant or Place.Nested)
            || ReferenceOf(undeclared.Part) is not { } reference
            || undeclared.Part.Has("pedigree")
            || undeclared.Part.Has("components"))
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

    private string? ReferenceOf(Part component)
    {
        if (component.Has("externalReferences"))
        {
            foreach (Part external in component.Objects("externalReferences"))
            {
                if (external.Text("type") is "bom"
                    && external.Text("url") is { } url
                    && BomLink.Is(url)
                    && bom.LocalRef(url) is { } reference)
                {
                    return reference;
                }
            }
        }

        return null;
    }
}
