using AiBom.Verification.Keys;

namespace AiBom.Verification.Jsf;

/// <summary>A signature inside a document (JSON Signature Format, "signature core"), not believed yet.</summary>
/// <param name="Algorithm">The name of the algorithm.</param>
/// <param name="KeyId">The signer's name for the key: a hint and nothing more.</param>
/// <param name="Embedded">
/// The key that the document carries, itself or in a certificate. It says which registered key to try; by itself it is
/// believed no more than the document.
/// </param>
/// <param name="Value">The signature.</param>
/// <param name="Content">What it is over: the canonical form of the document, but for what JSF leaves out.</param>
internal sealed record JsfSignature(
    string Algorithm, string? KeyId, EmbeddedKey Embedded, byte[] Value, SignedBytes Content);

/// <summary>The key that a signature carries.</summary>
internal abstract record EmbeddedKey
{
    private EmbeddedKey()
    {
    }

    /// <summary>None.</summary>
    public sealed record Absent : EmbeddedKey;

    /// <summary>A key.</summary>
    public sealed record Known(PublicKey Key) : EmbeddedKey;

    /// <summary>A key of a kind under which nothing is verified.</summary>
    public sealed record Unsupported(string Found) : EmbeddedKey;
}
