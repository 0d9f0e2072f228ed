using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>The SPDX document while it is read: its elements, and what they declare.</summary>
internal sealed class Graph(Context context, DocumentLimits limits, Report report)
    : StatementDraft(limits, report)
{
    private readonly Dictionary<string, Node> byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> byPlace = new(StringComparer.Ordinal);
    private readonly Dictionary<Node, ElementEntry> entryOf = [];
    private readonly List<ElementEntry> entries = [];
    private readonly Dictionary<string, int> named = new(StringComparer.Ordinal);
    private HashSet<string>? imported;

    public Context Context { get; } = context;

    /// <summary>Every element, in the order in which they are met.</summary>
    public List<Node> Nodes { get; } = [];

    /// <summary>The relationships, in the order in which they are met.</summary>
    public List<Relationship> Relationships { get; } = [];

    /// <summary>What a file is a file of.</summary>
    public Dictionary<Node, Node> OwnerOf { get; } = [];

    /// <summary>What the document is about.</summary>
    public HashSet<Node> Roots { get; } = [];

    /// <inheritdoc/>
    public override IReadOnlyList<ElementEntry> Entries => entries;

    /// <summary>Takes note of an element; of two with one identifier the first counts.</summary>
    public void Add(Node node)
    {
        Nodes.Add(node);
        if (node.Id is null)
        {
            byPlace.Add(node.Part.At.ToString(), node);
        }
        else if (!byId.TryAdd(node.Id, node))
        {
            Report.Warn(
                FindingCodes.ReferenceDuplicate,
                node.Part.At,
                "The identifier is declared twice; references to it mean the first.",
                found: node.Id);
        }
    }

    /// <summary>Takes note of what an element declares.</summary>
    public void Add(ElementEntry entry)
    {
        entries.Add(entry);
        entryOf.Add(entry.Node, entry);
    }

    /// <summary>What an element declares; null where it is no entity.</summary>
    public ElementEntry? EntryOf(Node node) => entryOf.GetValueOrDefault(node);

    /// <inheritdoc/>
    public override Entry? Find(string reference) =>
        byId.TryGetValue(Context.Expand(reference), out Node? node) ? EntryOf(node) : null;

    /// <inheritdoc/>
    public override int? Resolve(string reference, Pointer at, EntityKind guess)
    {
        string id = Context.Expand(reference);
        if (byId.TryGetValue(id, out Node? node))
        {
            return EntryOf(node)?.Entity;
        }

        Report.Warn(
            FindingCodes.ReferenceDangling, at, "Nothing in the document has this identifier.", "a declared IRI", id);
        return Name(id, at, guess);
    }

    /// <summary>What a field refers to: an identifier, an element that stands there, or a list of them.</summary>
    public Target[] Targets(Part owner, string field, bool isList)
    {
        if (!owner.Json.TryGetProperty(field, out JsonValue value))
        {
            return [];
        }

        bool isArray = value.ValueKind is JsonValueKind.Array;
        if (isArray != isList && value.ValueKind is not JsonValueKind.Null)
        {
            Report.Warn(
                FindingCodes.FormTolerated,
                owner.At.To(field),
                isList ? "The field is a list; the one value was read." : "The field is no list; its first was read.",
                isList ? "an array" : "one value",
                value.ValueKind.ToString());
        }

        if (!isArray)
        {
            return TargetOf(owner, value, owner.At.To(field)) is { } single ? [single] : [];
        }

        var targets = new List<Target>();
        int index = 0;
        foreach (JsonValue item in value.EnumerateArray())
        {
            if (TargetOf(owner, item, value.At.To(index++)) is { } target)
            {
                targets.Add(target);
            }

            if (!isList)
            {
                break;
            }
        }

        return [.. targets];
    }

    /// <summary>
    /// The entity at an end of a relationship; null where there is none. A file stands for what it is a file of, if it
    /// holds its model or data and not a script or a text beside them. What nothing declares is a finding; it becomes a
    /// named entity, a visible gap, where it is a package URL or the relationship tells its kind.
    /// </summary>
    public End? EndOf(Target target, EntityKind? guess)
    {
        if (target.Node is { } node)
        {
            if (EntryOf(node) is { } entry)
            {
                return new End(entry, entry.Entity!.Value, IsLifted: false);
            }

            return OwnerOf.TryGetValue(node, out Node? owner) && IsContent(node) && EntryOf(owner) is { } whole
                ? new End(whole, whole.Entity!.Value, IsLifted: true)
                : null;
        }

        if (target.IsNone || target.IsNoAssertion)
        {
            return null;
        }

        if (!Imported().Contains(target.Id))
        {
            Report.Warn(
                FindingCodes.ReferenceDangling,
                target.At,
                "Nothing in the document has this identifier.",
                "a declared IRI",
                target.Id);
        }

        int? entity = Name(target.Id, target.At, guess ?? EntityKind.SoftwareComponent);
        if (entity is null && guess is { } kind)
        {
            if (!named.TryGetValue(target.Id, out int known))
            {
                known = Add(new DeclaredEntity
                {
                    Kind = kind,
                    Pointer = target.At.ToString(),
                    BomRef = target.Id,
                    Name = target.Id,
                });
                named.Add(target.Id, known);
            }

            entity = known;
        }

        return entity is { } found ? new End(null, found, IsLifted: false) : null;
    }

    private bool IsContent(Node file) =>
        file.Text("software_primaryPurpose", Report) is null or "model" or "data" or "file" or "archive";

    /// <summary>What the document says that other documents declare (Core <c>ExternalMap</c>).</summary>
    private HashSet<string> Imported() => imported ??= Nodes
        .Where(node => node.Class is Classes.Document)
        .SelectMany(document => document.Part.Objects("import"))
        .Select(map => map.Text("externalSpdxId"))
        .OfType<string>()
        .Select(Context.Expand)
        .ToHashSet(StringComparer.Ordinal);

    private Target? TargetOf(Part owner, JsonValue json, Pointer at)
    {
        if (json.ValueKind is not JsonValueKind.Object)
        {
            string? text = owner.TextAt(json, at);
            return string.IsNullOrEmpty(text) ? null : Refer(text, at);
        }

        Part part = owner.With(json);
        if ((part.Text("spdxId") ?? part.Text("@id")) is { } id)
        {
            return Refer(id, at);
        }

        return byPlace.TryGetValue(at.ToString(), out Node? node) ? new Target("", node, at) : null;
    }

    private Target Refer(string id, Pointer at)
    {
        string expanded = Context.Expand(id);
        string compact = Context.Compact(id);
        bool isIndividual = !compact.Equals(id, StringComparison.Ordinal);
        return new Target(isIndividual ? compact : expanded, byId.GetValueOrDefault(expanded), at);
    }
}

