using System.Globalization;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Attestations;

/// <summary>Reads the predicates from which something is derived, each by its type and version.</summary>
internal static class PredicateReaders
{
    private const string Slsa = "https://slsa.dev/provenance";
    private const string Summary = "https://slsa.dev/verification_summary";
    private const string TestResult = "https://in-toto.io/attestation/test-result";
    private const string Scai = "https://in-toto.io/attestation/scai/attribute-report";
    private const string NpmPublish = "https://github.com/npm/attestation/tree/main/specs/publish";

    /// <summary>Reads a predicate.</summary>
    /// <param name="statement">The Statement that it stands in.</param>
    /// <param name="findings">Takes what is wrong with single digests.</param>
    /// <param name="problem">What is wrong with the predicate as a whole; null for nothing.</param>
    public static AttestationFacts? Read(AttestedStatement statement, List<Finding> findings, out string? problem)
    {
        string type = statement.PredicateType;
        return 0 switch
        {
            _ when PayloadTypes.IsVersionOf(type, Slsa) && VersionOf(type, Slsa) is "0.2" =>
                ProvenanceReader.ReadV02(statement, findings, out problem),
            _ when PayloadTypes.IsVersionOf(type, Slsa) && IsFirst(VersionOf(type, Slsa)) =>
                ProvenanceReader.ReadV1(statement, findings, out problem),
            _ when PayloadTypes.IsVersionOf(type, Summary) =>
                ResultReader.ReadSummary(statement, out problem),
            _ when PayloadTypes.IsVersionOf(type, TestResult) =>
                ResultReader.ReadTestResult(statement, out problem),
            _ when PayloadTypes.IsVersionOf(type, Scai) =>
                DeliveryReader.Read(statement, findings, out problem),
            _ when PayloadTypes.IsVersionOf(type, NpmPublish) => Known(
                statement, AttestationKind.Publication, out problem),
            _ when type is ModelStatement.CurrentPredicate => Known(
                statement, AttestationKind.ModelSignature, out problem),
            _ => Known(statement, AttestationKind.Other, out problem),
        };
    }

    /// <summary>Reads a time (RFC 3339); empty text, which protocol buffers write for none, is none.</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.Null)
        {
            return null;
        }

        string text = StrictJson.Text(ref reader);
        if (text.Length == 0)
        {
            return null;
        }

        const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
        return text.Length >= 20
            && text[10] is 'T' or 't'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out DateTimeOffset time)
                ? time.Truncate()
                : throw new JsonException("A time is not one of RFC 3339.");
    }

    private static AttestationFacts Known(AttestedStatement statement, AttestationKind kind, out string? problem)
    {
        problem = null;
        return statement.Facts(kind);
    }

    private static string VersionOf(string type, string family) =>
        type.Length > family.Length ? type[(family.Length + 2)..] : "";

    private static bool IsFirst(string version) =>
        version is "1" || version.StartsWith("1.", StringComparison.Ordinal);
}
