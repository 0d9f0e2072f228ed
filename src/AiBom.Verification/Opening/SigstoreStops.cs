using AiBom.Domain;
using AiBom.Verification.Sigstore;
using AiBom.Verification.Trust;

namespace AiBom.Verification.Opening;

/// <summary>Says what it means for the signature that one of Sigstore's checks did not pass.</summary>
/// <param name="trust">How gravely a stranger's signature must be taken.</param>
/// <param name="roots">The operator's trusted roots.</param>
internal sealed class SigstoreStops(PublisherTrust trust, TrustedRoots roots)
{
    /// <summary>The bundle can be read.</summary>
    public static Finding Readable { get; } =
        Findings.Passed(BundleCheck.Envelope, "The bundle is a Sigstore bundle that can be read.");

    /// <summary>The reading of a bundle that some check stopped.</summary>
    public EvidenceReading Read(SigstoreReport report)
    {
        if (report.Findings.FirstOrDefault(
            check => check.Outcome is not (Outcome.Passed or Outcome.NotReached)) is not { } stop)
        {
            Finding unread = Findings.Malformed(BundleCheck.Signature, "The signer's certificate cannot be read.");
            return new EvidenceReading(Readable, unread, Opened: null, report.Findings);
        }

        string message = $"Sigstore's check {stop.Check} did not pass. {stop.Message}";
        return stop.Check[0] is 'A'
            ? EvidenceReading.Unread(Findings.Malformed(BundleCheck.Envelope, message), report.Findings)
            : new EvidenceReading(Readable, Signature(stop, message), Opened: null, report.Findings);
    }

    private Finding Signature(Finding stop, string message) => 0 switch
    {
        _ when stop.Code is FindingCodes.TrustedRootMalformed => Rootless("A trusted root cannot be read."),
        _ when roots.Ids.IsEmpty && stop.Check[0] is 'B' or 'C' or 'D' => Rootless("No trusted root is configured."),
        _ when stop.Outcome is Outcome.Unsupported =>
            Findings.Unsupported(BundleCheck.Signature, message, stop.Expected, stop.Found),
        _ when stop.Outcome is Outcome.Malformed => Findings.Malformed(BundleCheck.Signature, message),

        // Nobody who is trusted vouches for the certificate: it is a stranger's, which is not to say false.
        _ when stop.Code is FindingCodes.EvidenceInsufficient || stop.Check is "D1" =>
            trust.Unknown(message, stop.Found),
        _ => Findings.Failed(
            BundleCheck.Signature, FindingCodes.SignatureInvalid, message, stop.Expected, stop.Found),
    };

    /// <summary>What the operator left open is no fault of the bundle's, and nothing is believed.</summary>
    private static Finding Rootless(string message) => Findings.Undecided(
        BundleCheck.Signature, FindingCodes.TrustedRootMissing, $"{message} Logs and certificates are not verified.");
}
