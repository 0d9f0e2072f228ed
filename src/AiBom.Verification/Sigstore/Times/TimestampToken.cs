using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using AiBom.Verification.Sigstore.Certificates;
using AiBom.Verification.Sigstore.Roots;

namespace AiBom.Verification.Sigstore.Times;

/// <summary>A time-stamp response (RFC 3161 section 2.4.2), read and not believed.</summary>
/// <param name="Raw">It in DER.</param>
/// <param name="Status">The PKIStatus; 0 is granted.</param>
/// <param name="Token">The token in it.</param>
internal sealed record TimestampToken(byte[] Raw, BigInteger Status, Rfc3161TimestampToken Token)
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>The time that it says.</summary>
    public DateTimeOffset Time => Token.TokenInfo.Timestamp;

    /// <summary>The function that it hashes with, where that is of SHA-2; null otherwise.</summary>
    public HashAlgorithmName? Algorithm => Token.TokenInfo.HashAlgorithmId.Value switch
    {
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => null,
    };

    /// <summary>Reads a response; null where it is none, or none with a token.</summary>
    public static TimestampToken? Read(byte[] der)
    {
        if (der.Length > VerificationLimits.TimestampBytes)
        {
            return null;
        }

        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER);
            AsnReader response = outer.ReadSequence();
            outer.ThrowIfNotEmpty();
            BigInteger status = response.ReadSequence().ReadInteger();
            ReadOnlyMemory<byte> content = response.ReadEncodedValue();
            response.ThrowIfNotEmpty();
            return Rfc3161TimestampToken.TryDecode(content, out Rfc3161TimestampToken? token, out int read)
                && read == content.Length
                ? new TimestampToken(der, status, token)
                : null;
        }
        catch (Exception malformed) when (malformed is AsnContentException or CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// Whether an authority of the trusted root signed the token: by a certificate for time stamping whose chain held
    /// at that time. Says nothing of what was stamped.
    /// </summary>
    [SuppressMessage(
        "Reliability", "CA2000:Dispose objects before losing scope", Justification = "It may be the authority's own.")]
    public bool IsSignedBy(CertificateAuthority authority)
    {
        if (authority.Chain is [])
        {
            return false;
        }

        bool holds = Token.VerifySignatureForHash(
            Token.TokenInfo.GetMessageHash().Span,
            Token.TokenInfo.HashAlgorithmId,
            out X509Certificate2? signer,
            [.. authority.Chain]);
        if (!holds || signer is null)
        {
            return false;
        }

        // Where the file names the signer's own certificate, it is that one and no other of the same issuer.
        bool isNamed = CertificateFacts.IsAuthority(authority.Chain[0])
            || authority.Chain[0].RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span);
        return isNamed
            && CertificateFacts.HasExtendedUsage(signer, TimeStamping)
            && CertificateChain.Build(signer, authority, Time, TimeStamping) is not null;
    }
}
