using System.Collections.Frozen;
using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;

namespace AiBom.Registry.Gates.Rules;

/// <summary>
/// <c>UPSTREAM_ADVISORY_OPEN</c>: no standing advisory is about the subject or about anything that it was made from,
/// along the edges on which a compromise travels, on anybody's word. What an AI system contains, it was made from; with
/// <c>containment</c> and <c>tooling</c> that holds for what anything contains, and for what it depends on.
/// </summary>
/// <remarks>
/// A lineage that is open (unknown, incomplete, or of doubtful identity) may lead there too. That is a remark, and with
/// <c>possiblyAffected</c> a breach. A question that a bound cut is a breach always.
/// </remarks>
internal sealed class UpstreamAdvisoryRule() : GateRule(GateCodes.UpstreamAdvisoryOpen)
{
    private const string PossiblyAffected = "possiblyAffected";
    private const string Containment = "containment";
    private const string Tooling = "tooling";

    public override ImmutableArray<RuleParameter> Parameters =>
        [RuleParameter.Flag(PossiblyAffected), RuleParameter.Flag(Containment), RuleParameter.Flag(Tooling)];

    public override IEnumerable<Objection> Judge(GateCase gateCase, RuleParameters parameters)
    {
        if (gateCase.Advisories.IsEmpty)
        {
            yield break;
        }

        var options = new ImpactOptions
        {
            IncludeContainment = gateCase.Kind is EntityKind.AiSystem || parameters.IsSet(Containment),
            IncludeTooling = parameters.IsSet(Tooling),
            Budget = new TraversalBudget { Deadline = gateCase.Deadline },
        };
        LineageAnswer upstream = gateCase.Lineage.Lineage(
            [gateCase.Subject],
            Direction.Upstream,
            new TraversalOptions { EdgeKinds = KindsOf(options), Budget = options.Budget });
        if (!upstream.Completeness.IsComplete)
        {
            yield return Cut($"'{gateCase.Name}' was made from more than could be looked at.");
        }

        FrozenDictionary<int, int> distances =
            upstream.Nodes.ToFrozenDictionary(node => node.Id, node => node.Distance);
        foreach (StandingAdvisory advisory in gateCase.Advisories)
        {
            if (Judge(gateCase, advisory, distances, options, parameters.IsSet(PossiblyAffected)) is { } objection)
            {
                yield return objection;
            }
        }
    }

    private static Objection? Judge(
        GateCase gateCase,
        StandingAdvisory advisory,
        FrozenDictionary<int, int> distances,
        ImpactOptions options,
        bool isDoubtBreach)
    {
        int[] upstream =
        [
            .. advisory.Subjects.Where(distances.ContainsKey).OrderBy(subject => distances[subject]).ThenBy(id => id),
        ];
        if (upstream.Length > 0)
        {
            DescentAnswer descent = gateCase.Lineage.DescendsFrom(gateCase.Subject, upstream[0], options);
            return new Objection(
                GateCodes.UpstreamAdvisoryOpen,
                distances[upstream[0]] == 0
                    ? $"{advisory.Id} is open, and it is about '{gateCase.Name}' itself: {Cited(advisory)}"
                    : $"{advisory.Id} is open, and it is about what '{gateCase.Name}' was made from: {Cited(advisory)}")
            {
                Advisory = advisory.Id,
                Path = descent.WitnessPath,
            };
        }

        if (!advisory.IsWhole)
        {
            return Cut($"Not all that {advisory.Id} is about is known.") with { Advisory = advisory.Id };
        }

        Doubts doubts = Doubts.None;
        foreach (int subject in advisory.Subjects)
        {
            doubts |= gateCase.Lineage.DescendsFrom(gateCase.Subject, subject, options).Reasons;
        }

        Objection? objection = doubts switch
        {
            Doubts.None => null,
            _ when doubts.HasFlag(Doubts.SearchCut) =>
                Cut($"Whether {advisory.Id} is about '{gateCase.Name}' was not found out within the bounds."),
            _ => new Objection(
                GateCodes.UpstreamPossiblyAffected,
                $"{advisory.Id} is open, and '{gateCase.Name}' may descend from what it is about ({doubts}): "
                + Cited(advisory)),
        };
        return objection is null
            ? null
            : objection with { Advisory = advisory.Id, IsBreach = objection.IsCut || isDoubtBreach };
    }

    private static EdgeKinds KindsOf(ImpactOptions options)
    {
        EdgeKinds kinds = EdgeKinds.Taint;
        kinds = options.IncludeContainment ? kinds.With(EdgeKind.Contains) : kinds;
        return options.IncludeTooling ? kinds.With(EdgeKind.DependsOn) : kinds;
    }

    private static Objection Cut(string message) => new(GateCodes.GateIncomplete, message) { IsCut = true };

    private static string? Cited(StandingAdvisory advisory) => FindingLimits.Cut(advisory.Source);
}
