using System.Security.Cryptography.X509Certificates;
using AiBom.Domain;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore.Certificates;
using AiBom.Verification.Sigstore.Roots;

namespace AiBom.Verification.Sigstore.Checks;

/// <summary>The checks of the signer's certificate, or of the key in its place (D1, D6 to D9).</summary>
internal static class CertificateChecks
{
    private const string Material = "/verificationMaterial";

    /// <summary>The extensions that Fulcio, or path validation, knows what to do with.</summary>
    private static readonly string[] Understood =
    [
        "2.5.29.14", // subject key identifier
        "2.5.29.15", // key usage
        "2.5.29.17", // subject alternative name
        "2.5.29.19", // basic constraints
        "2.5.29.35", // authority key identifier
        "2.5.29.37", // extended key usage
        "1.3.6.1.4.1.11129.2.4.2", // signed certificate timestamps
    ];

    public static Flaw? Path(SigstoreEvidence evidence)
    {
        if (evidence.Certificate is null)
        {
            return null;
        }

        // A time stamp that cannot be read is told by D2.
        if (evidence.Paths.IsEmpty && evidence.Timestamps.All(timestamp => timestamp.Token is not null))
        {
            return Flaw.Failed(
                FindingCodes.EvidenceInsufficient, "Nothing proves when the signature was made.", Material);
        }

        TimedPath? broken = evidence.Paths.FirstOrDefault(path => path.Held.IsEmpty);
        return broken is null
            ? null
            : Invalid("The certificate has no valid path to an authority of the trusted roots at a verified time.") with
            {
                Found = broken.Time.ToCanonicalText(),
            };
    }

    public static Flaw? Usage(SigstoreEvidence evidence)
    {
        if (evidence.Certificate is not { } leaf)
        {
            return null;
        }

        if (!CertificateFacts.MaySign(leaf))
        {
            return Invalid("The certificate's key may not make digital signatures.");
        }

        if (!CertificateFacts.HasExtendedUsage(leaf, CertificateFacts.CodeSigning))
        {
            return Invalid("The certificate is not for signing code.");
        }

        // RFC 5280 section 4.2: who does not understand a critical extension must refuse the certificate.
        X509Extension? unknown = leaf.Extensions.FirstOrDefault(one =>
            one.Critical && !Understood.Contains(one.Oid?.Value, StringComparer.Ordinal));
        return unknown is null
            ? null
            : Invalid("The certificate has a critical extension that is not understood.") with
            {
                Found = unknown.Oid?.Value,
            };
    }

    public static Flaw? Transparency(SigstoreEvidence evidence)
    {
        if (evidence.Certificate is not { } leaf)
        {
            return null;
        }

        IReadOnlyList<CertificateTimestamp>? timestamps = CertificateTimestamp.ReadList(leaf);
        if (timestamps is null)
        {
            return Flaw.Malformed(
                FindingCodes.CertificateInvalid, "The certificate's list of timestamps cannot be read.", Material);
        }

        X509Certificate2? issuer = evidence.Paths.SelectMany(path => path.Held).FirstOrDefault()?.Issuer;
        var vouching = new HashSet<string>(StringComparer.Ordinal);
        foreach (CertificateTimestamp timestamp in timestamps)
        {
            TransparencyLog[] named =
                [.. evidence.Roots.CertificateLogs.Where(log => log.IsNamedBy(timestamp.LogId))];
            if (named is [])
            {
                continue;
            }

            if (issuer is null || Judge(timestamp, leaf, issuer, named) is not { } log)
            {
                return Invalid("A timestamp of a known certificate transparency log does not hold.") with
                {
                    Found = Convert.ToHexStringLower(timestamp.LogId),
                };
            }

            vouching.Add(log.CountedAs);
        }

        return vouching.Count >= evidence.Policy.CertificateTimestamps
            ? null
            : Flaw.Failed(
                FindingCodes.EvidenceInsufficient,
                "Fewer certificate transparency logs hold the certificate than are demanded.",
                Material,
                $"{evidence.Policy.CertificateTimestamps}",
                $"{vouching.Count}");
    }

    public static Flaw? Identity(SigstoreEvidence evidence)
    {
        if (evidence.Certificate is not { } leaf)
        {
            return null;
        }

        List<string> names = CertificateFacts.SubjectNames(leaf);
        string? issuer = CertificateFacts.Issuer(leaf);
        SigstorePolicy policy = evidence.Policy;
        return (names, issuer) switch
        {
            ({ Count: not 1 }, _) => Invalid($"The certificate has {names.Count} names; a signer has one."),
            (_, null or "") => Invalid("The certificate does not say who vouched for its name."),
            _ when Differs(policy.Identity, names[0]) => Flaw.Failed(
                FindingCodes.IdentityMismatch, "Someone else signed.", Material, policy.Identity, names[0]),
            _ when Differs(policy.Issuer, issuer) => Flaw.Failed(
                FindingCodes.IdentityMismatch, "Another issuer vouched.", Material, policy.Issuer, issuer),
            _ => null,
        };
    }

    public static Flaw? ManagedKey(SigstoreEvidence evidence)
    {
        SigstorePolicy policy = evidence.Policy;
        bool isKey = evidence.Bundle.KeyHint is not null;
        if (isKey != policy.Key is not null)
        {
            return Flaw.Failed(
                FindingCodes.SignerUnknown,
                isKey ? "A key signed, and none was given." : "A certificate signed, and a key was demanded.",
                Material);
        }

        var window = new TimeRange(policy.KeyValidFrom, policy.KeyValidUntil);
        if (!isKey || window == TimeRange.Unsaid)
        {
            return null;
        }

        // A key that counts for a time only counts at times that are known.
        DateTimeOffset[] times = [.. evidence.Times];
        string found = string.Join(", ", times.Select(time => time.ToCanonicalText()));
        return times.Length > 0 && times.All(window.Contains)
            ? null
            : Flaw.Failed(
                FindingCodes.SignerExpired,
                "The key was not valid at every verified time, or there is none.",
                Material,
                window.ToString(),
                found);
    }

    /// <summary>The log under whose key a timestamp holds, at a time when that key was valid.</summary>
    private static TransparencyLog? Judge(
        CertificateTimestamp timestamp, X509Certificate2 leaf, X509Certificate2 issuer, TransparencyLog[] named)
    {
        SignedBytes content = timestamp.SignedContent(leaf, issuer);
        return named.FirstOrDefault(log =>
            timestamp.Time is { } time
            && log.ValidFor.Contains(time)
            && log.Key.IsUsable
            && log.Key.Key?.Verify(content, timestamp.Signature, SignatureForms.Sigstore) is SignatureVerdict.Holds);
    }

    private static bool Differs(string? expected, string? found) =>
        expected is not null && !string.Equals(expected, found, StringComparison.Ordinal);

    private static Flaw Invalid(string message) => Flaw.Failed(FindingCodes.CertificateInvalid, message, Material);
}
