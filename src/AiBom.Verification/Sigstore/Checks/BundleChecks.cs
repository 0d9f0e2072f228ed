using AiBom.Domain;
using AiBom.Verification.Sigstore.Bundles;

namespace AiBom.Verification.Sigstore.Checks;

/// <summary>The checks of a bundle's own form (A).</summary>
internal static class BundleChecks
{
    public static Flaw? MediaType(SigstoreEvidence evidence)
    {
        if (evidence.Problem is not null)
        {
            return Unreadable(evidence);
        }

        return evidence.Bundle.Version is null
            ? Malformed("The media type is of no known version.", "/mediaType") with
            {
                Expected = "application/vnd.dev.sigstore.bundle.v0.3+json, or +json;version=0.1 to 0.3",
                Found = evidence.Bundle.MediaType,
            }
            : null;
    }

    public static Flaw? OneOfEach(SigstoreEvidence evidence)
    {
        SigstoreBundle bundle = evidence.Bundle;
        int contents = Count(bundle.Message is not null, bundle.Envelope is not null);
        int materials = Count(
            bundle.Certificate is not null, bundle.CertificateChain is not null, bundle.KeyHint is not null);
        return (contents, materials) switch
        {
            (1, 1) => null,
            (not 1, _) => Malformed(
                $"A bundle has either a message signature or an envelope; this has {contents} of them."),
            _ => Malformed(
                $"A bundle has one of certificate, certificate chain and key hint; this has {materials} of them.",
                "/verificationMaterial"),
        };
    }

    public static Flaw? CertificateForm(SigstoreEvidence evidence)
    {
        SigstoreBundle bundle = evidence.Bundle;
        return (bundle.Version, bundle.CertificateChain, bundle.Leaf) switch
        {
            (BundleVersion.V03, not null, _) => Malformed(
                "A bundle of version 0.3 has one certificate and no chain.",
                "/verificationMaterial/x509CertificateChain"),
            (_, { IsEmpty: true }, _) => Malformed(
                "The certificate chain is empty.", "/verificationMaterial/x509CertificateChain"),
            (_, _, not null) when evidence.Certificate is null => Malformed(
                "The signer's certificate is no X.509 certificate in DER.", "/verificationMaterial"),

            // What follows the leaf is passed over: it may hold a root, as old bundles do, and anchors nothing.
            _ => null,
        };
    }

    public static Flaw? LogEvidence(SigstoreEvidence evidence)
    {
        bool needsPromise = evidence.Bundle.Version is BundleVersion.V01;
        foreach (EntryEvidence entry in evidence.AllEntries)
        {
            string? problem = (needsPromise, entry.Entry.Promise, entry.Entry.Proof) switch
            {
                // An entry that brings nothing at all is C15's.
                (_, null, null) => null,
                (true, null, _) => "A log entry of a bundle of version 0.1 has no promise of inclusion.",
                (false, _, null) => "A log entry has no proof of inclusion.",
                (_, _, { Checkpoint: null }) => "A proof of inclusion has no checkpoint.",
                _ => null,
            };
            if (problem is not null)
            {
                return Flaw.Failed(FindingCodes.LogEntryInvalid, problem, entry.Pointer);
            }
        }

        return null;
    }

    public static Flaw? OneSignature(SigstoreEvidence evidence) => evidence.Bundle switch
    {
        { Envelope: { Signatures.Length: not 1 } envelope } => Malformed(
            $"The envelope has {envelope.Signatures.Length} signatures; a bundle's has one.",
            "/dsseEnvelope/signatures"),
        { Signature: null or { Length: 0 or > VerificationLimits.SignatureBytes } } => Malformed(
            $"The signature is empty or has more than {VerificationLimits.SignatureBytes} bytes."),
        _ => null,
    };

    public static Flaw? Numbers(SigstoreEvidence evidence)
    {
        if (evidence.Problem is not null)
        {
            return Unreadable(evidence);
        }

        EntryEvidence? negative = evidence.AllEntries.FirstOrDefault(entry =>
            entry.Entry is { Index: < 0 } or { IntegratedTime: < 0 } or { Proof.Index: < 0 } or { Proof.TreeSize: < 0 }
            || (entry.Entry.IntegratedTime > 0 && entry.IntegratedTime is null));
        return negative is null
            ? null
            : Malformed("A log entry's index, size or time is negative, or beyond the calendar.", negative.Pointer);
    }

    public static Flaw? Base64(SigstoreEvidence evidence) =>
        Unreadable(evidence) ?? Noted(evidence, ProtoJsonKind.Base64);

    public static Flaw? Bounds(SigstoreEvidence evidence) =>
        Unreadable(evidence) ?? Noted(evidence, ProtoJsonKind.Limit);

    /// <summary>What stopped the reading, if anything did; only the check of that rule is then asked.</summary>
    private static Flaw? Unreadable(SigstoreEvidence evidence) => evidence.Problem is { } problem
        ? Malformed($"The bundle cannot be read. {FindingLimits.Cut(problem.Message)}")
        : null;

    /// <summary>What did not stop it, and could be understood differently by someone else.</summary>
    private static Flaw? Noted(SigstoreEvidence evidence, ProtoJsonKind kind) =>
        evidence.Bundle.Notes.TryGetValue(kind, out ProtoJsonProblem? note)
            ? Malformed($"The bundle is not written as it must be. {FindingLimits.Cut(note.Message)}")
            : null;

    private static int Count(params ReadOnlySpan<bool> present) => present.Count(true);

    private static Flaw Malformed(string message, string pointer = "") =>
        Flaw.Malformed(FindingCodes.BundleMalformed, message, pointer);
}
