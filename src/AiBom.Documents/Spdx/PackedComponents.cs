using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Finds what a component of CycloneDX means that stands packed in a property: an element that the converter made of
/// it, by the bom-ref that it notes there or by package URL, else a thing that is named and not described.
/// </summary>
internal sealed class PackedComponents
{
    private const string BomRef = "bomRef";

    private readonly Graph graph;
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);

    public PackedComponents(Graph graph)
    {
        this.graph = graph;
        foreach (ElementEntry entry in graph.Entries)
        {
            if (entry is { Entity: { } entity } && entry.First(BomRef) is { } bomRef)
            {
                known.TryAdd(bomRef.Value, entity);
            }
        }
    }

    /// <summary>
    /// What a bom-ref means; a package URL that nothing has becomes a named thing, another text nothing.
    /// </summary>
    public int? Find(string reference, Pointer at, EntityKind kind) =>
        known.TryGetValue(reference, out int entity) ? entity : graph.Name(reference, at, kind);

    /// <summary>What a component means.</summary>
    /// <param name="component">The component, or inline data.</param>
    /// <param name="kind">What it is where it does not say so.</param>
    public int Find(Part component, EntityKind kind)
    {
        string? bomRef = component.Text("bom-ref");
        string? packageUrl = component.Text("purl");
        if ((bomRef is null ? null : Find(bomRef, component.At, kind)) is { } referred)
        {
            return referred;
        }

        if ((packageUrl is null ? null : graph.Name(packageUrl, component.At, kind)) is { } located)
        {
            return located;
        }

        string? link = component.Object("contents")?.Text("url");
        HubIdentity? place = HubIdentity.TryReadLink(link, out HubIdentity? read) ? read : null;
        var declared = new DeclaredEntity
        {
            Kind = KindOf(component.Text("type")) ?? kind,
            Pointer = component.At.ToString(),
            BomRef = bomRef,
            Group = component.Text("group"),
            Name = component.Text("name") ?? place?.Repository ?? "",
            Version = component.Text("version"),
            HubLink = place is null ? null : link,
        };

        // One thing may be named in the texts of many elements.
        string key = bomRef ?? $"{declared.Kind}:{declared.QualifiedNameAndVersion()}";
        if (!known.TryGetValue(key, out int entity))
        {
            entity = graph.Add(declared);
            known.Add(key, entity);
        }

        return entity;
    }

    private static EntityKind? KindOf(string? type) => type switch
    {
        "machine-learning-model" => EntityKind.Model,
        "data" or "dataset" => EntityKind.Dataset,
        _ => null,
    };
}
