using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Drafts;

/// <summary>A statement set while it is made: the entities, and the edges that rules found.</summary>
internal abstract class StatementDraft(DocumentLimits limits, Report report)
{
    /// <summary>How many things a document may name beside its components, as a multiple of their bound.</summary>
    private const long MostEntities = 2;

    /// <summary>How many edges it may state, as a multiple of that bound.</summary>
    private const long MostEdges = 8;

    /// <summary>
    /// How many characters it may take to say where they stand, as a multiple of it: each thing far down in components
    /// within one another has a pointer many times its own length.
    /// </summary>
    private const long MostCharacters = 512;

    private static readonly DatasetRole?[] Roles = [null, .. Enum.GetValues<DatasetRole>()];

    private readonly Dictionary<EdgeKey, int> _said = [];
    private readonly Dictionary<(int Subject, int Source), string> _related = [];
    private readonly Dictionary<int, List<DeclaredFile>> _files = [];
    private readonly Dictionary<int, List<OrganizationClaim>> _claims = [];
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<Entry, StatedMethods> _methods = [];
    private readonly Dictionary<Entry, SourceWords> _words = [];
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, Entry> _entryOf = [];
    private int _indexed;
    private long _characters;
    private Dictionary<string, int>? _byPackageUrl;

    public DocumentLimits Limits { get; } = limits;

    public Report Report { get; } = report;

    /// <summary>The entities, in document order.</summary>
    public List<DeclaredEntity> Entities { get; } = [];

    /// <summary>The edges, in the order of the rules.</summary>
    public List<Statement> Statements { get; } = [];

    /// <summary>The runs, in document order.</summary>
    public List<DeclaredRun> Runs { get; } = [];

    /// <summary>What it says of vulnerabilities.</summary>
    public List<DeclaredVulnerability> Vulnerabilities { get; } = [];

    /// <summary>What it claims beside its lineage.</summary>
    public List<DeclaredClaim> Claims { get; } = [];

    /// <summary>The evidence that it gives for or against that.</summary>
    public List<DeclaredEvidence> Evidence { get; } = [];

    /// <summary>How far requirements are met.</summary>
    public List<DeclaredAssessment> Assessments { get; } = [];

    /// <summary>The remarks in it.</summary>
    public List<DeclaredComment> Comments { get; } = [];

    /// <summary>Every thing of the document that may declare an entity, in the order in which they are met.</summary>
    public abstract IReadOnlyList<Entry> Entries { get; }

    /// <summary>The thing that the document itself refers to so; null where nothing has that handle.</summary>
    public abstract Entry? Find(string reference);

    /// <summary>
    /// The entity that a reference means. What nothing declares is a finding; where it is a package URL it becomes a
    /// named entity, a visible gap.
    /// </summary>
    public abstract int? Resolve(string reference, Pointer at, EntityKind guess);

    /// <summary>Adds an entity; past the bound the document is refused, and nothing is added.</summary>
    /// <returns>Its position.</returns>
    public int Add(DeclaredEntity entity)
    {
        if (Entities.Count > 0 && Entities.Count >= MostEntities * Limits.Components)
        {
            Report.Refuse(
                FindingCodes.ComponentsExceeded,
                entity.Pointer,
                $"The document names more than {MostEntities * Limits.Components} things.");
            return Entities.Count - 1;
        }

        Count(entity.Pointer);
        Entities.Add(entity);
        return Entities.Count - 1;
    }

    public int Add(DeclaredRun run)
    {
        Runs.Add(run);
        return Runs.Count - 1;
    }

    /// <summary>Puts another in an entity's place.</summary>
    public void Change(int entity, DeclaredEntity changed) => Entities[entity] = changed;

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
            ? MethodsOf(entry).Of(EntryOf(ancestor), NameOf(ancestor), ofSeveral)
            : OwnMethodOf(ancestor) ?? ofSeveral;

    /// <summary>The qualified name of an entity, made once: any number of edges may lead to it.</summary>
    public string NameOf(int entity)
    {
        if (!_names.TryGetValue(entity, out string? name))
        {
            name = Entities[entity].QualifiedName();
            _names.Add(entity, name);
        }

        return name;
    }

    /// <summary>What a thing says of itself as the source of edges.</summary>
    public SourceWords WordsOf(Entry source)
    {
        if (!_words.TryGetValue(source, out SourceWords? words))
        {
            words = new SourceWords(source, this);
            _words.Add(source, words);
        }

        return words;
    }

