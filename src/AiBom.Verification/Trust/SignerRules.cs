using System.Collections.Immutable;
using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Trust;

/// <summary>What a signer must be to be registered.</summary>
internal static class SignerRules
{
    private const string Check = "signer";

    /// <summary>What is wrong with a draft, its key or certificates aside; null for nothing.</summary>
    public static Finding? Refusal(SignerDraft draft)
    {
        int kinds = new object?[] { draft.PublicKey, draft.Certificate, draft.Identity }.Count(one => one is not null);
        return 0 switch
        {
            _ when kinds != 1 => Refused("A signer is exactly one of a public key, a certificate and an identity."),
            _ when draft.ValidFrom >= draft.ValidUntil =>
                Refused("A signer that is valid until before it is valid from never counts."),
            _ when draft.Identity is { } identity && !(IsName(identity.Name) && IsName(identity.Issuer)) => Refused(
                $"The name and the issuer of an identity have 1 to {VerificationLimits.NameLength} characters."),
            _ when !AreNames(draft.PredicateTypes, VerificationLimits.SignerPredicateTypes) => Refused(
                $"A signer has at most {VerificationLimits.SignerPredicateTypes} predicate types, each of 1 to "
                + $"{VerificationLimits.NameLength} characters."),
            _ when !AreNames(draft.Builders, VerificationLimits.SignerBuilders) => Refused(
                $"A signer has at most {VerificationLimits.SignerBuilders} builders, each of 1 to "
                + $"{VerificationLimits.NameLength} characters."),
            _ => null,
        };
    }

    /// <summary>Reads subject and authorities, or says what is wrong with them.</summary>
    public static Finding? Read(
        CertificateSigner certificate, out CertificateSubject? subject, out CertificateAuthorities? authorities)
    {
        (subject, authorities) = (null, null);
        return 0 switch
        {
            _ when !IsName(certificate.Subject) || !CertificateSubject.TryParse(certificate.Subject, out subject) =>
                Refused("The subject is no distinguished name (RFC 4514), such as 'CN=ci,O=Example'.") with
                {
                    Found = FindingLimits.Cut(certificate.Subject),
                },
            _ when certificate.Authorities is null
                || certificate.Authorities.Length > VerificationLimits.AuthoritiesLength
                || !AreCertificates(certificate.Authorities)
                || !CertificateAuthorities.TryParse(certificate.Authorities, out authorities) => Refused(
                    $"The authorities are no PEM blocks 'CERTIFICATE', at most {VerificationLimits.Authorities}, of "
                    + "which one signed itself."),
            _ => null,
        };
    }

    /// <summary>
    /// Whether nothing but certificates stands in a text. A private key in it would be kept for ever.
    /// </summary>
    private static bool AreCertificates(string pem)
    {
        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label] is not "CERTIFICATE")
            {
                return false;
            }

            rest = rest[fields.Location.End..];
        }

        return !pem.Contains("PRIVATE", StringComparison.OrdinalIgnoreCase);
    }

    private static bool AreNames(ImmutableArray<string> names, int most) =>
        !names.IsDefault && names.Length <= most && names.All(IsName);

    private static bool IsName(string? text) => text is { Length: > 0 and <= VerificationLimits.NameLength };

    private static Finding Refused(string message) =>
        new(Check, Outcome.Malformed, FindingCodes.ValueInvalid, Severity.Error, "", message);
}
