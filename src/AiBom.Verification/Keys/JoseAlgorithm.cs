using System.Security.Cryptography;

namespace AiBom.Verification.Keys;

/// <summary>
/// A signature algorithm by its JOSE name (RFC 7518 section 3.1; RFC 8037 with the curve's name). It fixes the key's
/// kind, the hash and the form, so nothing is tried.
/// </summary>
/// <param name="Name">The name.</param>
/// <param name="Key">The only kind of key that makes such signatures.</param>
/// <param name="Hash">The hash; of no meaning for Ed25519, which hashes by itself.</param>
/// <param name="Padding">How RSA pads.</param>
internal sealed record JoseAlgorithm(
    string Name, KeyAlgorithm Key, HashAlgorithmName Hash, RSASignaturePadding? Padding = null)
{
    private static readonly Dictionary<string, JoseAlgorithm> Known = new JoseAlgorithm[]
    {
        new("RS256", KeyAlgorithm.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        new("RS384", KeyAlgorithm.Rsa, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        new("RS512", KeyAlgorithm.Rsa, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        new("PS256", KeyAlgorithm.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        new("PS384", KeyAlgorithm.Rsa, HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        new("PS512", KeyAlgorithm.Rsa, HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        new("ES256", KeyAlgorithm.EcdsaP256, HashAlgorithmName.SHA256),
        new("ES384", KeyAlgorithm.EcdsaP384, HashAlgorithmName.SHA384),
        new("ES512", KeyAlgorithm.EcdsaP521, HashAlgorithmName.SHA512),
        new("Ed25519", KeyAlgorithm.Ed25519, default),
    }.ToDictionary(algorithm => algorithm.Name, StringComparer.Ordinal);

    /// <summary>Finds an algorithm; null where nothing is verified by that name.</summary>
    public static JoseAlgorithm? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>
    /// Whether a name is that of a message authentication code. Whoever can check one can make one.
    /// </summary>
    public static bool IsMac(string name) => name is "HS256" or "HS384" or "HS512";
}
