using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Schema;

/// <summary>What a validation found.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">
/// Why, in document order; at most <see cref="SchemaLimits.Findings"/>, the last one then counting the rest. Empty
/// exactly when the verdict is <see cref="SchemaVerdict.Valid"/>.
/// </param>
/// <param name="ErrorCount">
/// How many rules are broken, listed or not; of alternatives that all fail, those of the nearest one. At least so many
/// where the reasons took more than <see cref="SchemaLimits.Steps"/>.
/// </param>
/// <param name="UnknownLicenseCount">
/// How many of these are licence ids that the schema's list lacks (<see cref="FindingCodes.LicenseUnknown"/>). Where it
/// equals <see cref="ErrorCount"/>, the document is invalid for nothing else (<see cref="IsBroken"/>).
/// </param>
public sealed record SchemaReport(
    SchemaVerdict Verdict, ImmutableArray<Finding> Findings, long ErrorCount, long UnknownLicenseCount)
{
    internal const string Check = "schema";

    /// <summary>
    /// Whether a rule is broken by more than licence ids that the list lacks: the list may be older than the id, so
    /// that is no mistake of the document's author. Reasons that were not looked at may be others.
    /// </summary>
    public bool IsBroken => ErrorCount > UnknownLicenseCount || !IsWhole;

    /// <summary>Whether all reasons were looked at.</summary>
    internal bool IsWhole { get; init; } = true;

    internal static SchemaReport Valid { get; } = new(SchemaVerdict.Valid, [], 0, 0);

    internal static SchemaReport Malformed(string code, string message) =>
        new(SchemaVerdict.Invalid, [Note(Outcome.Malformed, code, Severity.Warning, message)], 1, 0);

    internal static SchemaReport NotChecked(string code, string message) =>
        new(SchemaVerdict.NotChecked, [Note(Outcome.Unsupported, code, Severity.Warning, message)], 0, 0);

    /// <summary>That this build has no schema is not the document's fault.</summary>
    internal static SchemaReport Unavailable(string message) => new(
        SchemaVerdict.NotChecked,
        [Note(Outcome.Unsupported, FindingCodes.SchemaUnavailable, Severity.Information, message)],
        0,
        0);

    private static Finding Note(Outcome outcome, string code, Severity severity, string message) =>
        new(Check, outcome, code, severity, "", message);
}
