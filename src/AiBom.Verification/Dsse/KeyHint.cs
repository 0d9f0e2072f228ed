using AiBom.Domain;

namespace AiBom.Verification.Dsse;

/// <summary>
/// Reads the key id of a signature. It is unauthenticated (DSSE 1.0 protocol), so it decides only which key is tried
/// first and how a failure is told, never whether a signature holds.
/// </summary>
internal static class KeyHint
{
    private const string OpenSshScheme = "SHA256:";

    /// <summary>
    /// The SHA-256 that it names: hexadecimal, <c>sha256:hex</c>, <c>SHA256:base64</c> as OpenSSH and npm write it, or
    /// bare padded base64 as Sigstore does. Null for any other text: a name that means something only to its signer.
    /// </summary>
    public static Digest? Read(string? keyId)
    {
        if (Digest.TryParse(keyId, out Digest? digest) || Digest.TryParseHex(keyId?.ToLowerInvariant(), out digest))
        {
            return digest;
        }

        bool isOpenSsh = keyId?.StartsWith(OpenSshScheme, StringComparison.Ordinal) is true;
        string? base64 = isOpenSsh ? keyId![OpenSshScheme.Length..] : keyId;

        // 32 bytes have 44 digits with padding; without it a name of 43 letters would be one.
        bool isHash = isOpenSsh || (base64 is { Length: 44 } && base64[^1] is '=');
        if (!isHash
            || !StrictBase64.TryDecode(System.Text.Encoding.UTF8.GetBytes(base64!), out byte[]? hash)
            || hash.Length * 2 != Digest.HexLength)
        {
            return null;
        }

        return Digest.FromHash(hash);
    }
}
