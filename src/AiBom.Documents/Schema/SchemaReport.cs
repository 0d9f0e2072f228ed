using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Schema;

/// <summary>What the schema says of a document as a whole.</summary>
public enum SchemaVerdict
{
    /// <summary>Every rule holds.</summary>
    Valid = 1,

    /// <summary>A rule does not hold, or the bytes are not JSON.</summary>
    Invalid,

    /// <summary>There is no schema here for it, or a bound was exceeded before there was a verdict.</summary>
    NotChecked,
}

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
/// equals <see cref="ErrorCount"/>, the document is invalid for nothing else.
/// </param>
public sealed record SchemaReport(
    SchemaVerdict Verdict, ImmutableArray<Finding> Findings, long ErrorCount, long UnknownLicenseCount)
{
    internal const string Check = "schema";

    internal static SchemaReport Valid { get; } = new(SchemaVerdict.Valid, [], 0, 0);

    internal static SchemaReport Malformed(string code, string message) =>
        new(SchemaVerdict.Invalid, [Note(Outcome.Malformed, code, message)], 1, 0);

    internal static SchemaReport NotChecked(string code, string message) =>
        new(SchemaVerdict.NotChecked, [Note(Outcome.Unsupported, code, message)], 0, 0);

    private static Finding Note(Outcome outcome, string code, string message) =>
        new(Check, outcome, code, Severity.Warning, "", message);
}