    private DerivationMethod? OwnMethodOf(int ancestor) =>
        EntryOf(ancestor) is { } entry ? WordsOf(entry).Method : null;

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

    /// <summary>Adds an organization's part in an entity to those that the entity itself states.</summary>
    public void AddClaim(int entity, OrganizationClaim claim)
    {
        if (!_claims.TryGetValue(entity, out List<OrganizationClaim>? own))
        {
            own = [];
            _claims.Add(entity, own);
        }

        own.Add(claim);
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
        if (!Report.IsRefused)
        {
            _named.Add(reference, entity);
        }

        return entity;
    }

    /// <summary>Whether an edge of lineage or testing leads from one to the other.</summary>
    public bool AreRelated(int subject, int source) => _related.ContainsKey((subject, source));

    /// <summary>Says of the edges of lineage and testing from one to the other that a run made them.</summary>
    public void MarkRun(int subject, int source, int run)
    {
        foreach (EdgeKind predicate in (EdgeKind[])[EdgeKind.TrainedOn, EdgeKind.TestedOn])
        {
            foreach (DatasetRole? role in Roles)
            {
                if (_said.TryGetValue(new EdgeKey(subject, predicate, source, role), out int known))
                {
                    Complete(known, run, method: null);
                }
            }
        }
    }

    /// <summary>
    /// Adds an edge, once; a run that made it, and how, is filled in where it was found without one. An edge that is
    /// only inferred is left out where another rule related the two already.
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
        if (_said.TryGetValue(new EdgeKey(subject, predicate, source, role), out int known))
        {
            // A method that is only read from a word does not become part of a quotation.
            Complete(known, run, reading is Reading.Declared ? method : null);
            return;
        }

        if ((subject == source && !isLineage)
            || (reading is Reading.Inferred
                && _related.TryGetValue((subject, source), out string? by)
                && !string.Equals(by, rule, StringComparison.Ordinal)))
        {
            return;
        }

        if (Statements.Count >= MostEdges * Limits.Components)
        {
            Report.Refuse(
                FindingCodes.ComponentsExceeded,
                at.ToString(),
                $"The document states more than {MostEdges * Limits.Components} edges.");
            return;
        }

        string pointer = at.ToString();
        Count(pointer);
        _said.Add(new EdgeKey(subject, predicate, source, role), Statements.Count);

        if (isLineage)
        {
            _related.TryAdd((subject, source), rule);
        }

        Statements.Add(new Statement(subject, predicate, source, pointer, reading, rule, method, role, run));
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

        foreach ((int entity, List<OrganizationClaim> claims) in _claims)
        {
            IEnumerable<OrganizationClaim> all = Entities[entity].Organizations.Concat(claims);
            Entities[entity] = Entities[entity] with
            {
                Organizations = [.. all.DistinctBy(claim => (claim.Role, claim.Name))],
            };
        }

        return new StatementSet
        {
            Document = document,
            Reader = reader,
            Header = header,
            Entities = [.. Entities],
            Statements = [.. Statements],
            Runs = [.. Runs],
            Vulnerabilities = [.. Vulnerabilities],
            Claims = [.. Claims],
            Evidence = [.. Evidence],
            Assessments = [.. Assessments],
            Comments = [.. Comments],
        };
    }

    private void Count(string pointer)
    {
        _characters += pointer.Length;
        if (_characters > MostCharacters * Limits.Components)
        {
            Report.Refuse(
                FindingCodes.SizeExceeded,
                pointer,
                $"To say where things stand takes more than {MostCharacters * Limits.Components} characters.");
        }
    }

    private void Complete(int statement, int? run, DerivationMethod? method)
    {
        if (run is not null && Statements[statement].Run is null)
        {
            Statements[statement] = Statements[statement] with
            {
                Run = run,
                Method = Statements[statement].Method ?? method,
            };
        }
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

    /// <summary>What makes an edge the same, in twelve bytes: a large document has a million.</summary>
    private readonly record struct EdgeKey
    {
        private readonly int _subject;
        private readonly int _source;
        private readonly int _kind;

        public EdgeKey(int subject, EdgeKind predicate, int source, DatasetRole? role)
        {
            (_subject, _source) = (subject, source);
            _kind = ((int)predicate << 8) | (role is { } known ? (int)known + 1 : 0);
        }

        public override int GetHashCode() => HashCode.Combine(_subject, _source, _kind);
    }
}
