using System.Globalization;
using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Testing.Sigstore;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>A published case as the verifier takes it.</summary>
internal sealed class CorpusRow(PublishedBundle published)
{
    public string Case => published.Case;

    /// <summary>The project that the vector is from.</summary>
    public string Group => published.Group;

    public string Expected => published.Published;

    /// <summary>Whether it must be accepted, decisions included.</summary>
    public bool IsAccepted => published.IsAccepted;

    public byte[] Bundle => File.ReadAllBytes(published.Bundle);

    public bool HasArtifactFile => published.HasArtifactFile;

    public byte[] ArtifactBytes => File.ReadAllBytes(published.Artifact);

    public byte[] TrustedRoot => File.ReadAllBytes(published.TrustedRoot);

    /// <summary>Whether the vectors lie beside the checkout.</summary>
    public static bool AreHere(out string reason) => PublishedBundle.AreHere(out reason);

    /// <summary>The rows of one kind, in order.</summary>
    public static IReadOnlyList<CorpusRow> Read(string kind) =>
        [.. PublishedBundle.Read(kind).Select(row => new CorpusRow(row))];

    /// <summary>The artifact as a digest of some function: that of the index, or one of a file.</summary>
    public SigstoreArtifact ByDigest(HashFunction function)
    {
        string hex = function switch
        {
            HashFunction.Sha256 => Convert.ToHexStringLower(SHA256.HashData(ArtifactBytes)),
            HashFunction.Sha384 => Convert.ToHexStringLower(SHA384.HashData(ArtifactBytes)),
            _ => Convert.ToHexStringLower(SHA512.HashData(ArtifactBytes)),
        };
        return SigstoreArtifact.Of(new DeclaredDigest(function, hex));
    }

    /// <summary>The artifact as the index gives it: bytes, a digest, or nothing.</summary>
    public SigstoreArtifact ByPath() => published.Artifact switch
    {
        "" => SigstoreArtifact.Unbound,
        _ when HasArtifactFile => SigstoreArtifact.Of(ArtifactBytes),
        var digest => SigstoreArtifact.Of(new DeclaredDigest(
            Enum.Parse<HashFunction>(digest.Split(':')[1], ignoreCase: true), digest.Split(':')[2])),
    };

    /// <summary>Whom and how much the index demands. A row without an identity has one that nobody has.</summary>
    /// <returns>Null where the key of the row is refused at its import.</returns>
    public SigstorePolicy? Policy()
    {
        string[] window = published.Policy.GetValueOrDefault("keyValid", "/").Split('/');
        PublicKey? key = null;
        if (published.Key.Length > 0 && !PublicKey.TryParse(File.ReadAllText(published.Key), out key, out _))
        {
            return null;
        }

        SigstorePolicy policy = key is not null
            ? SigstorePolicy.ForKey(key, Instant(window[0]), Instant(window[1]))
            : SigstorePolicy.ForIdentity(
                published.Identity.Replace("othername:", "", StringComparison.Ordinal), published.Issuer);
        return policy with
        {
            LogEntries = Count("tlog"),
            Times = Count("time"),
            Timestamps = Count("tsa"),
            CertificateTimestamps = Count("sct"),
        };

        int Count(string name) =>
            int.Parse(published.Policy.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset? Instant(string text) =>
        text.Length == 0 ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
