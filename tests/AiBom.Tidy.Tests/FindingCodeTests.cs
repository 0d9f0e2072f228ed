using System.Reflection;
using AiBom.Domain;

namespace AiBom.Tidy.Tests;

/// <summary>Codes are an interface: a client branches on them, so a change here is a change for clients.</summary>
public sealed class FindingCodeTests
{
    private static readonly string[] Pinned =
    [
        "ALGORITHM_UNSUPPORTED", "ARTIFACT_UNDECLARED", "ATTESTATION_MALFORMED", "BUILDER_UNTRUSTED",
        "BUNDLE_MALFORMED", "CERTIFICATE_INVALID", "CHECK_NOT_REACHED", "CHECK_PASSED", "COMPONENTS_EXCEEDED",
        "DEPTH_EXCEEDED", "DIGEST_MISMATCH", "DOCUMENT_UNKNOWN", "ENVELOPE_MALFORMED", "EVIDENCE_INSUFFICIENT",
        "EXPRESSION_UNSUPPORTED", "FIELD_INVALID", "FIELD_MISSING", "FILE_CHANGED", "FILE_EXTRA", "FILE_MISSING",
        "FILE_REFUSED", "FILE_UNVERIFIED", "FINDINGS_EXCEEDED", "FORMAT_UNKNOWN", "FORM_TOLERATED",
        "IDENTITY_MISMATCH", "JSON_DUPLICATE_NAME", "JSON_MALFORMED", "LEGACY_FORMAT", "LICENSE_UNKNOWN",
        "LINEAGE_CYCLE", "LINEAGE_INFERRED", "LOG_ENTRY_INVALID", "LOG_ENTRY_MISMATCH", "MAC_REFUSED",
        "MANIFEST_INVALID", "MEMBER_UNKNOWN", "NAME_DIGEST_CONFLICT", "PREDICATE_NOT_ALLOWED", "PREDICATE_NOT_BOM",
        "PUBLISHER_UNREGISTERED", "REFERENCE_DANGLING", "REFERENCE_DUPLICATE", "REQUEST_INVALID", "RULE_DUPLICATE",
        "RULE_UNKNOWN", "RUN_NOT_COMPLETE", "SCHEMA_INVALID", "SCHEMA_UNAVAILABLE", "SCHEMA_VIOLATED",
        "SELF_ANCESTOR",
        "SERIAL_NUMBER_MISSING", "SERIAL_VERSION_CONFLICT", "SHORT_COMMIT_AMBIGUOUS", "SIGNATURE_INVALID",
        "SIGNATURE_MISSING", "SIGNATURE_NOT_CHECKED", "SIGNATURE_PARTIAL", "SIGNER_EXPIRED", "SIGNER_REVOKED",
        "SIGNER_UNKNOWN", "SIZE_EXCEEDED", "SPEC_VERSION_UNSUPPORTED", "SUBJECT_MISMATCH", "TEMPORAL_INCONSISTENCY",
        "TIMESTAMP_INVALID", "TRUSTED_ROOT_MALFORMED", "TRUSTED_ROOT_MISSING", "TYPE_MISMATCH", "UNTRUSTED_SIGNER",
        "VALUE_INVALID", "WEAK_DIGEST", "WORK_EXCEEDED",
    ];

    private static readonly FieldInfo[] Codes =
        [.. typeof(FindingCodes).GetFields(BindingFlags.Public | BindingFlags.Static)];

    [Fact]
    public void The_codes_are_these() => Assert.Equal(
        Pinned, Codes.Select(code => (string)code.GetRawConstantValue()!).Order(StringComparer.Ordinal));

    [Fact]
    public void A_code_is_its_constants_name() => Assert.All(Codes, code => Assert.Equal(
        System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(code.Name), code.GetRawConstantValue()));

    [Fact]
    public void Every_code_is_used()
    {
        string source = string.Concat(SourceTree.Source
            .Where(file => file.Name is not nameof(FindingCodes))
            .Select(file => file.Text()));

        Offenders.None(Codes
            .Select(code => code.Name)
            .Where(name => !source.Contains($"{nameof(FindingCodes)}.{name}", StringComparison.Ordinal)));
    }
}
