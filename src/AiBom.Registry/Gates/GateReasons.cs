using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Ingestion;

namespace AiBom.Registry.Gates;

/// <summary>Collects what speaks against going on, for one answer, and decides what is listed.</summary>
internal sealed class GateReasons(PolicyVersion policy)
{
    private readonly List<(string? Rule, RuleMode Mode, Objection Objection)> raised = [];
    private (string? Rule, RuleMode Mode, Objection Objection)[]? listed;

    /// <summary>Judges a case by every rule of the policy.</summary>
    public void Judge(GateCase gateCase)
    {
        if (gateCase.Documents.IsEmpty)
        {
            Fail(
                GateCodes.SubjectNotDescribed,
                $"No accepted document describes '{gateCase.Name}': it is named by others and otherwise unknown.");
        }

        if (gateCase.Documents.Length > GateLimits.Documents)
        {
            Fail(
                GateCodes.GateIncomplete,
                $"'{gateCase.Name}' is described by more than {GateLimits.Documents} documents.",
                isCut: true);
        }

        foreach (PolicyRule<GateRule> rule in policy.Rules)
        {
            raised.AddRange(rule.Rule.Judge(gateCase, rule.Parameters).Select(objection => (
                (string?)rule.Code, objection.IsBreach ? rule.Mode : RuleMode.Report, objection)));
        }
    }

    /// <summary>What was refused at intake: each error that was found.</summary>
    public void Refuse(Verdict verdict) => raised.AddRange(verdict.Findings
        .Where(finding => finding.Severity is Severity.Error)
        .Select(finding => ((string?)null, RuleMode.Enforce, new Objection(finding.Code, finding.Message)
        {
            Document = verdict.Document,
            Pointer = finding.Pointer,
        })));

    /// <summary>Adds what no policy can waive.</summary>
    public void Fail(string code, string message, bool isCut = false) =>
        raised.Add((null, RuleMode.Enforce, new Objection(code, message) { IsCut = isCut }));

    /// <summary>The subjects of one submission, within the bound; what is beyond it fails.</summary>
    public IEnumerable<int> Bound(int[] subjects)
    {
        if (subjects.Length == 0)
        {
            Fail(GateCodes.SubjectMissing, "The document describes nothing that could be judged.");
        }

        if (subjects.Length > GateLimits.Subjects)
        {
            Fail(
                GateCodes.GateIncomplete,
                $"The document names no subject and describes {subjects.Length} things; "
                + $"at most {GateLimits.Subjects} are judged.",
                isCut: true);
        }

        return subjects.Take(GateLimits.Subjects);
    }

    /// <summary>The edges of the paths that are listed.</summary>
    public IReadOnlyCollection<LineageEdge> Edges() =>
    [
        .. Listed().SelectMany(reason => reason.Objection.Path.Take(GateLimits.Steps)).Distinct(),
    ];

    /// <summary>The answer.</summary>
    public Gate Finish(
        long asOf,
        DateTimeOffset at,
        IReadOnlyDictionary<LineageEdge, GateStep>? steps,
        ImmutableArray<GateInput> inputs)
    {
        var reasons = Listed().Select(reason => new GateReason(
            reason.Mode, reason.Objection.Code, reason.Objection.Message)
        {
            Rule = reason.Rule,
            Advisory = reason.Objection.Advisory,
            Path = [.. reason.Objection.Path.Take(GateLimits.Steps).Select(edge => steps![edge])],
            Document = reason.Objection.Document,
            Pointer = reason.Objection.Pointer,
        });
        int unlisted = raised.Count - Listed().Length;
        return new Gate
        {
            Policy = policy,
            Reasons = unlisted == 0
                ? [.. reasons]
                : [.. reasons, new GateReason(
                    RuleMode.Report, GateCodes.ReasonsExceeded, $"{unlisted} further reasons are not listed.")],
            AsOf = asOf,
            EvaluatedAt = at,
            IsComplete = !raised.Exists(reason => reason.Objection.IsCut),
            Inputs = inputs,
        };
    }

    /// <summary>What fails comes first, so that no flood of remarks hides it.</summary>
    private (string? Rule, RuleMode Mode, Objection Objection)[] Listed() =>
        listed ??= [.. raised.OrderByDescending(reason => reason.Mode).Take(GateLimits.Reasons)];
}
