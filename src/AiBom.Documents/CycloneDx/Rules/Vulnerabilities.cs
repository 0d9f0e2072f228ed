using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>vulnerabilities</c> (VEX): what the document says of known vulnerabilities, and of what its analysis came to.
/// Scores, credits and advice are not read.
/// </summary>
internal static class Vulnerabilities
{
    private static readonly string[] Justifications =
    [
        "code_not_present", "code_not_reachable", "requires_configuration", "requires_dependency",
        "requires_environment", "protected_by_compiler", "protected_at_runtime", "protected_at_perimeter",
        "protected_by_mitigating_control",
    ];

    private static readonly string[] Responses =
        ["can_not_fix", "will_not_fix", "update", "rollback", "workaround_available"];

    public static void Read(Bom bom)
    {
        foreach (Part vulnerability in bom.Counted(bom.Root.Objects("vulnerabilities")))
        {
            if (vulnerability.Text("bom-ref") is { } bomRef)
            {
                bom.VulnerabilityByRef.TryAdd(bomRef, bom.Vulnerabilities.Count);
            }

            bom.Vulnerabilities.Add(Read(bom, vulnerability));
        }
    }

    private static DeclaredVulnerability Read(Bom bom, Part part)
    {
        Part? source = part.Object("source");
        var declared = new DeclaredVulnerability
        {
            Pointer = part.At.ToString(),
            Id = part.Text("id"),
            Source = source?.Text("name") ?? source?.Text("url"),
            Affects =
            [
                .. bom.Counted(part.Objects("affects"))
                    .Select(affected => AffectedOf(bom, affected))
                    .OfType<AffectedThing>(),
            ],
        };
        if (part.Object("analysis") is not { } analysis)
        {
            return declared;
        }

        return declared with
        {
            State = analysis.Text("state") is { } state
                ? Known(Terms.Own<ImpactAnalysisState>(state), state, analysis.At.To("state"), bom.Report)
                : null,
            Justification = analysis.Text("justification") is { } justification
                ? Known(justification, analysis.At.To("justification"), Justifications, bom.Report)
                : null,
            Responses =
            [
                .. analysis.Texts("response")
                    .Select(response => Known(response.Text, response.At, Responses, bom.Report))
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal),
            ],
            Detail = analysis.Text("detail"),
            Updated = Instant.OfField(analysis, "lastUpdated", bom.Report)
                ?? Instant.OfField(analysis, "firstIssued", bom.Report),
        };
    }

    private static AffectedThing? AffectedOf(Bom bom, Part affected)
    {
        Pointer at = affected.At.To("ref");
        if (affected.Text("ref") is not { } reference)
        {
            bom.Report.Warn(
                FindingCodes.FieldMissing,
                at,
                "What is affected is said by a reference; it was left out.",
                "a bom-ref");
            return null;
        }

        int? entity = bom.LocalRef(reference) is { } local
            ? bom.References.Resolve(local, at, EntityKind.SoftwareComponent)
            : null;
        return new AffectedThing(reference, at.ToString(), entity)
        {
            Versions =
            [
                .. bom.Counted(affected.Objects("versions"))
                    .Select(version => VersionOf(bom, version))
                    .OfType<AffectedVersion>(),
            ],
        };
    }

    private static AffectedVersion? VersionOf(Bom bom, Part part)
    {
        if ((part.Text("version") ?? part.Text("range")) is not { } version)
        {
            return null;
        }

        // CycloneDX affectedStatus: "affected" is the default.
        AffectedStatus? status = part.Text("status") is { } written
            ? Known(Terms.Own<AffectedStatus>(written), written, part.At.To("status"), bom.Report)
            : AffectedStatus.Affected;
        return new AffectedVersion(version, status ?? AffectedStatus.Unknown);
    }

    private static T? Known<T>(T? value, string written, Pointer at, Report report)
        where T : struct, Enum
    {
        if (value is null)
        {
            WarnOf(written, at, Enum.GetValues<T>().Select(Terms.Own), report);
        }

        return value;
    }

    private static string? Known(string written, Pointer at, string[] values, Report report)
    {
        if (values.Contains(written, StringComparer.Ordinal))
        {
            return written;
        }

        WarnOf(written, at, values, report);
        return null;
    }

    private static void WarnOf(string written, Pointer at, IEnumerable<string> values, Report report) => report.Warn(
        FindingCodes.ValueInvalid,
        at,
        "The standard has no such value; it was left out.",
        string.Join(", ", values.Select(value => value.ToLowerInvariant())),
        written);
}
