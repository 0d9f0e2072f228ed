using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Which files belong to which model or dataset: those that it contains, that are its data files or its distribution
/// artifacts, and those within directories among them. The files of other software are software.
/// </summary>
internal sealed class FileOwners(Graph graph, Func<Node, EntityKind> kindOf)
{
    private readonly Dictionary<Node, List<Node>> within = [];

    /// <summary>Every model or dataset with a file of its own, the directories left out.</summary>
    public List<(Node Owner, Node File)> Owned { get; } = [];

    /// <summary>The files that something contains.</summary>
    public HashSet<Node> Contained { get; } = [];

    public void Read()
    {
        IEnumerable<Relationship> containing = graph.Relationships.Where(relationship => relationship.Type
            is RelationshipTypes.Contains
            or RelationshipTypes.HasDataFile
            or RelationshipTypes.HasDistributionArtifact);
        foreach ((Node? from, Target to) in containing.SelectMany(
            relationship => relationship.To, (relationship, to) => (relationship.From.Node, to)))
        {
            if (from is { IsArtifact: true } whole && to.Node is { Class: Classes.File } file && whole != file)
            {
                if (!within.TryGetValue(whole, out List<Node>? own))
                {
                    own = [];
                    within.Add(whole, own);
                }

                own.Add(file);
                Contained.Add(file);
            }
        }

        foreach (Node owner in graph.Nodes.Where(IsOwner))
        {
            Read(owner);
        }
    }

    public static bool IsDirectory(Node file, Report report) =>
        file.Text("software_fileKind", report) is "directory";

    private bool IsOwner(Node node) => node is { IsArtifact: true, Class: not Classes.File }
        && kindOf(node) is EntityKind.Model or EntityKind.Dataset or EntityKind.LabelSet;

    /// <summary>
    /// A file may be of several owners that name it. What is in a directory belongs to the first that reaches it, so
    /// that directories which many share cost no more than once.
    /// </summary>
    private void Read(Node owner)
    {
        var open = new Stack<(Node Node, bool IsDirect)>();
        open.Push((owner, IsDirect: true));
        while (open.TryPop(out (Node Node, bool IsDirect) at))
        {
            foreach (Node file in within.GetValueOrDefault(at.Node, []))
            {
                bool isFirst = graph.OwnerOf.TryAdd(file, owner);
                if ((isFirst || (at.IsDirect && graph.OwnerOf[file] != owner))
                    && !IsDirectory(file, graph.Report))
                {
                    Owned.Add((owner, file));
                }

                if (isFirst)
                {
                    open.Push((file, IsDirect: false));
                }
            }
        }
    }
}
