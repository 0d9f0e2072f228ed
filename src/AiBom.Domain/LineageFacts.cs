namespace AiBom.Domain;

/// <summary>What the lineage graph needs of one identity key; the projections feed it.</summary>
/// <param name="Id">The key's number: dense, from 1, in order of first mention, the same after every rebuild.</param>
/// <param name="Kind">What the key names.</param>
/// <param name="Scheme">What the key rests on; the strongest key of a class stands for it.</param>
/// <param name="Created">When it was made, by the best claim.</param>
/// <param name="Ancestors">How complete its ancestors are said to be, by the best claim.</param>
/// <param name="TrainingData">How complete its training data are said to be, by the best claim.</param>
/// <param name="IsDescribed">Whether an accepted document describes it; false is a gap.</param>
public sealed record EntityFacts(
    int Id,
    EntityKind Kind,
    IdentityScheme Scheme,
    Claimed<DateTimeOffset>? Created,
    Claimed<Completeness>? Ancestors,
    Claimed<Completeness>? TrainingData,
    bool IsDescribed);

/// <summary>One accepted statement between two keys; several may support one edge.</summary>
/// <remarks>
/// Of an edge that lost statements its best one is said again; <see cref="Nothing"/> says that none is left.
/// </remarks>
/// <param name="Subject">The dependent's <see cref="EntityFacts.Id"/>.</param>
/// <param name="Kind">The edge; <see cref="EdgeKind.SameAs"/> joins two keys of one thing.</param>
/// <param name="Object">The source's <see cref="EntityFacts.Id"/>.</param>
/// <param name="Assurance">How far this statement is proved.</param>
/// <param name="Sequence">The journal entry that activated it.</param>
public readonly record struct StatementFacts(
    int Subject,
    EdgeKind Kind,
    int Object,
    Assurance Assurance,
    long Sequence)
{
    /// <summary>Whether any statement supports the edge.</summary>
    public bool Stands => Assurance is not default(Assurance);

    /// <summary>That no statement supports an edge any longer.</summary>
    public static StatementFacts Nothing(int subject, EdgeKind kind, int @object, long sequence) =>
        new(subject, kind, @object, default, sequence);

    /// <summary>What makes an edge one: its ends and its kind. That two keys name one thing has no direction.</summary>
    public static (int Subject, EdgeKind Kind, int Object) EdgeOf(int subject, EdgeKind kind, int @object) =>
        kind is EdgeKind.SameAs && subject > @object ? (@object, kind, subject) : (subject, kind, @object);

    /// <summary>The edge that the statement supports.</summary>
    public (int Subject, EdgeKind Kind, int Object) Edge() => EdgeOf(Subject, Kind, Object);
}
