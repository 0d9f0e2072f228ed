using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// CycloneDX's <c>pedigree</c> as a text in JSON, in a property of that name: cdxgen's SPDX has no other place for it.
/// Each ancestor is a component of CycloneDX, and its own pedigree is read with it.
/// </summary>
internal static class PackedPedigrees
{
    private const string Rule = "cdxgen:packed-pedigree";

    public static void Read(Graph graph)
    {
        PackedComponents? components = null;
        foreach (ElementEntry entry in graph.Entries.ToArray())
        {
            if (entry is { Entity: { } descendant, PackedPedigree: { } pedigree })
            {
                components ??= new PackedComponents(graph);
                Read(graph, components, entry, descendant, pedigree);
            }
        }
    }

    /// <summary>
    /// Reads a pedigree and those in it; the depth of a text that holds JSON bounds how far that goes.
    /// </summary>
    private static void Read(
        Graph graph, PackedComponents components, ElementEntry? entry, int descendant, Part pedigree)
    {
        EntityKind kind = graph.Entities[descendant].Kind;
        (Part Part, int Entity)[] ancestors =
            [.. AncestorsOf(pedigree).Select(part => (part, components.Find(part, kind)))];
        int alike = ancestors.Select(ancestor => ancestor.Entity).Distinct()
            .Count(ancestor => graph.Entities[ancestor].Kind == kind);
        DerivationMethod? ofSeveral = alike > 1 ? Derivations.OfSeveral(kind) : null;
        foreach ((Part part, int ancestor) in ancestors)
        {
            DeclaredEntity source = graph.Entities[ancestor];
            EdgeKind edge = Derivations.EdgeOf(kind, source.Kind);
            DerivationMethod? method = entry is null
                ? ofSeveral
                : graph.MethodsOf(entry).Of(ancestor: null, graph.NameOf(ancestor), ofSeveral);
            graph.Relate(
                descendant,
                edge,
                ancestor,
                pedigree.At,
                Reading.Inferred,
                Rule,
                edge is EdgeKind.DerivedFrom ? method : null,
                edge is EdgeKind.TrainedOn ? DatasetRole.Training : null);
            if (part.Object("pedigree") is { } own)
            {
                Read(graph, components, entry: null, ancestor, own);
            }
        }
    }

    private static Part.PartList AncestorsOf(Part pedigree) => pedigree.Objects("ancestors");
}
