using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Sigstore;

/// <summary>What the verification of a bundle came to.</summary>
public enum SigstoreVerdict
{
    /// <summary>Every check passed.</summary>
    Valid = 1,

    /// <summary>Some evidence is false, missing or not whom it should be from.</summary>
    Invalid,

    /// <summary>It needs something that this service, or this platform, does not do: neither good nor false.</summary>
    Unsupported,

    /// <summary>It cannot be read.</summary>
    Malformed,
}

/// <summary>What the checks of one bundle found, good or bad.</summary>
public sealed class SigstoreReport
{
    internal SigstoreReport(ImmutableArray<Finding> findings, Func<VerifiedBundle> content)
    {
        Findings = findings;
        Verdict = VerdictOf(findings);
        Verified = Verdict is SigstoreVerdict.Valid ? content() : null;
    }

    /// <summary>Derived from the findings, so that it cannot contradict them.</summary>
    public SigstoreVerdict Verdict { get; }

    /// <summary>One finding for each check, in order: A1 to E7.</summary>
    public ImmutableArray<Finding> Findings { get; }

    /// <summary>What was verified; null unless <see cref="Verdict"/> is valid.</summary>
    public VerifiedBundle? Verified { get; }

    /// <summary>What the first check that was made and did not pass says.</summary>
    private static SigstoreVerdict VerdictOf(ImmutableArray<Finding> findings)
    {
        if (!findings.IsEmpty && findings.All(finding => finding.Outcome is Outcome.Passed))
        {
            return SigstoreVerdict.Valid;
        }

        Finding? stopped = findings.FirstOrDefault(
            finding => finding.Outcome is not (Outcome.Passed or Outcome.NotReached));
        return stopped?.Outcome switch
        {
            Outcome.Malformed => SigstoreVerdict.Malformed,
            Outcome.Unsupported => SigstoreVerdict.Unsupported,
            _ => SigstoreVerdict.Invalid,
        };
    }
}

/// <summary>What a bundle proves, each part of it verified.</summary>
/// <param name="Identity">The signer's name in its certificate; null where a key signed.</param>
/// <param name="Issuer">Who vouched for that name; null where a key signed.</param>
/// <param name="Key">The key that the signature holds under.</param>
/// <param name="Times">The times at which the signature is proven to have existed, earliest first.</param>
/// <param name="Envelope">What was signed, where it is an envelope; null where it is an artifact.</param>
public sealed record VerifiedBundle(
    string? Identity,
    string? Issuer,
    PublicKey Key,
    ImmutableArray<DateTimeOffset> Times,
    VerifiedEnvelope? Envelope);

/// <summary>The content of an envelope whose signature holds.</summary>
/// <param name="PayloadType">What the signer says the payload is.</param>
/// <param name="Payload">The signed bytes; an in-toto Statement about the artifact, where one was given.</param>
public sealed record VerifiedEnvelope(string PayloadType, ReadOnlyMemory<byte> Payload);
