using System.Collections.Immutable;
using AiBom.Registry.Gates.Rules;

namespace AiBom.Registry.Gates;

/// <summary>
/// Every rule by which a policy may have gates decide. A new rule is one file of <c>Rules/</c> and one line here.
/// </summary>
public static class GateRules
{
    /// <summary>The rules, in order of their codes.</summary>
    public static ImmutableArray<GateRule> All { get; } =
        [new DigestMismatchRule(), new SignatureInvalidRule(), new UntrustedSignerRule(), new UpstreamAdvisoryRule()];
}
