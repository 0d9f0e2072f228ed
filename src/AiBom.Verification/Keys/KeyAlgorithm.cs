namespace AiBom.Verification.Keys;

/// <summary>A kind of public key under which signatures are verified.</summary>
public enum KeyAlgorithm
{
    /// <summary>ECDSA on NIST P-256 (FIPS 186-5), with SHA-256.</summary>
    EcdsaP256 = 1,

    /// <summary>ECDSA on NIST P-384, with SHA-384, or SHA-256 as older signers do.</summary>
    EcdsaP384,

    /// <summary>ECDSA on NIST P-521, with SHA-512, or SHA-256 as older signers do.</summary>
    EcdsaP521,

    /// <summary>
    /// RSA (RFC 8017) of 2,048 bits or more: PSS, then PKCS #1 v1.5, each with SHA-256, SHA-384, SHA-512.
    /// </summary>
    Rsa,

    /// <summary>Pure Ed25519 (RFC 8032), verified on Linux through OpenSSL's libcrypto.</summary>
    Ed25519,
}
