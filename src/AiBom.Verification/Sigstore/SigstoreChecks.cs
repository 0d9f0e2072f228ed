using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Sigstore.Checks;

namespace AiBom.Verification.Sigstore;

/// <summary>
/// What a bundle must meet to be believed, all of it, in order. The sources are the Sigstore client specification, the
/// Rekor v2 and Fulcio specifications, the protocol buffer schemas, and the DSSE and in-toto specifications.
/// </summary>
internal static class SigstoreChecks
{
    /// <summary>Every check, in order: bundle (A), roots (B), logs (C), time and certificate (D), content (E).</summary>
    public static ImmutableArray<SigstoreCheck> All { get; } =
    [
        new("A1", "The media type is that of a bundle of version 0.1, 0.2 or 0.3.", BundleChecks.MediaType),
        new("A2", "There is one content and one kind of verification material.", BundleChecks.OneOfEach),
        new("A3", "The certificate comes in the form of the bundle's version.", BundleChecks.CertificateForm),
        new("A4", "Every log entry has the promise or proof of the bundle's version.", BundleChecks.LogEvidence),
        new("A5", "The signature is there, and an envelope has only one.", BundleChecks.OneSignature),
        new("A6", "Indexes, sizes and times of log entries are numbers that count.", BundleChecks.Numbers),
        new("A7", "All bytes are in base64.", BundleChecks.Base64),
        new("A8", "The bundle keeps within every bound, and no name stands twice.", BundleChecks.Bounds),
        new("B1", "Every trusted root is of a known media type.", evidence => RootChecks.MediaType(evidence.Roots)),
        new("B2", "Every log of the trusted roots has a start.", evidence => RootChecks.LogStart(evidence.Roots)),
        new("B3", "Every log's key was valid when it signed; windows include both ends.", RootChecks.LogWindow),
        new("B4", "Enough log entries are of known logs.", RootChecks.KnownLogs),
        new("B5", "The keys of the logs are of the kind that the trusted root says.", RootChecks.LogKeys),
        new("B6", "The certificate authority was trusted at every verified time.", RootChecks.AuthorityWindow),
        new("B7", "As many different logs and authorities vouch as are demanded.", RootChecks.Thresholds),
        new("C1", "No log entry stands twice.", LogChecks.Distinct),
        new("C2", "Every promise of inclusion is signed by its log.", LogChecks.Promise),
        new("C3", "No log's time is needed that the log did not sign.", LogChecks.SignedTime),
        new("C4", "Every checkpoint has origin, size, root hash and signatures.", LogChecks.CheckpointForm),
        new("C5", "Every checkpoint is signed by its log.", LogChecks.CheckpointSignature),
        new("C6", "The log's signature bears the hint of the log's key.", LogChecks.KeyHint),
        new("C7", "A checkpoint of Rekor v2 is by the host of the log.", LogChecks.CheckpointOrigin),
        new("C8", "Every proof leads from the entry to the checkpoint's root.", LogChecks.Inclusion),
        new("C9", "Every proof has the root and the size of its checkpoint.", LogChecks.ProofMatchesCheckpoint),
        new(
            "C10",
            "Every logged body is of the kind that the entry says, which is one that is read.",
            LogChecks.BodyKind),
        new("C11", "Every log entry holds the bundle's signature.", LogChecks.BodySignature),
        new("C12", "Every log entry holds the bundle's certificate or key.", LogChecks.BodyVerifier),
        new("C13", "Every log entry holds the digest of what was signed.", LogChecks.BodyDigest),
        new("C14", "Every log's time is within the certificate's validity.", LogChecks.TimeInCertificate),
        new("C15", "Every log entry brings its own promise or proof; none is fetched.", LogChecks.BroughtEvidence),
        new("D1", "The certificate has a valid path to an authority at every verified time.", CertificateChecks.Path),
        new("D2", "Every time stamp is granted, and over the signature.", TimestampChecks.Imprint),
        new("D3", "Every time stamp is signed by a time-stamp authority of the trusted roots.", TimestampChecks.Signer),
        new("D4", "Every time stamp is within its authority's window.", TimestampChecks.Window),
        new("D5", "No time stamp stands twice.", TimestampChecks.Distinct),
        new(
            "D6",
            "The certificate is for signing code, and nothing critical in it is unknown.",
            CertificateChecks.Usage),
        new("D7", "Enough certificate transparency logs hold the certificate.", CertificateChecks.Transparency),
        new("D8", "The certificate names the expected identity, and its issuer.", CertificateChecks.Identity),
        new("D9", "A key or a certificate signs, as is demanded, and the key was valid.", CertificateChecks.ManagedKey),
        new("E1", "The signature over the artifact holds.", ContentChecks.MessageSignature),
        new("E2", "The signature over the envelope holds.", ContentChecks.EnvelopeSignature),
        new("E3", "The hash function goes with the key.", ContentChecks.HashOfKey),
        new("E4", "Pure Ed25519 signs an envelope, not a digest.", ContentChecks.PureEd25519),
        new("E5", "The envelope holds an in-toto Statement.", ContentChecks.PayloadType),
        new("E6", "The Statement is of a known version.", ContentChecks.Statement),
        new("E7", "The Statement is about the artifact.", ContentChecks.Subject),
    ];

    /// <summary>What the checks that need no bundle find in trusted roots.</summary>
    public static ImmutableArray<Finding> ProblemsOf(TrustedRoots roots)
    {
        Dictionary<string, Flaw?> flaws = new(StringComparer.Ordinal)
        {
            ["B1"] = RootChecks.MediaType(roots),
            ["B2"] = RootChecks.LogStart(roots),
            ["B3"] = RootChecks.OrderedWindows(roots),
            ["B6"] = RootChecks.AuthorityChains(roots),
        };
        return
        [
            .. from check in All
               let flaw = flaws.GetValueOrDefault(check.Name)
               where flaw is not null
               select check.Report(flaw),
        ];
    }
}
