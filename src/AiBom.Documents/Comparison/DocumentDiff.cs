using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Comparison;

/// <summary>What became of something from one document to another.</summary>
public enum ChangeKind
{
    /// <summary>Both speak of it, and differently.</summary>
    Changed = 1,

    /// <summary>Only the first document speaks of it.</summary>
    Removed,

    /// <summary>Only the second document speaks of it.</summary>
    Added,
}

/// <summary>
/// How two documents differ in what they say. Of each kind: changed, removed, added; in document order.
/// </summary>
public sealed record DocumentDiff
{
    /// <summary>The first document.</summary>
    public required StatementSet From { get; init; }

    /// <summary>The second document.</summary>
    public required StatementSet To { get; init; }

    /// <summary>
    /// What the documents say of themselves: format, version, time, in whose name. No difference of content.
    /// </summary>
    public required ImmutableArray<AttributeChange> Header { get; init; }

    /// <summary>What they speak of.</summary>
    public required ImmutableArray<EntityChange> Entities { get; init; }

    /// <summary>How that hangs together.</summary>
    public required ImmutableArray<EdgeChange> Edges { get; init; }

    /// <summary>How complete relations are said to be, of what both speak of.</summary>
    public required ImmutableArray<CompletenessChange> Completeness { get; init; }

    /// <summary>The runs that they tell of.</summary>
    public required ImmutableArray<RunChange> Runs { get; init; }

    /// <summary>Whether both say the same of the same things, whatever they say of themselves.</summary>
    public bool IsEmpty =>
        Entities.IsEmpty && Edges.IsEmpty && Completeness.IsEmpty && Runs.IsEmpty;
}

/// <summary>
/// One thing in both documents: the position of the entity that says most of it in each; null where that does not speak
/// of it.
/// </summary>
/// <param name="Before">In the first document.</param>
/// <param name="After">In the second document.</param>
public readonly record struct EntityPair(int? Before, int? After);

/// <summary>An attribute that has another value.</summary>
/// <param name="Name">Its name, such as <c>version</c> or <c>digests.sha256</c>.</param>
/// <param name="Before">The value in the first document; null where it has none.</param>
/// <param name="After">The value in the second document.</param>
public sealed record AttributeChange(string Name, string? Before, string? After);

/// <summary>What became of a file of something that both documents speak of.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Name">Its path.</param>
/// <param name="Before">Its digests in the first document.</param>
/// <param name="After">Its digests in the second document.</param>
public sealed record FileChange(
    ChangeKind Change, string Name, ImmutableArray<DeclaredDigest> Before, ImmutableArray<DeclaredDigest> After);

/// <summary>What something is to the rest of a document.</summary>
public enum EntityPart
{
    /// <summary>Nothing that has a name of its own.</summary>
    Other = 1,

    /// <summary>What the document is about.</summary>
    Subject,

    /// <summary>A model from which others were derived, and of which no source is named.</summary>
    BaseModel,

    /// <summary>A model that is an adapter of another.</summary>
    Adapter,
}

/// <summary>What became of a thing.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Entity">Where it stands.</param>
/// <param name="Part">What it is to the rest: of the second document, or of the first where that does not say.</param>
/// <param name="Attributes">What else is said of it, where both documents speak of it.</param>
/// <param name="Files">What became of its files, where both documents speak of it.</param>
public sealed record EntityChange(
    ChangeKind Change,
    EntityPair Entity,
    EntityPart Part,
    ImmutableArray<AttributeChange> Attributes,
    ImmutableArray<FileChange> Files);

/// <summary>What an edge says beside its ends.</summary>
/// <param name="Kind">The edge.</param>
/// <param name="Method">For a derivation, how.</param>
/// <param name="Role">For data, what for.</param>
public readonly record struct EdgeLabel(EdgeKind Kind, DerivationMethod? Method, DatasetRole? Role);

/// <summary>What became of an edge. Training on data and testing on it are one edge with another role.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Subject">The dependent.</param>
/// <param name="Object">The source.</param>
/// <param name="Before">What the first document says.</param>
/// <param name="After">What the second document says.</param>
public sealed record EdgeChange(
    ChangeKind Change, EntityPair Subject, EntityPair Object, EdgeLabel? Before, EdgeLabel? After);

/// <summary>Another word on how complete a relation is.</summary>
/// <param name="Entity">Whose relation.</param>
/// <param name="Relation">The relation.</param>
/// <param name="Before">The worst that the first document says.</param>
/// <param name="After">The worst that the second document says.</param>
public sealed record CompletenessChange(
    EntityPair Entity, CompletenessRelation Relation, Completeness Before, Completeness After);

/// <summary>What became of a run.</summary>
/// <param name="Change">What became of it.</param>
/// <param name="Before">Its position in the first document.</param>
/// <param name="After">Its position in the second document.</param>
/// <param name="Attributes">What else is said of it, where both documents tell of it.</param>
/// <param name="Inputs">What it no longer or newly read, where both documents tell of it.</param>
/// <param name="Outputs">What it no longer or newly made, where both documents tell of it.</param>
public sealed record RunChange(
    ChangeKind Change,
    int? Before,
    int? After,
    ImmutableArray<AttributeChange> Attributes,
    ImmutableArray<RunUse> Inputs,
    ImmutableArray<RunUse> Outputs);

/// <summary>That a run no longer or newly reads or makes something.</summary>
/// <param name="Change">Removed or added.</param>
/// <param name="Entity">What.</param>
public sealed record RunUse(ChangeKind Change, EntityPair Entity);
