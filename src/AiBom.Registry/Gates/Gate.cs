using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Registry.Gates;

/// <summary>Whether a pipeline may go on, by which policy, and why not.</summary>
public sealed record Gate
{
    /// <summary>Failed where some reason is enforced. Derived, so that it cannot contradict the reasons.</summary>
    public GateResult Result => Reasons.Any(reason => reason.Mode is RuleMode.Enforce)
        ? GateResult.Failed
        : GateResult.Passed;

    /// <summary>The policy that decided.</summary>
    public required PolicyVersion Policy { get; init; }

    /// <summary>What speaks against it, in order of the policy's rules; then what is only remarked.</summary>
    public required ImmutableArray<GateReason> Reasons { get; init; }

    /// <summary>The journal entry up to which the record was looked at.</summary>
    public required long AsOf { get; init; }

    /// <summary>When it was evaluated. The only thing that changes while nothing is recorded.</summary>
    public required DateTimeOffset EvaluatedAt { get; init; }

    /// <summary>Whether every rule could be judged to the end. Where not, a reason says which was cut.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The documents and evidence that it rests on, oldest first.</summary>
    public ImmutableArray<GateInput> Inputs { get; init; } = [];
}

/// <summary>The answer of a gate (in-toto verification summary: <c>verificationResult</c>).</summary>
public enum GateResult
{
    /// <summary>Nothing stands in the way.</summary>
    Passed = 1,

    /// <summary>Something does; the reasons say what.</summary>
    Failed,
}

/// <summary>One thing that speaks against going on.</summary>
/// <param name="Mode">Enforced where the gate fails for it, otherwise reported.</param>
/// <param name="Code">One of <see cref="GateCodes"/>, or the finding's code for what was refused at intake.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record GateReason(RuleMode Mode, string Code, string Message)
{
    /// <summary>The rule of the policy; null for what no policy can waive.</summary>
    public string? Rule { get; init; }

    /// <summary>The advisory that it is about.</summary>
    public string? Advisory { get; init; }

    /// <summary>
    /// From the subject up to what the advisory is about, a shortest path; empty where it is the subject itself.
    /// </summary>
    public ImmutableArray<GateStep> Path { get; init; } = [];

    /// <summary>The document that it is about.</summary>
    public Digest? Document { get; init; }

    /// <summary>Where in that document (RFC 6901).</summary>
    public string? Pointer { get; init; }
}

/// <summary>One edge of a reason's path, with who says so.</summary>
/// <param name="From">The dependent's name.</param>
/// <param name="Kind">What the edge says.</param>
/// <param name="To">The source's name.</param>
/// <param name="Assurance">How far it is proved.</param>
/// <param name="Claims">Everybody who says so, best proved first, up to <see cref="GateLimits.Claims"/>.</param>
public sealed record GateStep(
    string From, EdgeKind Kind, string To, Assurance Assurance, ImmutableArray<GateClaim> Claims);

/// <summary>Somebody's words behind an edge.</summary>
/// <param name="ClaimedBy">Whose: a registered organization's id, the poster, or whom the document quotes.</param>
/// <param name="Assurance">How far they are proved.</param>
/// <param name="Method">For a derivation, how.</param>
/// <param name="Document">The document that says so.</param>
/// <param name="Pointer">Where (RFC 6901).</param>
public sealed record GateClaim(
    string ClaimedBy, Assurance Assurance, DerivationMethod? Method, Digest Document, string Pointer);

/// <summary>A document that a gate rests on.</summary>
/// <param name="Document">The digest of its bytes.</param>
/// <param name="MediaType">The media type under which they came.</param>
/// <param name="Bundles">The evidence that came with it.</param>
public sealed record GateInput(Digest Document, string MediaType, ImmutableArray<Digest> Bundles);