/// <summary>What a field refers to.</summary>
/// <param name="Id">The identifier with its prefix written out, or the compact name of an individual.</param>
/// <param name="Node">The element; null where the document has none of that identifier.</param>
/// <param name="At">Where the reference stands.</param>
internal sealed record Target(string Id, Node? Node, Pointer At)
{
    /// <summary>Whether it says that there is nothing (<c>NoneElement</c>).</summary>
    public bool IsNone => Node is null && Id is "NoneElement" or "NONE";

    /// <summary>Whether it says that nothing is said (<c>NoAssertionElement</c>).</summary>
    public bool IsNoAssertion => Node is null && Id is "NoAssertionElement" or "NOASSERTION";
}

/// <summary>The entity at an end of a relationship.</summary>
/// <param name="Entry">What declares it; null where it is only named.</param>
/// <param name="Entity">Its position.</param>
/// <param name="IsLifted">Whether the relationship names a file of it.</param>
internal sealed record End(ElementEntry? Entry, int Entity, bool IsLifted)
{
    /// <summary>How it came from another, where the document says so beside the relationship.</summary>
    public DerivationMethod? MethodFrom(End ancestor, Graph graph, DerivationMethod? ofSeveral = null) =>
        graph.MethodOf(Entity, ancestor.Entity, ofSeveral);
}
