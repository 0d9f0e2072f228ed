namespace AiBom.Verification;

/// <summary>The bounds of what a stranger may make the verification do.</summary>
public static class VerificationLimits
{
    /// <summary>The most bytes that a bundle may have: a document of 64 MB in base64, and its frame.</summary>
    public const int BundleBytes = 96 * 1024 * 1024;

    /// <summary>The most bundles that are looked at for one document; each further one is refused.</summary>
    public const int Bundles = 16;

    /// <summary>The deepest nesting of JSON in a bundle or an in-toto Statement.</summary>
    public const int JsonDepth = 64;

    /// <summary>The deepest nesting of a document that may have signatures inside it, as its reader has it.</summary>
    public const int DocumentDepth = 128;

    /// <summary>The most members that an object of an envelope or a Statement may have where we read it.</summary>
    public const int Members = 32;

    /// <summary>The most characters of a payload type, a key id or a predicate type.</summary>
    public const int NameLength = 2_048;

    /// <summary>The most bytes of one signature; RSA with 8,192 bits makes 1,024.</summary>
    public const int SignatureBytes = 2_048;

    /// <summary>The most subjects of an in-toto Statement.</summary>
    public const int Subjects = 1_024;

    /// <summary>The most log entries of a Sigstore bundle.</summary>
    public const int LogEntries = 32;

    /// <summary>The most time-stamp tokens of a Sigstore bundle.</summary>
    public const int Timestamps = 32;

    /// <summary>The most bytes of one time-stamp response with its certificates.</summary>
    public const int TimestampBytes = 64 * 1024;

    /// <summary>The most signatures of an envelope in a Sigstore bundle that are read, though one is allowed.</summary>
    public const int EnvelopeSignatures = 16;

    /// <summary>The most certificates of a chain in a Sigstore bundle or a trusted root.</summary>
    public const int ChainLength = 10;

    /// <summary>The most bytes of one certificate.</summary>
    public const int CertificateBytes = 64 * 1024;

    /// <summary>The most hashes of a proof of inclusion: a tree of 2^63 leaves has no more levels.</summary>
    public const int ProofHashes = 64;

    /// <summary>The most bytes of a log's checkpoint with its witnesses' signatures.</summary>
    public const int CheckpointBytes = 64 * 1024;

    /// <summary>The most signature lines of a checkpoint.</summary>
    public const int CheckpointSignatures = 64;

    /// <summary>The most signed certificate timestamps of a certificate.</summary>
    public const int CertificateTimestamps = 32;

    /// <summary>The most bytes of a trusted root.</summary>
    public const int TrustedRootBytes = 4 * 1024 * 1024;

    /// <summary>The most logs or authorities of one kind in a trusted root.</summary>
    public const int TrustedInstances = 256;

    /// <summary>The most registered keys under which one signature is tried.</summary>
    public const int KeysTried = 1_000;

    /// <summary>The most records of what was given to whom in one attestation: recipients, by what is named.</summary>
    public const int DeliveryRecords = 100_000;

    /// <summary>
    /// The most bytes that are read anew, together, for the keys under which one signature is tried: pure Ed25519 reads
    /// all of them for each key. The likeliest key is tried whatever there is.
    /// </summary>
    public const long BytesTried = 512L * 1024 * 1024;

    /// <summary>The most characters of a public key in PEM.</summary>
    public const int PemLength = 16 * 1024;

    /// <summary>The smallest RSA modulus in bits (NIST SP 800-131A).</summary>
    public const int RsaBitsLeast = 2_048;

    /// <summary>The largest RSA modulus in bits; larger ones only cost time.</summary>
    public const int RsaBitsMost = 8_192;

    /// <summary>The most bytes of a model's signature: a manifest of a million files in base64.</summary>
    public const int ModelBundleBytes = 512 * 1024 * 1024;

    /// <summary>The most entries of a model's manifest.</summary>
    public const int ModelResources = 1_048_576;

    /// <summary>The most paths that a model's manifest may leave out.</summary>
    public const int ModelIgnorePaths = 1_024;

    /// <summary>The most bytes of a payload of the deprecated form, whose encoding is four times as long.</summary>
    public const int LegacyModelBytes = 16 * 1024 * 1024;

    /// <summary>The most certificates of an operator's list of authorities.</summary>
    public const int Authorities = 64;

    /// <summary>The most characters of a signer's authorities in PEM.</summary>
    public const int AuthoritiesLength = 256 * 1024;

    /// <summary>The most predicate types that a signer may be limited to.</summary>
    public const int SignerPredicateTypes = 64;

    /// <summary>The most builders for which a signer may vouch.</summary>
    public const int SignerBuilders = 256;

    /// <summary>The most attestations in one post.</summary>
    public const int Attestations = 256;

    /// <summary>The most artifacts that a provenance is read to name as what a run read.</summary>
    public const int Inputs = 10_000;

    /// <summary>The most digests of one artifact in an in-toto Statement.</summary>
    public const int ArtifactDigests = 32;

    /// <summary>The most attributes of a SCAI report.</summary>
    public const int Attributes = 1_024;

    /// <summary>The most bytes of an artifact that are hashed: 100 GB.</summary>
    public const long ArtifactBytes = 100L * 1000 * 1000 * 1000;
}
