using AiBom.Verification.Dsse;

namespace AiBom.Verification.ModelSigning;

/// <summary>A model's signature that was parsed and is not believed.</summary>
/// <param name="Envelope">The signed Statement, still sealed.</param>
/// <param name="Material">What the bundle says of its signer.</param>
internal sealed record ModelBundle(DsseEnvelope Envelope, ModelMaterial Material);

/// <summary>
/// What a bundle says of its signer (OpenSSF Model Signing 1.0, section 4.1). It helps to find the key, and proves
/// nothing.
/// </summary>
internal abstract record ModelMaterial
{
    private ModelMaterial()
    {
    }

    /// <summary>A public key, by its fingerprint or, from older signers, whole in PEM.</summary>
    public sealed record Key(string? Hint, byte[]? Pem) : ModelMaterial;

    /// <summary>A certificate and those above it, in DER, the signer's first.</summary>
    public sealed record Chain(IReadOnlyList<byte[]> Certificates) : ModelMaterial;

    /// <summary>A certificate of one signing, and entries of a log: to be verified as a Sigstore bundle.</summary>
    public sealed record Keyless : ModelMaterial;
}
