using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;

namespace AiBom.Registry.Gates;

/// <summary>All that the rules judge one thing by, as of one journal entry.</summary>
public sealed record GateCase
{
    /// <summary>The graph that answers.</summary>
    public required LineageGraph Lineage { get; init; }

    /// <summary>The representative of what is judged.</summary>
    public required int Subject { get; init; }

    /// <summary>What it is.</summary>
    public required EntityKind Kind { get; init; }

    /// <summary>Its name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The accepted documents that describe it, oldest first. What only names it is none of these.</summary>
    public required ImmutableArray<DescribingDocument> Documents { get; init; }

    /// <summary>The advisories that stand, oldest first.</summary>
    public required ImmutableArray<StandingAdvisory> Advisories { get; init; }

    /// <summary>When walks end with what they have.</summary>
    public CancellationToken Deadline { get; init; }

    /// <summary>
    /// Whether one who may speak for the publisher has signed a document that describes the subject. What others sign
    /// beside it takes nothing from it, or anybody could spoil what is well signed.
    /// </summary>
    public bool IsVouchedFor => Documents.Any(document => document.Authenticity is Authenticity.Valid);
}

/// <summary>An accepted document that describes the subject of a case.</summary>
/// <param name="Document">The digest of its bytes.</param>
/// <param name="Pointer">Where it describes the subject.</param>
/// <param name="Authenticity">What is known of who said it.</param>
/// <param name="ClaimedBy">Whose words it is.</param>
public sealed record DescribingDocument(
    Digest Document, string Pointer, Authenticity Authenticity, string ClaimedBy)
{
    /// <summary>The subject's files, as it declares them.</summary>
    public ImmutableArray<DescribedFile> Files { get; init; } = [];
}

/// <summary>A file of the subject of a case, as one document declares it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Pointer">Where it is declared.</param>
/// <param name="Status">How it stands against bytes.</param>
public sealed record DescribedFile(string Name, string Pointer, DigestStatus Status);

/// <summary>An advisory that stands.</summary>
/// <param name="Id">Such as <c>ADV-1</c>.</param>
/// <param name="Source">Who says so, and where.</param>
/// <param name="Subjects">What it is about: representatives.</param>
/// <param name="IsWhole">Whether all that it is about is known to the graph.</param>
public sealed record StandingAdvisory(string Id, string Source, ImmutableArray<int> Subjects, bool IsWhole = true);
