using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>The document while it is read: its components, its entities, and the edges that rules found.</summary>
internal sealed class Bom
{
    private readonly HashSet<(int Subject, EdgeKind Predicate, int Source, DatasetRole? Role)> _said = [];
    private readonly HashSet<(int Subject, int Source)> _related = [];
    private readonly Dictionary<int, List<DeclaredFile>> _files = [];

    public Bom(Part root, Report report)
    {
        (Root, Report) = (root, report);
        References = new References(this);
    }

    public Part Root { get; }

    public Report Report { get; }

    public References References { get; }

    /// <summary>Every component, in the order in which they are met.</summary>
    public List<ComponentEntry> Components { get; } = [];

    /// <summary>The entities, in document order.</summary>
    public List<DeclaredEntity> Entities { get; } = [];

    /// <summary>The edges, in the order of the rules.</summary>
    public List<Statement> Statements { get; } = [];

    /// <summary>The component that the document is about.</summary>
    public ComponentEntry? Subject { get; private set; }

    public void Add(ComponentEntry entry)
    {
        Components.Add(entry);
        References.Add(entry);
        if (entry.Place is Place.Subject)
        {
            Subject = entry;
        }
    }

    public int Add(DeclaredEntity entity)
    {
        Entities.Add(entity);
        return Entities.Count - 1;
    }

    /// <summary>Changes an entity that was added.</summary>
    public void Change(int entity, Func<DeclaredEntity, DeclaredEntity> change) =>
        Entities[entity] = change(Entities[entity]);

    /// <summary>Adds a file to what it is a file of.</summary>
    public void AddFile(int owner, DeclaredFile file)
    {
        if (!_files.TryGetValue(owner, out List<DeclaredFile>? own))
        {
            own = [];
            _files.Add(owner, own);
        }

        own.Add(file);
    }

    /// <summary>Adds an edge, once. One that is only inferred is left out where the two are related already.</summary>
    public void Relate(
        int subject,
        EdgeKind predicate,
        int source,
        Pointer at,
        Reading reading,
        string rule,
        DerivationMethod? method = null,
        DatasetRole? role = null)
    {
        bool isLineage = LineageCycles.IsLineage(predicate) || predicate is EdgeKind.TestedOn;
        if ((subject == source && !isLineage)
            || (reading is Reading.Inferred && _related.Contains((subject, source)))
            || !_said.Add((subject, predicate, source, role)))
        {
            return;
        }

        if (isLineage)
        {
            _related.Add((subject, source));
        }

        Statements.Add(new Statement(subject, predicate, source, at.ToString(), reading, rule, method, role));
        if (reading is Reading.Inferred)
        {
            Report.Inform(
                FindingCodes.LineageInferred,
                at,
                $"An edge {predicate} was read from a form that no standard defines (rule {rule}).");
        }
    }

    /// <summary>The value of a property of ours in the taxonomy's spelling; another value is a finding.</summary>
    public T? ValueOf<T>(Property property)
        where T : struct, Enum
    {
        T? value = Terms.Own<T>(property.Value);
        if (value is null)
        {
            Report.Warn(
                FindingCodes.ValueInvalid,
                property.At,
                "The taxonomy has no such value; it was left out.",
                string.Join(", ", Enum.GetValues<T>().Select(known => Terms.Own(known))),
                property.Value);
        }

        return value;
    }

    public StatementSet ToStatementSet(Digest document, DocumentHeader header)
    {
        foreach ((int owner, List<DeclaredFile> files) in _files)
        {
            Entities[owner] = Entities[owner] with { Files = [.. files] };
        }

        return new StatementSet
        {
            Document = document,
            Reader = DocumentReader.Version,
            Header = header,
            Entities = [.. Entities],
            Statements = [.. Statements],
        };
    }
}
