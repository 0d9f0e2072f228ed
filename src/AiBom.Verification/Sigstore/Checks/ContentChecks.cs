using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore.Bundles;
using AiBom.Verification.Sigstore.Logs;

namespace AiBom.Verification.Sigstore.Checks;

/// <summary>The checks of the signature and of what it is over (E).</summary>
internal static class ContentChecks
{
    private const string Payload = "/dsseEnvelope/payload";

    public static Flaw? MessageSignature(SigstoreEvidence evidence)
    {
        if (evidence.Bundle.Message is not { } message)
        {
            return null;
        }

        if (evidence.Artifact.Content is not { } artifact)
        {
            return Flaw.Failed(
                FindingCodes.SubjectMismatch, "The bundle signs an artifact, and none was given.", "/messageSignature");
        }

        // The digest is a hint that nobody signs; it must not contradict the artifact all the same.
        bool isHinted = message.Digest.Length == 0
            || (LogEntryBody.AlgorithmOf(message.DigestAlgorithm) is { } algorithm
                && message.Digest.AsSpan().SequenceEqual(artifact.Hash(algorithm)));
        return isHinted
            ? Judge(evidence, artifact, "/messageSignature/signature")
            : Flaw.Failed(
                FindingCodes.DigestMismatch,
                "The bundle is of another artifact.",
                "/messageSignature/messageDigest",
                found: $"{message.DigestAlgorithm} {Convert.ToHexStringLower(message.Digest)}");
    }

    public static Flaw? EnvelopeSignature(SigstoreEvidence evidence) => evidence.Encoding is { } encoding
        ? Judge(evidence, encoding, "/dsseEnvelope/signatures/0")
        : null;

    public static Flaw? HashOfKey(SigstoreEvidence evidence)
    {
        bool fits = evidence.Bundle.Message is not { DigestAlgorithm.Length: > 0 } message
            || evidence.Key is not { } key
            || (LogEntryBody.AlgorithmOf(message.DigestAlgorithm) is { } algorithm
                && SignatureForms.EcdsaHashes(key.Algorithm).Contains(algorithm));
        return fits
            ? null
            : Flaw.Unsupported(
                "The artifact's digest is of a function that the signer's key does not sign with.",
                "/messageSignature/messageDigest/algorithm",
                expected: null,
                evidence.Bundle.Message?.DigestAlgorithm);
    }

    public static Flaw? PureEd25519(SigstoreEvidence evidence)
    {
        bool isOverDigest = evidence.Bundle.Message is not null
            || evidence.Entries.Any(entry => entry.Entry.Kind is "hashedrekord");
        return evidence.Key?.Algorithm is KeyAlgorithm.Ed25519 && isOverDigest
            ? Flaw.Unsupported("A signature of pure Ed25519 cannot be over a digest.", "", expected: null, "Ed25519")
            : null;
    }

    public static Flaw? PayloadType(SigstoreEvidence evidence) =>
        BoundEnvelope(evidence) is { } envelope
        && PayloadTypes.KindOf(envelope.PayloadType) is not PayloadKind.Statement
            ? Flaw.Failed(
                FindingCodes.SubjectMismatch,
                "The envelope holds no in-toto Statement, so it is about no artifact.",
                "/dsseEnvelope/payloadType",
                PayloadTypes.InToto,
                envelope.PayloadType)
            : null;

    public static Flaw? Statement(SigstoreEvidence evidence) =>
        BoundEnvelope(evidence) is not null && evidence.Statement.Problem is { } problem
            ? Flaw.Malformed(
                FindingCodes.EnvelopeMalformed, $"The payload is no Statement. {FindingLimits.Cut(problem)}", Payload)
            : null;

    public static Flaw? Subject(SigstoreEvidence evidence) =>
        BoundEnvelope(evidence) is null || evidence.Statement.Read.IsAbout(evidence.Artifact.Content!)
            ? null
            : Flaw.Failed(FindingCodes.SubjectMismatch, "The Statement is about other artifacts.", Payload);

    /// <summary>The envelope, where it must be about an artifact.</summary>
    private static BundleEnvelope? BoundEnvelope(SigstoreEvidence evidence) =>
        evidence.Artifact.Content is null ? null : evidence.Bundle.Envelope;

    private static Flaw? Judge(SigstoreEvidence evidence, SignedBytes content, string pointer)
    {
        if (evidence.Key is not { } key)
        {
            return Flaw.Unsupported("The signer's key is of no kind under which signatures are verified.", pointer);
        }

        return key.Verify(content, evidence.Bundle.Signature ?? [], SignatureForms.Sigstore) switch
        {
            SignatureVerdict.Holds => null,
            SignatureVerdict.Unsupported => Flaw.Unsupported(
                "The signature cannot be verified from what was given, or on this platform.",
                pointer,
                expected: null,
                key.Algorithm.ToString()),
            _ => Flaw.Failed(
                FindingCodes.SignatureInvalid, $"The signature does not hold under the key '{key.Id}'.", pointer),
        };
    }
}
