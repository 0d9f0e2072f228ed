using AiBom.Verification.Keys;

namespace AiBom.Verification.Dsse;

/// <summary>
/// A DSSE envelope (DSSE 1.0) that was parsed and is not believed. Its payload can be had only through
/// <see cref="Open"/>: it is a stranger's bytes until a signature over it holds.
/// </summary>
internal sealed class DsseEnvelope(string payloadType, byte[] payload, string? keyId, byte[] signature)
{
    private readonly SignedBytes signed = PreAuthenticationEncoding.Of(payloadType, payload);

    /// <summary>The signature's key id: unauthenticated, so a hint of which key to try and nothing more.</summary>
    public string? KeyId => keyId;

    /// <summary>How many bytes the payload has.</summary>
    public long Length => payload.Length;

    /// <summary>Opens the envelope under a key, which succeeds only where the signature holds.</summary>
    public SignatureVerdict Open(PublicKey key, out OpenedEnvelope? opened) => Verify(key, signed, out opened);

    /// <summary>Opens an envelope whose signer did not sign DSSE's encoding of type and payload, but another.</summary>
    /// <param name="key">The key.</param>
    /// <param name="encode">The other encoding; null where it has none for this payload.</param>
    /// <param name="opened">The content.</param>
    public SignatureVerdict OpenOther(
        PublicKey key, Func<string, ReadOnlyMemory<byte>, SignedBytes?> encode, out OpenedEnvelope? opened)
    {
        opened = null;
        return encode(payloadType, payload) is { } encoded
            ? Verify(key, encoded, out opened)
            : SignatureVerdict.DoesNotHold;
    }

    private SignatureVerdict Verify(PublicKey key, SignedBytes content, out OpenedEnvelope? opened)
    {
        SignatureVerdict verdict = key.Verify(content, signature, SignatureForms.Dsse);
        opened = verdict is SignatureVerdict.Holds ? new OpenedEnvelope(payloadType, payload, key) : null;
        return verdict;
    }
}

/// <summary>The content of an envelope whose signature holds.</summary>
/// <param name="PayloadType">What the signer says the payload is.</param>
/// <param name="Payload">The signed bytes.</param>
/// <param name="Signer">The key under which the signature holds.</param>
internal sealed record OpenedEnvelope(string PayloadType, ReadOnlyMemory<byte> Payload, PublicKey Signer);
