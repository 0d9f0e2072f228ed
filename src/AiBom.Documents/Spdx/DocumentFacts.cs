using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>What the document says of itself: its roots, when it was made, and in whose name it speaks.</summary>
internal static class DocumentFacts
{
    /// <summary>
    /// Finds what the document is about: the root elements of the <c>SpdxDocument</c>, or of another collection where
    /// there is none, through collections; else what they describe; else the single root object itself.
    /// </summary>
    public static void ReadRoots(Graph graph)
    {
        Node[] collections = [.. graph.Nodes.Where(node => node.IsCollection)];
        IEnumerable<Node> roots = collections
            .Where(node => node.Class is Classes.Document)
            .SelectMany(document => RootsOf(document, graph));
        AddArtifacts(roots, graph);
        if (graph.Roots.Count == 0)
        {
            AddArtifacts(collections.SelectMany(collection => RootsOf(collection, graph)), graph);
        }

        if (graph.Roots.Count == 0)
        {
            AddArtifacts(
                graph.Relationships
                    .Where(relationship => relationship.Type is RelationshipTypes.Describes)
                    .Where(relationship => relationship.From.Node is { IsCollection: true })
                    .SelectMany(relationship => relationship.To)
                    .Select(target => target.Node)
                    .OfType<Node>(),
                graph);
        }

        if (graph.Roots.Count == 0 && graph.Nodes.Count > 0 && graph.Nodes[0].Part.At.IsRoot)
        {
            AddArtifacts([graph.Nodes[0]], graph);
        }
    }

    public static DocumentHeader ReadHeader(Graph graph, string specVersion)
    {
        int? subject = SubjectOf(graph);
        Part? creation = CreationInfoOf(graph);
        return new DocumentHeader
        {
            Format = "SPDX",
            SpecVersion = specVersion,
            SerialNumber = IdentifierOf(graph),
            Timestamp = creation is { } info ? LenientInstant.OfField(info, "created", graph.Report) : null,
            Publisher = AgentReader.PublisherOf(creation, subject is { } at ? graph.Entities[at] : null, graph),
            Subject = subject,
        };
    }

    /// <summary>
    /// The document's own identifier, which no two documents share (SPDX 3.0.1, <c>spdxId</c>: "uniquely identifies an
    /// Element"); null where it is no IRI, or good only within these bytes.
    /// </summary>
    private static string? IdentifierOf(Graph graph) =>
        graph.Nodes.Find(node => node.Class is Classes.Document)?.Id is { } id
        && id.Contains(':', StringComparison.Ordinal)
        && !id.StartsWith("_:", StringComparison.Ordinal)
            ? id
            : null;

    /// <summary>The first root that is a package, else the first that is an entity at all.</summary>
    private static int? SubjectOf(Graph graph)
    {
        ElementEntry[] roots = [.. graph.Roots.Select(graph.EntryOf).OfType<ElementEntry>()];
        return (roots.FirstOrDefault(root => root.Node.Class is not Classes.File) ?? roots.FirstOrDefault())?.Entity;
    }

    /// <summary>How the document came to be: by reference, or inline; else how its first element did.</summary>
    private static Part? CreationInfoOf(Graph graph)
    {
        Node? speaker = graph.Nodes.Find(node => node.Class is Classes.Document)
            ?? graph.Nodes.Find(node => node.IsCollection)
            ?? graph.Nodes.Find(node => node.Part.Has("creationInfo"));
        return speaker is null
            ? null
            : graph.Targets(speaker.Part, "creationInfo", isList: false).FirstOrDefault()?.Node?.Part;
    }

    private static IEnumerable<Node> RootsOf(Node collection, Graph graph) =>
        graph.Targets(collection.Part, "rootElement", isList: true).Select(root => root.Node).OfType<Node>();

    private static void AddArtifacts(IEnumerable<Node> roots, Graph graph)
    {
        var seen = new HashSet<Node>();
        var open = new Queue<Node>(roots);
        while (open.TryDequeue(out Node? node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            if (node.IsArtifact)
            {
                graph.Roots.Add(node);
            }
            else if (node.IsCollection)
            {
                foreach (Node root in RootsOf(node, graph))
                {
                    open.Enqueue(root);
                }
            }
        }
    }
}
