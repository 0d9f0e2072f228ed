using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;

namespace AiBom.Registry.Gates;

/// <summary>What a rule has to say against the subject of a case.</summary>
/// <param name="Code">One of <see cref="GateCodes"/>.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record Objection(string Code, string Message)
{
    /// <summary>
    /// Whether the rule is not met, so that its mode decides. Otherwise it is a remark: listed whatever the mode is,
    /// and nothing fails for it.
    /// </summary>
    public bool IsBreach { get; init; } = true;

    /// <summary>Whether the rule could not be judged to the end.</summary>
    public bool IsCut { get; init; }

    /// <summary>The advisory that it is about.</summary>
    public string? Advisory { get; init; }

    /// <summary>From the subject up to what the advisory is about.</summary>
    public ImmutableArray<LineageEdge> Path { get; init; } = [];

    /// <summary>The document that it is about.</summary>
    public Digest? Document { get; init; }

    /// <summary>Where in that document (RFC 6901).</summary>
    public string? Pointer { get; init; }
}
