using System.Collections.Immutable;

namespace AiBom.Registry.Gates;

/// <summary>A rule that policies may name, with a mode and parameters.</summary>
public abstract class NamedRule
{
    private protected NamedRule(string code) => Code = code;

    /// <summary>Its stable name in policies and answers.</summary>
    public string Code { get; }

    /// <summary>The parameters that it takes.</summary>
    public virtual ImmutableArray<RuleParameter> Parameters => [];
}
