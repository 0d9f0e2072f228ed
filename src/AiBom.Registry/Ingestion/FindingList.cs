using System.Collections.Immutable;
using System.Globalization;
using AiBom.Domain;

namespace AiBom.Registry.Ingestion;

/// <summary>The findings of one verdict, of whatever stage, within one bound.</summary>
internal static class FindingList
{
    /// <summary>The finding where it quarantines nothing.</summary>
    public static Finding Weaken(Finding finding) =>
        finding.Severity is Severity.Error ? finding with { Severity = Severity.Warning } : finding;

    /// <summary>
    /// All findings in their order; where there are too many, the weightiest, the last one counting the rest, so that
    /// a flood of remarks hides no error.
    /// </summary>
    public static ImmutableArray<Finding> Bound(ImmutableArray<Finding> findings)
    {
        if (findings.Length <= FindingLimits.PerDocument)
        {
            return findings;
        }

        int kept = FindingLimits.PerDocument - 1;
        return
        [
            .. findings.OrderByDescending(finding => finding.Severity).Take(kept),
            new Finding(
                "record",
                Outcome.Failed,
                FindingCodes.FindingsExceeded,
                Severity.Warning,
                "",
                $"{(findings.Length - kept).ToString(CultureInfo.InvariantCulture)} further findings are not listed."),
        ];
    }
}
