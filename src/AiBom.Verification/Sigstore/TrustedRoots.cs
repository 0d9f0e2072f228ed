using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Sigstore.Roots;

namespace AiBom.Verification.Sigstore;

/// <summary>
/// The trusted roots that an operator gives, side by side. Immutable: a decision rests on one of these, and
/// <see cref="Ids"/> name it; to reload is to make another. Nothing is ever fetched. Keep it between verifications,
/// because it holds the imported keys. Safe for concurrent use.
/// </summary>
public sealed class TrustedRoots
{
    /// <summary>Reads trusted roots, each the bytes of one file.</summary>
    public TrustedRoots(IEnumerable<ReadOnlyMemory<byte>> files)
    {
        Roots = [.. files.Select(file => TrustedRootReader.Read(file.Span))];
        Ids = [.. Roots.Select(root => root.Id)];
        Problems = SigstoreChecks.ProblemsOf(this);
    }

    /// <summary>SHA-256 of each file, in the order given.</summary>
    public ImmutableArray<Digest> Ids { get; }

    /// <summary>
    /// What is wrong with the files by themselves; empty for nothing. While there is anything, no bundle is believed.
    /// </summary>
    public ImmutableArray<Finding> Problems { get; }

    /// <summary>The roots, in the order given.</summary>
    internal ImmutableArray<TrustedRoot> Roots { get; }

    /// <summary>The transparency logs of all roots.</summary>
    internal IEnumerable<TransparencyLog> Logs => Roots.SelectMany(root => root.Logs);

    /// <summary>The certificate transparency logs of all roots.</summary>
    internal IEnumerable<TransparencyLog> CertificateLogs => Roots.SelectMany(root => root.CertificateLogs);

    /// <summary>The certificate authorities of all roots.</summary>
    internal IEnumerable<CertificateAuthority> CertificateAuthorities =>
        Roots.SelectMany(root => root.CertificateAuthorities);

    /// <summary>The time-stamp authorities of all roots.</summary>
    internal IEnumerable<CertificateAuthority> TimestampAuthorities =>
        Roots.SelectMany(root => root.TimestampAuthorities);

    /// <summary>Reads trusted roots from files that the operator names.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static TrustedRoots Load(IEnumerable<string> paths) => new(paths.Select(ReadFile));

    /// <summary>
    /// Reads one file of a trusted root; no more than one byte beyond the bound, which is then refused by its length.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ReadOnlyMemory<byte> ReadFile(string path)
    {
        using FileStream file = File.OpenRead(path);
        var bytes = new byte[Math.Min(file.Length, VerificationLimits.TrustedRootBytes + 1)];
        file.ReadExactly(bytes);
        return bytes;
    }
}
