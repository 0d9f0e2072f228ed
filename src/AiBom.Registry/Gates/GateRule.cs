using System.Collections.Immutable;

namespace AiBom.Registry.Gates;

/// <summary>
/// One question that a gate asks about a thing of the record. It reads nothing but the case that it is given, so the
/// same case always gets the same answer.
/// </summary>
public abstract class GateRule
{
    private protected GateRule(string code) => Code = code;

    /// <summary>Its stable name in policies and reasons.</summary>
    public string Code { get; }

    /// <summary>The parameters that it takes.</summary>
    public virtual ImmutableArray<RuleParameter> Parameters => [];

    /// <summary>What speaks against the subject of a case; nothing where the rule is met.</summary>
    public abstract IEnumerable<Objection> Judge(GateCase gateCase, RuleParameters parameters);
}
