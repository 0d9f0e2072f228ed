using System.Text.Json;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;

namespace AiBom.Verification.Attestations;

/// <summary>Reads conclusions: of a verifier (SLSA verification summary) and of tests (in-toto test result).</summary>
internal sealed class ResultReader
{
    private string? result;
    private string? resource;
    private string? verifier;
    private AttestedArtifact? policy;
    private DateTimeOffset? at;

    /// <summary>Reads a verification summary; version 0.1 writes its names with underscores.</summary>
    public static AttestationFacts? ReadSummary(AttestedStatement statement, out string? problem)
    {
        var reader = new ResultReader();
        problem = StrictJson.Read(statement.Predicate.Span, reader.ReadSummaryMember);
        problem ??= reader.result is "PASSED" or "FAILED" ? null : "Its result is neither PASSED nor FAILED.";
        return problem is null
            ? statement.Facts(AttestationKind.VerificationSummary) with
            {
                Result = reader.result,
                Resource = reader.resource,
                Verifier = reader.verifier,
                Policy = reader.policy,
                At = reader.at,
            }
            : null;
    }

    /// <summary>Reads a test result.</summary>
    public static AttestationFacts? ReadTestResult(AttestedStatement statement, out string? problem)
    {
        var reader = new ResultReader();
        problem = StrictJson.Read(statement.Predicate.Span, reader.ReadTestMember);
        problem ??= reader.result is "PASSED" or "WARNED" or "FAILED"
            ? null
            : "Its result is none of PASSED, WARNED, FAILED.";
        return problem is null
            ? statement.Facts(AttestationKind.TestResult) with { Result = reader.result }
            : null;
    }

    private void ReadSummaryMember(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "verificationResult" or "verification_result":
                result = StrictJson.Text(ref reader);
                break;
            case "resourceUri" or "resource_uri":
                resource = UrlCredentials.Mask(StrictJson.Text(ref reader));
                break;
            case "timeVerified" or "time_verified":
                at = PredicateReaders.Time(ref reader);
                break;
            case "policy":
                policy = ResourceDescriptors.ReadOne(ref reader, "/predicate/policy", []);
                break;
            case "verifier":
                StrictJson.ReadObject(ref reader, (ref member, property) =>
                {
                    if (property is "id")
                    {
                        verifier = StrictJson.Text(ref member);
                    }
                    else
                    {
                        member.Skip();
                    }
                });
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadTestMember(ref Utf8JsonReader reader, string name)
    {
        if (name is "result")
        {
            result = StrictJson.Text(ref reader);
        }
        else
        {
            reader.Skip();
        }
    }
}
