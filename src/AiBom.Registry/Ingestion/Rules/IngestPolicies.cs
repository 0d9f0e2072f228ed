using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry.Gates;
using AiBom.Verification;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// The policies by which one submission is taken: the operator's, and that which the poster asked for besides. Each
/// judges for itself, so that a poster can ask for more and never for less.
/// </summary>
/// <param name="Policies">The policies, the operator's first.</param>
/// <param name="Version">The journal entry as of which these are the newest versions.</param>
internal sealed record IngestPolicies(ImmutableArray<PolicyVersion> Policies, long Version)
{
    private const string Check = "policy";

    /// <summary>As the record cites them.</summary>
    public ImmutableArray<AppliedPolicy> Applied =>
        [.. Policies.Select(policy => new AppliedPolicy(policy.Id, policy.Version, policy.Digest))];

    /// <summary>
    /// The newest versions. Null where one of them is none by which submissions are taken.
    /// </summary>
    /// <param name="policies">All that there are.</param>
    /// <param name="own">The id of the operator's policy.</param>
    /// <param name="asked">The id of the one that the poster asked for; null for none.</param>
    public static IngestPolicies? Find(PolicySet policies, string own, string? asked)
    {
        IEnumerable<string> named = new[] { own, asked }.OfType<string>().Distinct(StringComparer.Ordinal);
        PolicyVersion?[] found = [.. named.Select(policies.FindIngest)];
        return Array.Exists(found, policy => policy is null)
            ? null
            : new IngestPolicies([.. found.OfType<PolicyVersion>()], policies.Version);
    }

    /// <summary>
    /// Whether the word of one who may not speak for the publisher is taken as the poster's, where it would be
    /// quarantined otherwise: no policy enforces the rule.
    /// </summary>
    public bool Waive(VerificationReport verification) =>
        verification is { Authenticity: Authenticity.UntrustedSigner, IsQuarantined: true }
        && Policies.All(policy => UseOf(policy, Rule(FindingCodes.UntrustedSigner)).Mode is RuleMode.Report);

    /// <summary>What each policy has to say: an error for each rule that it enforces and that is not met.</summary>
    /// <param name="own">What is known of the submission.</param>
    /// <param name="found">The findings so far, for where each breach is.</param>
    public IngestJudgement Judge(IngestCase own, IReadOnlyCollection<Finding> found)
    {
        var findings = new List<Finding>();
        bool isQuarantined = false;
        foreach (PolicyVersion policy in Policies)
        {
            foreach (IngestRule rule in IngestRules.All)
            {
                (RuleMode mode, RuleParameters parameters) = UseOf(policy, rule);
                if (!rule.IsBroken(own, parameters))
                {
                    continue;
                }

                string pointer = found.FirstOrDefault(
                    finding => rule.Codes.Contains(finding.Code, StringComparer.Ordinal))?.Pointer ?? "";
                if (mode is RuleMode.Enforce)
                {
                    isQuarantined |= rule.Quarantines;
                    findings.Add(Refusal(rule, policy, pointer));
                }
                else if (!rule.Codes.Any(own.Codes.Contains)
                    && !findings.Exists(other => string.Equals(other.Code, rule.Code, StringComparison.Ordinal)))
                {
                    // Nothing else tells of it.
                    findings.Add(new Finding(
                        Check, Outcome.Failed, rule.Code, Severity.Information, pointer, rule.Breach));
                }
            }
        }

        return new IngestJudgement([.. findings], isQuarantined);
    }

    private static Finding Refusal(IngestRule rule, PolicyVersion policy, string pointer) => new(
        Check,
        Outcome.Failed,
        rule.Code,
        Severity.Error,
        pointer,
        $"{rule.Breach} '{policy.Id}' version {policy.Version} ({policy.Digest}) enforces {rule.Code}.");

    private static (RuleMode Mode, RuleParameters Parameters) UseOf(PolicyVersion policy, IngestRule rule) =>
        policy.Ingest.FirstOrDefault(use => use.Rule == rule) is { } named
            ? (named.Mode, named.Parameters)
            : (rule.Default, RuleParameters.None);

    private static IngestRule Rule(string code) =>
        IngestRules.All.Single(rule => string.Equals(rule.Code, code, StringComparison.Ordinal));
}

/// <summary>What policies have to say of a submission.</summary>
/// <param name="Findings">An error for each enforced rule that is not met; the rest is worth knowing.</param>
/// <param name="IsQuarantined">Whether one of these has the submission kept for forensics.</param>
internal sealed record IngestJudgement(ImmutableArray<Finding> Findings, bool IsQuarantined)
{
    /// <summary>Whether an enforced rule is not met.</summary>
    public bool IsRefused => Findings.Any(finding => finding.Severity is Severity.Error);
}
