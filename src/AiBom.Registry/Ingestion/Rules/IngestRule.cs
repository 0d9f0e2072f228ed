using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Registry.Gates;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// One thing that a submission may lack. A policy says what follows: it is reported, and taken, or it is not taken.
/// </summary>
public sealed class IngestRule : NamedRule
{
    private readonly Func<IngestCase, RuleParameters, bool> isBroken;

    /// <param name="code">Its stable name.</param>
    /// <param name="breach">What is wrong where it is not met, in a sentence.</param>
    /// <param name="isBroken">Whether it is not met.</param>
    internal IngestRule(string code, string breach, Func<IngestCase, RuleParameters, bool> isBroken)
        : base(code) => (Breach, this.isBroken) = (breach, isBroken);

    /// <param name="code">Its stable name.</param>
    /// <param name="breach">What is wrong where it is not met, in a sentence.</param>
    /// <param name="codes">The codes of which none may be found.</param>
    internal IngestRule(string code, string breach, params string[] codes)
        : this(code, breach, (own, _) => codes.Any(own.Codes.Contains)) => Codes = [.. codes];

    /// <inheritdoc/>
    public override ImmutableArray<RuleParameter> Parameters => Flags;

    /// <summary>What follows where a policy does not name the rule.</summary>
    public RuleMode Default { get; internal init; } = RuleMode.Report;

    /// <summary>The codes of the findings that tell of a breach; empty where only the rule itself does.</summary>
    internal ImmutableArray<string> Codes { get; init; } = [];

    internal ImmutableArray<RuleParameter> Flags { get; init; } = [];

    /// <summary>What is wrong where it is not met.</summary>
    internal string Breach { get; }

    /// <summary>Whether what breaks it is kept for forensics, rather than refused and forgotten.</summary>
    internal bool Quarantines { get; init; }

    internal bool IsBroken(IngestCase own, RuleParameters parameters) => isBroken(own, parameters);
}
