using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents;

/// <summary>
/// A lineage as one party writes it down: the things, the edges between them with who says so, and what is left out.
/// The opposite of a <see cref="StatementSet"/>: that is what was read, this is what is to be written.
/// </summary>
public sealed record LineageDocument
{
    /// <summary>In whose name the document speaks: an absolute IRI, which is also the name of the author.</summary>
    public required string Author { get; init; }

    /// <summary>The journal entry up to which the author's record was read.</summary>
    public required long AsOf { get; init; }

    /// <summary>
    /// The instant of that entry; the document's own time, so that the same lineage has the same bytes.
    /// </summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>
    /// The things; the first is what the document is about. Pointers and bom-refs in them are not used.
    /// </summary>
    public required ImmutableArray<DeclaredEntity> Entities { get; init; }

    /// <summary>The edges; they refer to <see cref="Entities"/> by position.</summary>
    public ImmutableArray<LineageStatement> Edges { get; init; } = [];

    /// <summary>Edges that the record has and no document may state, with why.</summary>
    public ImmutableArray<LeftOutEdge> LeftOut { get; init; } = [];

    /// <summary>What cut the lineage, such as <c>DEPTH</c>; null where nothing did.</summary>
    public string? TruncatedBy { get; init; }

    /// <summary>How many edges a demand for assurance left out.</summary>
    public int ExcludedByAssurance { get; init; }

    /// <summary>Whether nothing is left out of the lineage that was asked for.</summary>
    public bool IsComplete => TruncatedBy is null && ExcludedByAssurance == 0 && LeftOut.IsEmpty;
}

/// <summary>What a written lineage says of how complete it is.</summary>
public static class LineageCompleteness
{
    /// <summary>
    /// The entity with one relation said to be incomplete, because something of it is not written; that it is unknown
    /// stays.
    /// </summary>
    public static DeclaredEntity WithIncomplete(this DeclaredEntity entity, CompletenessRelation relation) =>
        entity.Completeness.Any(claim =>
            claim.Relation == relation && claim.Completeness is Completeness.Incomplete or Completeness.Unknown)
            ? entity
            : entity with
            {
                Completeness =
                [
                    .. entity.Completeness.Where(claim => claim.Relation != relation),
                    new CompletenessClaim(relation, Completeness.Incomplete, ""),
                ],
            };
}

/// <summary>One edge of a lineage with everybody who says so.</summary>
/// <param name="Subject">Position of the dependent.</param>
/// <param name="Kind">The edge; never <see cref="EdgeKind.SameAs"/>, which follows from an entity's keys.</param>
/// <param name="Object">Position of the source.</param>
/// <param name="Assurance">How far the record found it proved. Nobody who reads it takes that over.</param>
/// <param name="Method">For a derivation, how, by the best claim.</param>
/// <param name="Role">For training and testing data, what for.</param>
public sealed record LineageStatement(
    int Subject,
    EdgeKind Kind,
    int Object,
    Assurance Assurance,
    DerivationMethod? Method = null,
    DatasetRole? Role = null)
{
    /// <summary>Who says so, best proved first.</summary>
    public ImmutableArray<LineageClaim> Claims { get; init; } = [];
}

/// <summary>That somebody stated an edge.</summary>
/// <param name="Claimant">The organization's name; null where no organization stands behind it.</param>
/// <param name="Assurance">How far the record found this claim proved.</param>
/// <param name="Method">How the dependent was derived, by this claim.</param>
public sealed record LineageClaim(string? Claimant, Assurance Assurance, DerivationMethod? Method = null);

/// <summary>An edge that stands in the record and not in the document.</summary>
public sealed record LeftOutEdge(LineageStatement Edge, LeftOutReason Reason);

/// <summary>Why an edge of the record is not in a document.</summary>
public enum LeftOutReason
{
    /// <summary>It closes a cycle, which the record keeps as a conflict and no document may state.</summary>
    Cycle = 1,

    /// <summary>The formats have no form for such an edge between such things.</summary>
    NoForm,
}

/// <summary>A format in which a lineage is written.</summary>
public enum LineageFormat
{
    /// <summary>CycloneDX 1.7 JSON (ECMA-424).</summary>
    Cyclonedx = 1,

    /// <summary>SPDX 3.0.1 JSON-LD.</summary>
    Spdx3,

    /// <summary>PROV-JSON (W3C member submission of 24 April 2013).</summary>
    ProvJson,
}
