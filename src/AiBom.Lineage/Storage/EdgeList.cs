using AiBom.Domain;

namespace AiBom.Lineage;

/// <summary>Edges on their way into a base snapshot, as columns.</summary>
internal sealed class EdgeList
{
    public List<int> Subjects { get; } = [];

    public List<int> Objects { get; } = [];

    public List<byte> Labels { get; } = [];

    public void Add(int subject, byte label, int @object)
    {
        Subjects.Add(subject);
        Labels.Add(label);
        Objects.Add(@object);
    }

    public void Add(in StatementFacts statement) =>
        Add(statement.Subject, Hop.Label(statement.Kind, statement.Assurance), statement.Object);
}
