using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Registry.Ingestion;

namespace AiBom.Registry.Gates;

/// <summary>
/// One version of a set of rules with the weight that each has. It never changes: a decision cites its digest, and a
/// change is a new version.
/// </summary>
public sealed record PolicyVersion
{
    internal PolicyVersion(
        string id,
        int version,
        string? description,
        ImmutableArray<PolicyRule<GateRule>> rules,
        ImmutableArray<PolicyRule<IngestRule>> ingest,
        string document)
    {
        (Id, Version, Description, Rules, Ingest, Document) = (id, version, description, rules, ingest, document);
        Digest = Digest.Of(System.Text.Encoding.UTF8.GetBytes(document));
    }

    /// <summary>Its id: lowercase letters, digits, dots and hyphens.</summary>
    public string Id { get; }

    /// <summary>Its version, from 1.</summary>
    public int Version { get; }

    /// <summary>What it is for.</summary>
    public string? Description { get; }

    /// <summary>
    /// By what gates decide, in its own order, each rule once; empty where it is not for gates.
    /// </summary>
    public ImmutableArray<PolicyRule<GateRule>> Rules { get; }

    /// <summary>
    /// By what submissions are taken, in its own order, each rule once; empty where it is not for them.
    /// </summary>
    public ImmutableArray<PolicyRule<IngestRule>> Ingest { get; }

    /// <summary>The whole of it as canonical JSON (RFC 8785).</summary>
    public string Document { get; }

    /// <summary>The SHA-256 of <see cref="Document"/> in UTF-8.</summary>
    public Digest Digest { get; }

    /// <summary>Who registered it, and when; null for one that is built in.</summary>
    public PolicyOrigin? Origin { get; init; }
}

/// <summary>Who registered a version of a policy.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="At">When.</param>
/// <param name="Sequence">The journal entry.</param>
public sealed record PolicyOrigin(string Actor, DateTimeOffset At, long Sequence);

/// <summary>A rule as a policy uses it.</summary>
/// <param name="Mode">What follows where it is not met.</param>
/// <param name="Parameters">Its parameters.</param>
public abstract record PolicyRule(RuleMode Mode, RuleParameters Parameters)
{
    /// <summary>The rule's code.</summary>
    public abstract string Code { get; }
}

/// <summary>A rule of a kind as a policy uses it.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Mode">What follows where it is not met.</param>
/// <param name="Parameters">Its parameters.</param>
/// <typeparam name="TRule">The kind.</typeparam>
public sealed record PolicyRule<TRule>(TRule Rule, RuleMode Mode, RuleParameters Parameters)
    : PolicyRule(Mode, Parameters)
    where TRule : NamedRule
{
    /// <inheritdoc/>
    public override string Code => Rule.Code;
}

/// <summary>What follows where a rule is not met.</summary>
public enum RuleMode
{
    /// <summary>It is listed, and nothing fails.</summary>
    Report = 1,

    /// <summary>The gate fails, or the submission is not taken.</summary>
    Enforce,
}
