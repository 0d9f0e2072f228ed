using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore.Logs;

namespace AiBom.Verification.Sigstore.Checks;

/// <summary>The checks of log entries (C). Those of logs that nobody here knows are passed over.</summary>
internal static class LogChecks
{
    public static Flaw? Distinct(SigstoreEvidence evidence)
    {
        var seen = new HashSet<(string, long)>();
        EntryEvidence? twice = evidence.AllEntries.FirstOrDefault(
            entry => !seen.Add((Convert.ToHexString(entry.Entry.LogId), entry.Entry.Index)));
        return twice is null ? null : Invalid(twice, "A log entry stands twice in the bundle.");
    }

    public static Flaw? Promise(SigstoreEvidence evidence) => Each(
        evidence,
        entry => entry.Entry.Promise is not null,
        entry => entry.Log!.Key.Key?.Verify(
            SignedEntryTimestamp.Of(entry.Entry), entry.Entry.Promise!, SignatureForms.Sigstore) switch
        {
            SignatureVerdict.Holds => null,
            SignatureVerdict.Unsupported => Flaw.Unsupported(
                "The promise of inclusion cannot be verified on this platform.", entry.Pointer),
            _ => Invalid(entry, "The promise of inclusion is not signed by the log."),
        });

    public static Flaw? SignedTime(SigstoreEvidence evidence)
    {
        // A log's time without its promise is anybody's word.
        EntryEvidence? unsigned = evidence.Entries.FirstOrDefault(
            entry => entry.IntegratedTime is not null && entry.PromisedTime is null);
        return unsigned is not null && !evidence.Times.Any()
            ? Invalid(unsigned, "The log's time is not signed, and there is no other time.")
            : null;
    }

    public static Flaw? CheckpointForm(SigstoreEvidence evidence) => Each(
        evidence,
        entry => entry.CheckpointProblem is not null,
        entry => Flaw.Malformed(
            FindingCodes.LogEntryInvalid, entry.CheckpointProblem!, entry.Pointer + "/inclusionProof/checkpoint"));

    public static Flaw? CheckpointSignature(SigstoreEvidence evidence) => Each(
        evidence,
        entry => entry.Checkpoint is not null && entry.LogSignatures.IsEmpty,
        entry => entry.Log!.Key.Key is { Algorithm: KeyAlgorithm.Ed25519 } && !Libcrypto.IsLoaded
            ? Flaw.Unsupported("The checkpoint's signature cannot be verified on this platform.", entry.Pointer)
            : Invalid(entry, "No signature of the checkpoint holds under the log's key."));

    public static Flaw? KeyHint(SigstoreEvidence evidence) => Each(
        evidence,
        entry => !entry.LogSignatures.IsEmpty && !entry.LogSignatures.Any(line => line.HintsAt(entry.Log!.Key)),
        entry => Invalid(entry, "The log's signature of the checkpoint bears the hint of another key."));

    public static Flaw? CheckpointOrigin(SigstoreEvidence evidence) => Each(
        evidence,
        entry => entry.IsRekorV2 && !entry.LogSignatures.IsEmpty,
        entry =>
        {
            string host = HostOf(entry.Log!.BaseUrl);
            bool isOfHost = string.Equals(entry.Checkpoint!.Origin, host, StringComparison.Ordinal)
                && entry.LogSignatures.Any(line => string.Equals(line.Name, host, StringComparison.Ordinal));
            return isOfHost
                ? null
                : Invalid(entry, "The checkpoint's origin or signer is not the host of the log.") with
                {
                    Expected = host,
                    Found = entry.Checkpoint.Origin,
                };
        });

    public static Flaw? Inclusion(SigstoreEvidence evidence) => Each(
        evidence,
        entry => entry is { Entry.Proof: not null, Checkpoint: not null },
        entry =>
        {
            Checkpoint checkpoint = entry.Checkpoint!;
            byte[]? root = MerkleTree.RootOf(
                entry.Entry.Body, entry.Entry.Proof!.Index, checkpoint.TreeSize, entry.Entry.Proof.Hashes);
            return root is not null && root.AsSpan().SequenceEqual(checkpoint.RootHash)
                ? null
                : Invalid(entry, "The proof does not lead from the entry to the checkpoint's root.");
        });

    public static Flaw? ProofMatchesCheckpoint(SigstoreEvidence evidence) => Each(
        evidence,
        entry => entry is { Entry.Proof: { } proof, Checkpoint: { } checkpoint }
            && (proof.TreeSize != checkpoint.TreeSize
                || !proof.RootHash.AsSpan().SequenceEqual(checkpoint.RootHash)),
        entry => Invalid(entry, "The proof's root or size is not that of its checkpoint."));

