using System.Collections.Immutable;

namespace AiBom.Domain;

/// <summary>
/// A remark of somebody on things of a document (CycloneDX <c>annotations</c>, SPDX <c>Annotation</c>). Never the
/// annotation of data.
/// </summary>
public sealed record DeclaredComment
{
    /// <summary>RFC 6901 pointer to where it stands.</summary>
    public required string Pointer { get; init; }

    /// <summary>What it is on, as the document refers to it.</summary>
    public ImmutableArray<string> Subjects { get; init; } = [];

    /// <summary>Those of them that are entities: positions in <see cref="StatementSet.Entities"/>.</summary>
    public ImmutableArray<int> Entities { get; init; } = [];

    /// <summary>Whose remark it is, as written.</summary>
    public string? Annotator { get; init; }

    /// <summary>When it was made, by the document's word.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The remark.</summary>
    public required string Text { get; init; }
}
