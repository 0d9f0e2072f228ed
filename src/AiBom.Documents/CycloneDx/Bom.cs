using System.Collections.Immutable;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>The document while it is read: its components, its entities so far, and the edges that rules found.</summary>
internal sealed class Bom(Part root, Report report)
{
    private readonly Dictionary<string, ComponentEntry> byRef = new(StringComparer.Ordinal);
    private readonly HashSet<(int Subject, int Object)> related = [];
    private readonly Dictionary<string, int> named = new(StringComparer.Ordinal);

    private readonly Dictionary<int, List<DeclaredFile>> files = [];

    public Part Root { get; } = root;

    public Report Report { get; } = report;

    /// <summary>Every component, in the order in which they are met.</summary>
    public List<ComponentEntry> Components { get; } = [];

    /// <summary>The entities, in document order.</summary>
    public List<DeclaredEntity> Entities { get; } = [];

    /// <summary>The edges, in the order of the rules.</summary>
    public List<Statement> Statements { get; } = [];

    /// <summary>The component that the document is about.</summary>
    public ComponentEntry? Subject => Components.Find(entry => entry.Place is Place.Subject);

    public void Add(ComponentEntry entry)
    {
        Components.Add(entry);
        if (entry.Part.Text("bom-ref") is { } bomRef && !byRef.TryAdd(bomRef, entry))
        {
            Report.Warn(
                FindingCodes.ReferenceDuplicate,
                entry.Part.At.To("bom-ref"),
                "The bom-ref is declared twice; references to it mean the first.",
                found: bomRef);
        }
    }

    public int Add(DeclaredEntity entity)
    {
        Entities.Add(entity);
        return Entities.Count - 1;
    }

    /// <summary>Changes an entity that was added.</summary>
    public void Change(int entity, Func<DeclaredEntity, DeclaredEntity> change) => Entities[entity] = change(Entities[entity]);

    /// <summary>Adds a file to what it is a file of.</summary>
    public void AddFile(int owner, DeclaredFile file)
    {
        if (!files.TryGetValue(owner, out List<DeclaredFile>? own))
        {
            own = [];
            files.Add(owner, own);
        }

        own.Add(file);
    }

    /// <summary>The component with a bom-ref.</summary>
    public ComponentEntry? Find(string bomRef) => byRef.GetValueOrDefault(bomRef);

    /// <summary>
    /// The entity that a reference means. What nothing declares is a finding; where it is a package URL it becomes a
    /// named entity, a visible gap, and otherwise the edge is left out.
    /// </summary>
    public int? Resolve(string reference, Pointer at, EntityKind kind)
    {
        if (byRef.TryGetValue(reference, out ComponentEntry? entry))
        {
            return entry.Entity;
        }

        if (!named.ContainsKey(reference))
        {
            Report.Warn(
                FindingCodes.ReferenceDangling,
                at,
                "Nothing in the document has this bom-ref.",
                "a declared bom-ref",
                reference);
        }

        return Name(reference, at, kind);
    }

    /// <summary>The entity that a package URL names, described or not; null where the text is no package URL.</summary>
    public int? Name(string reference, Pointer at, EntityKind kind)
    {
        if (named.TryGetValue(reference, out int known))
        {
            return known;
        }

        if (!PackageUrl.TryParse(reference, out PackageUrl? url))
        {
            return null;
        }

        int id = Add(new DeclaredEntity
        {
            Kind = KindOf(url) ?? kind,
            Pointer = at.ToString(),
            Group = url.Namespace,
            Name = url.Name,
            Version = url.Version,
            PackageUrl = reference,
        });
        named.Add(reference, id);
        return id;
    }

    /// <summary>Adds an edge, unless another rule related the same two already.</summary>
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
        if (!related.Add((subject, source)))
        {
            return;
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

    public StatementSet ToStatementSet(Digest document, DocumentHeader header) => new()
    {
        Document = document,
        Reader = DocumentReader.Version,
        Header = header,
        Entities =
        [
            .. Entities.Select((entity, id) =>
                files.TryGetValue(id, out List<DeclaredFile>? own) ? entity with { Files = [.. own] } : entity),
        ],
        Statements = [.. Statements],
    };

    /// <summary>Package URLs that tools use for datasets (the purl type <c>huggingface</c> is defined for models).</summary>
    private static EntityKind? KindOf(PackageUrl url) => url switch
    {
        { Type: "huggingface-dataset" or "dataset" } => EntityKind.Dataset,
        { Type: "huggingface", Namespace: { } hub } when hub.StartsWith("datasets/", StringComparison.Ordinal) =>
            EntityKind.Dataset,
        { Type: "huggingface" or "mlflow" } => EntityKind.Model,
        _ => null,
    };
}
