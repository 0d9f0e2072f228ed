using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>A statement set while it is made: the entities, and the edges that rules found.</summary>
internal abstract class StatementDraft(Report report)
{
    private readonly HashSet<(int Subject, EdgeKind Predicate, int Source, DatasetRole? Role)> _said = [];
    private readonly Dictionary<(int Subject, int Source), string> _related = [];
    private readonly Dictionary<int, List<DeclaredFile>> _files = [];
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<Entry, StatedMethods> _methods = [];
    private readonly Dictionary<int, Entry> _entryOf = [];
    private int _indexed;
    private Dictionary<string, int>? _byPackageUrl;

    public Report Report { get; } = report;

    /// <summary>The entities, in document order.</summary>
    public List<DeclaredEntity> Entities { get; } = [];

    /// <summary>The edges, in the order of the rules.</summary>
    public List<Statement> Statements { get; } = [];

    /// <summary>The runs, in document order.</summary>
    public List<DeclaredRun> Runs { get; } = [];

    /// <summary>Every thing of the document that may declare an entity, in the order in which they are met.</summary>
    public abstract IReadOnlyList<Entry> Entries { get; }

    /// <summary>The thing that the document itself refers to so; null where nothing has that handle.</summary>
    public abstract Entry? Find(string reference);

    /// <summary>
    /// The entity that a reference means. What nothing declares is a finding; where it is a package URL it becomes a
    /// named entity, a visible gap.
    /// </summary>
    public abstract int? Resolve(string reference, Pointer at, EntityKind guess);

    public int Add(DeclaredEntity entity)
    {
        Entities.Add(entity);
        return Entities.Count - 1;
    }

    public int Add(DeclaredRun run)
    {
        Runs.Add(run);
        return Runs.Count - 1;
    }

    /// <summary>Changes an entity that was added.</summary>
    public void Change(int entity, Func<DeclaredEntity, DeclaredEntity> change) =>
        Entities[entity] = change(Entities[entity]);

    /// <summary>The first thing of the document that declares an entity; null where it is only named.</summary>
    public Entry? EntryOf(int entity)
    {
        // Rules may meet further things while they read.
        for (; _indexed < Entries.Count; _indexed++)
        {
            if (Entries[_indexed] is { Entity: { } declared } entry)
            {
                _entryOf.TryAdd(declared, entry);
            }
        }

        return _entryOf.GetValueOrDefault(entity);
    }

    /// <summary>
    /// How one entity came from another, where the document says so beside the edge; else what follows from there being
    /// several ancestors.
    /// </summary>
    public DerivationMethod? MethodOf(int descendant, int ancestor, DerivationMethod? ofSeveral = null) =>
        EntryOf(descendant) is { } entry
            ? MethodsOf(entry).Of(EntryOf(ancestor), Entities[ancestor].QualifiedName(), ofSeveral)
            : ofSeveral;

    /// <summary>How a thing came from its ancestors, where the document says so beside the edges.</summary>
    public StatedMethods MethodsOf(Entry descendant)
    {
        if (!_methods.TryGetValue(descendant, out StatedMethods? methods))
        {
            methods = new StatedMethods(descendant, this);
            _methods.Add(descendant, methods);
        }

        return methods;
    }

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

    /// <summary>The entity that a package URL names, described or not; null where the text is no package URL.</summary>
    public int? Name(string reference, Pointer at, EntityKind guess)
    {
        if (_named.TryGetValue(reference, out int known) || ByPackageUrl().TryGetValue(reference, out known))
        {
            return known;
        }

        if (!PackageUrl.TryParse(reference, out PackageUrl? url))
        {
            return null;
        }

        int entity = Add(new DeclaredEntity
        {
            Kind = Terms.KindOf(url, guess) ?? guess,
            Pointer = at.ToString(),
            Group = url.Namespace,
            Name = url.Name,
            Version = url.Version,
            PackageUrl = reference,
        });
        _named.Add(reference, entity);
        return entity;
    }

    /// <summary>Whether an edge of lineage or testing leads from one to the other.</summary>
    public bool AreRelated(int subject, int source) => _related.ContainsKey((subject, source));

    /// <summary>
    /// Adds an edge, once. One that is only inferred is left out where another rule related the two already.
    /// </summary>
    public void Relate(
        int subject,
        EdgeKind predicate,
        int source,
        Pointer at,
        Reading reading,
        string rule,
        DerivationMethod? method = null,
        DatasetRole? role = null,
        int? run = null)
    {
        bool isLineage = LineageCycles.IsLineage(predicate) || predicate is EdgeKind.TestedOn;
        if ((subject == source && !isLineage)
            || (reading is Reading.Inferred
                && _related.TryGetValue((subject, source), out string? by)
                && !string.Equals(by, rule, StringComparison.Ordinal))
            || !_said.Add((subject, predicate, source, role)))
        {
            return;
        }

        if (isLineage)
        {
            _related.TryAdd((subject, source), rule);
        }

        Statements.Add(new Statement(subject, predicate, source, at.ToString(), reading, rule, method, role, run));
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

    public StatementSet ToStatementSet(Digest document, string reader, DocumentHeader header)
    {
        foreach ((int owner, List<DeclaredFile> files) in _files)
        {
            Entities[owner] = Entities[owner] with { Files = [.. files] };
        }

        return new StatementSet
        {
            Document = document,
            Reader = reader,
            Header = header,
            Entities = [.. Entities],
            Statements = [.. Statements],
            Runs = [.. Runs],
        };
    }

    /// <summary>Some tools refer to a thing by its package URL and give it another handle.</summary>
    private Dictionary<string, int> ByPackageUrl()
    {
        if (_byPackageUrl is null)
        {
            _byPackageUrl = new Dictionary<string, int>(StringComparer.Ordinal);
            for (int entity = 0; entity < Entities.Count; entity++)
            {
                if (Entities[entity].PackageUrl is { } url)
                {
                    _byPackageUrl.TryAdd(url, entity);
                }
            }
        }

        return _byPackageUrl;
    }
}
