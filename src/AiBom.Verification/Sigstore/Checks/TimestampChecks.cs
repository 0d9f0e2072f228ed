using AiBom.Domain;

namespace AiBom.Verification.Sigstore.Checks;

/// <summary>
/// The checks of time stamps (D2 to D5). One that does not hold refuses the bundle, however many others do.
/// </summary>
internal static class TimestampChecks
{
    public static Flaw? Imprint(SigstoreEvidence evidence)
    {
        foreach (TimestampEvidence timestamp in evidence.Timestamps)
        {
            if (timestamp.Token is not { } token)
            {
                return Flaw.Malformed(
                    FindingCodes.TimestampInvalid, "A time stamp is no RFC 3161 response.", timestamp.Pointer);
            }

            if (!token.Status.IsZero)
            {
                return Invalid(timestamp, "A time stamp was not granted.") with { Found = $"status {token.Status}" };
            }

            if (token.Algorithm is not { } algorithm)
            {
                return Flaw.Unsupported(
                    "A time stamp hashes with a function that is not of SHA-2.",
                    timestamp.Pointer,
                    "SHA-256, SHA-384 or SHA-512",
                    token.Token.TokenInfo.HashAlgorithmId.Value);
            }

            if (!token.Token.TokenInfo.GetMessageHash().Span.SequenceEqual(evidence.Signature.Hash(algorithm)))
            {
                return Invalid(timestamp, "A time stamp is not over the bundle's signature.");
            }
        }

        return null;
    }

    public static Flaw? Signer(SigstoreEvidence evidence) => Each(
        evidence,
        timestamp => timestamp.Signers.IsEmpty,
        "A time stamp is not signed by an authority of the trusted roots whose chain held at its time.");

    public static Flaw? Window(SigstoreEvidence evidence) => Each(
        evidence,
        timestamp => timestamp.Token is { } token
            && !timestamp.Signers.IsEmpty
            && !timestamp.Signers.Any(signer => signer.ValidFor.Contains(token.Time)),
        "A time stamp is outside its authority's window.");

    public static Flaw? Distinct(SigstoreEvidence evidence)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return Each(
            evidence,
            timestamp => !seen.Add(Digest.Of(timestamp.Raw).Hex),
            "A time stamp stands twice in the bundle.");
    }

    private static Flaw? Each(SigstoreEvidence evidence, Func<TimestampEvidence, bool> isFlawed, string message)
    {
        TimestampEvidence? flawed = evidence.Timestamps.FirstOrDefault(isFlawed);
        return flawed is null ? null : Invalid(flawed, message) with { Found = flawed.Token?.Time.ToCanonicalText() };
    }

    private static Flaw Invalid(TimestampEvidence timestamp, string message) =>
        Flaw.Failed(FindingCodes.TimestampInvalid, message, timestamp.Pointer);
}
