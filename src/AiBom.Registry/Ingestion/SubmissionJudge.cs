using System.Collections.Immutable;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Verification;
using AiBom.Verification.Artifacts;

namespace AiBom.Registry.Ingestion;

/// <summary>Puts together what was found about a submission, and says what follows.</summary>
internal static class SubmissionJudge
{
    /// <summary>What follows from all that was found, and whether a policy refuses it.</summary>
    public static (SubmissionStatus Status, ImmutableArray<Finding> Findings, bool IsRefusedByPolicy) Judge(
        DocumentInspection inspection,
        string? publisher,
        VerificationReport verification,
        ArtifactReport artifacts,
        RecordReport against,
        IngestPolicies judges)
    {
        bool isWaived = judges.Waive(verification);
        Finding[] found =
        [
            .. inspection.Findings,
            .. PublisherFindings(inspection.Statements!.Header.Publisher, publisher),
            .. isWaived ? verification.Findings.Select(FindingList.Weaken) : verification.Findings,
            .. artifacts.Findings,
            .. against.Findings,
        ];
        HashSet<string> codes = found.Select(finding => finding.Code).ToHashSet(StringComparer.Ordinal);
        codes.UnionWith(inspection.Codes);
        IngestJudgement judgement = judges.Judge(new IngestCase(inspection, verification, publisher, codes), found);
        ImmutableArray<Finding> findings = FindingList.Bound([.. found, .. judgement.Findings]);
        bool isQuarantined = (verification.IsQuarantined && !isWaived) || artifacts.IsQuarantined;
        SubmissionStatus status = 0 switch
        {
            _ when isQuarantined => SubmissionStatus.Quarantined,
            _ when against.IsRefused => SubmissionStatus.Rejected,
            _ when judgement.IsQuarantined => SubmissionStatus.Quarantined,
            _ when judgement.IsRefused => SubmissionStatus.Rejected,
            _ when findings.Any(finding => finding.Severity > Severity.Information) =>
                SubmissionStatus.AcceptedWithFindings,
            _ => SubmissionStatus.Accepted,
        };
        return (status, findings, judgement.IsRefused);
    }

    private static IEnumerable<Finding> PublisherFindings(string? name, string? publisher) =>
        name is null || publisher is not null
        ? []
        : [new Finding(
            "publisher",
            Outcome.NotReached,
            FindingCodes.PublisherUnregistered,
            Severity.Information,
            "",
            "The publisher that the document names is no registered organization, so the statements are the poster's.",
            Found: FindingLimits.Cut(name))];
}
