using System.Collections.Immutable;
using AiBom.Registry.Gates.Rules;

namespace AiBom.Registry.Gates;

/// <summary>Every rule that a policy may name. A new rule is one file of <c>Rules/</c> and one line here.</summary>
public static class GateRules
{
    /// <summary>The rules, in order of their codes.</summary>
    public static ImmutableArray<GateRule> All { get; } =
        [new DigestMismatchRule(), new SignatureInvalidRule(), new UntrustedSignerRule(), new UpstreamAdvisoryRule()];

    /// <summary>The rule with a code; null where there is none.</summary>
    public static GateRule? Find(string code) =>
        All.FirstOrDefault(rule => string.Equals(rule.Code, code, StringComparison.Ordinal));
}