    public static Flaw? BodyKind(SigstoreEvidence evidence) => Each(
        evidence,
        _ => true,
        entry => (entry.Body, entry.Entry) switch
        {
            (null, _) => Flaw.Malformed(
                FindingCodes.LogEntryInvalid, "The logged body cannot be read.", entry.Pointer + "/canonicalizedBody"),
            var (body, said) when (body.Kind, body.Version) != (said.Kind, said.Version) => Invalid(
                entry, "The logged body is of another kind than the entry says.") with
            {
                Expected = $"{said.Kind} {said.Version}",
                Found = $"{body.Kind} {body.Version}",
            },
            var (body, _) when !LogEntryBody.IsSupported(body.Kind, body.Version) => Flaw.Unsupported(
                "Log entries of this kind are not verified.",
                entry.Pointer,
                "hashedrekord 0.0.1 or 0.0.2, dsse 0.0.1, intoto 0.0.2",
                $"{body.Kind} {body.Version}"),
            _ => null,
        });

    public static Flaw? BodySignature(SigstoreEvidence evidence) => Each(
        evidence,
        entry => entry.Body is not { Signatures: [var logged] }
            || !logged.Signature.AsSpan().SequenceEqual(evidence.Bundle.Signature),
        entry => Mismatch(entry, "The log entry holds another signature than the bundle, or not one."));

    public static Flaw? BodyVerifier(SigstoreEvidence evidence)
    {
        // Where a key signed and none was given, nothing can be compared, and D9 says so.
        byte[]? expected = evidence.Bundle.Leaf ?? evidence.Key?.ExportSubjectPublicKeyInfo();
        return Each(
            evidence,
            entry => expected is not null
                && (entry.Body is not { Signatures: [var logged, ..] }
                    || !logged.Verifier.AsSpan().SequenceEqual(expected)),
            entry => Mismatch(entry, "The log entry holds another certificate or key than the signer's."));
    }

    public static Flaw? BodyDigest(SigstoreEvidence evidence) => Each(
        evidence,
        _ => true,
        entry =>
        {
            if (entry.Body?.DigestAlgorithm is not { } algorithm)
            {
                return Flaw.Unsupported("The log entry's digest is of no known function.", entry.Pointer);
            }

            SignedBytes? digested = entry.Body.IsOfPayload ? evidence.Payload : evidence.Signed;
            byte[]? hash = digested?.Hash(algorithm);
            if (digested is not null && hash is null)
            {
                return Flaw.Unsupported(
                    "The log entry has a digest that the artifact was not given by.",
                    entry.Pointer,
                    expected: null,
                    algorithm.Name);
            }

            return (entry.Body.IsOfPayload || IsSignedBy(algorithm, evidence))
                && hash is not null
                && entry.Body.Digest.AsSpan().SequenceEqual(hash)
                ? null
                : Mismatch(entry, "The log entry is not about what was signed.");
        });

    public static Flaw? TimeInCertificate(SigstoreEvidence evidence) => Each(
        evidence,
        entry => evidence.Certificate is { } leaf
            && entry.IntegratedTime is { } time
            && !Certificates.CertificateFacts.IsValidAt(leaf, time),
        entry => Invalid(entry, "The log's time is outside the certificate's validity.") with
        {
            Found = entry.IntegratedTime?.ToCanonicalText(),
        });

    public static Flaw? BroughtEvidence(SigstoreEvidence evidence)
    {
        EntryEvidence? bare = evidence.AllEntries.FirstOrDefault(
            entry => entry.Entry is { Promise: null, Proof: null });
        return bare is null
            ? null
            : Invalid(bare, "The log entry has neither promise nor proof, and none is fetched.");
    }

    /// <summary>
    /// Whether the signature may be over a hash of this function: the one that the bundle names, or one of the key's.
    /// Of an envelope it is the key's default one. Another would let an entry stand for what was not signed.
    /// </summary>
    private static bool IsSignedBy(HashAlgorithmName algorithm, SigstoreEvidence evidence) =>
        (evidence.Bundle.Message, evidence.Key) switch
        {
            ({ DigestAlgorithm.Length: > 0 } message, _) =>
                LogEntryBody.AlgorithmOf(message.DigestAlgorithm) == algorithm,
            (_, null) => true,
            (null, var key) => SignatureForms.HashOf(key.Algorithm) == algorithm,
            (_, var key) => SignatureForms.EcdsaHashes(key.Algorithm).Contains(algorithm),
        };

    /// <summary>The first flaw among the entries of known logs to which a rule applies.</summary>
    private static Flaw? Each(
        SigstoreEvidence evidence, Func<EntryEvidence, bool> applies, Func<EntryEvidence, Flaw?> find) =>
        evidence.Entries.Where(applies).Select(find).FirstOrDefault(flaw => flaw is not null);

    /// <summary>The host of an address, with its port where it has one.</summary>
    private static string HostOf(string url)
    {
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? url : url[(scheme + 3)..];
        int end = rest.AsSpan().IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }

    private static Flaw Invalid(EntryEvidence entry, string message) =>
        Flaw.Failed(FindingCodes.LogEntryInvalid, message, entry.Pointer);

    private static Flaw Mismatch(EntryEvidence entry, string message) =>
        Flaw.Failed(FindingCodes.LogEntryMismatch, message, entry.Pointer + "/canonicalizedBody");
}
