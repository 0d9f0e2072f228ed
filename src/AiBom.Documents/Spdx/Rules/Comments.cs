using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>Core <c>Annotation</c>: remarks of somebody on an element. Nobody annotated data by them.</summary>
internal static class Comments
{
    /// <summary>The most creators that are looked through for one with a name: remarks share them.</summary>
    private const int MostCreators = 16;

    public static void Read(Graph graph)
    {
        IEnumerable<Part> annotations =
            graph.Nodes.Where(node => node.Class is Classes.Annotation).Select(node => node.Part);
        var annotators = new Dictionary<Node, string?>();
        foreach (Part annotation in annotations)
        {
            // SPDX 3.0.1 lets an annotation be without words, where its type says all.
            if (annotation.Text("statement") is { } text)
            {
                graph.Comments.Add(Read(graph, annotators, annotation, text));
            }
        }
    }

    private static DeclaredComment Read(
        Graph graph, Dictionary<Node, string?> annotators, Part part, string text)
    {
        Target[] subjects = [.. graph.Targets(part, "subject", isList: false)];
        Node? creation = graph.Targets(part, "creationInfo", isList: false).FirstOrDefault()?.Node;
        return new DeclaredComment
        {
            Pointer = part.At.ToString(),
            Subjects = [.. subjects.Select(subject => subject.Id)],
            Entities =
            [
                .. subjects
                    .Select(subject => subject.Node is { } node ? graph.EntryOf(node)?.Entity : null)
                    .OfType<int>(),
            ],
            Annotator = creation is null ? null : AnnotatorOf(graph, annotators, creation),
            Timestamp = creation is null
                ? null
                : LenientInstant.OfField(creation.Part, "created", graph.Report),
            Text = text,
        };
    }

    private static string? AnnotatorOf(Graph graph, Dictionary<Node, string?> known, Node creation)
    {
        if (!known.TryGetValue(creation, out string? annotator))
        {
            annotator = graph.Targets(creation.Part, "createdBy", isList: true)
                .Take(MostCreators)
                .Select(agent => AgentReader.NameOf(agent, graph))
                .FirstOrDefault(name => name is { Length: <= FindingLimits.Excerpt });
            known.Add(creation, annotator);
        }

        return annotator;
    }
}
