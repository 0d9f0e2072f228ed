using AiBom.Domain;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;

namespace AiBom.Verification.ModelSigning;

/// <summary>A Statement whose signature holds under some key.</summary>
/// <param name="Envelope">The signed bytes.</param>
/// <param name="Signer">Whose key it is.</param>
/// <param name="IsLegacyEncoding">Whether they were signed as version 0.2.0 did.</param>
internal sealed record SignedModel(OpenedEnvelope Envelope, ModelSigner Signer, bool IsLegacyEncoding)
{
    /// <summary>Opens an envelope by DSSE's encoding, or else by the deprecated one.</summary>
    public static (SignatureVerdict Verdict, SignedModel? Opened) Open(
        DsseEnvelope envelope, PublicKey key, string? name)
    {
        var signer = new ModelSigner(key.Id, name);
        SignatureVerdict verdict = envelope.Open(key, out OpenedEnvelope? opened);
        if (verdict is not SignatureVerdict.DoesNotHold)
        {
            return (verdict, opened is null ? null : new SignedModel(opened, signer, IsLegacyEncoding: false));
        }

        verdict = envelope.OpenOther(key, LegacyModelSigning.Encode, out opened);
        return (verdict, opened is null ? null : new SignedModel(opened, signer, IsLegacyEncoding: true));
    }
}

/// <summary>What a method found: three checks, and the signed bytes where the signature holds.</summary>
internal sealed record SignatureCheck(Finding Signature, Finding Signer, Finding Validity, SignedModel? Opened)
{
    /// <summary>The signature does not hold, or cannot be told.</summary>
    public static SignatureCheck Stopped(Finding signature) => new(
        signature,
        ModelFindings.NotReached(ModelCheck.Signer),
        ModelFindings.NotReached(ModelCheck.Validity),
        Opened: null);

    /// <summary>It holds, and is of someone who is not trusted.</summary>
    public static SignatureCheck Untrusted(SignedModel opened, string message, string? found) => new(
        Holds(opened),
        ModelFindings.Failed(ModelCheck.Signer, FindingCodes.UntrustedSigner, message, found),
        ModelFindings.NotReached(ModelCheck.Validity),
        opened);

    /// <summary>It holds, and is of someone who is trusted.</summary>
    public static SignatureCheck Trusted(SignedModel opened, string signer, string validity) => new(
        Holds(opened),
        ModelFindings.Passed(ModelCheck.Signer, signer),
        ModelFindings.Passed(ModelCheck.Validity, validity),
        opened);

    /// <summary>The check of a signature that holds.</summary>
    public static Finding Holds(SignedModel opened) =>
        ModelFindings.Passed(ModelCheck.Signature, $"The signature holds under the key '{opened.Signer.Key}'.");
}
