using System.Globalization;
using System.Security.Cryptography;
using AiBom.Domain;
using AiBom.Testing;
using AiBom.Verification.Keys;
using AiBom.Verification.Sigstore;

namespace AiBom.Verification.Tests.Sigstore;

/// <summary>A row of the shared signature vectors' index.</summary>
internal sealed class CorpusRow(string[] columns)
{
    private const string Folder = "conformance/signatures";

    public string Case => columns[0];

    public string Kind => columns[1];

    /// <summary>The project that the vector is from.</summary>
    public string Group => Case.Split('/')[0];

    public string Expected => columns[10];

    public byte[] Bundle => File.ReadAllBytes(At(columns[3]));

    public string BundlePath => At(columns[3]);

    /// <summary>The artifact's path, <c>digest:algorithm:hex</c>, or empty.</summary>
    public string Artifact => columns[4];

    public bool HasArtifactFile => Artifact.Length > 0 && !Artifact.StartsWith("digest:", StringComparison.Ordinal);

    public byte[] ArtifactBytes => File.ReadAllBytes(At(Artifact));

    public byte[] TrustedRoot => File.ReadAllBytes(At(columns[8]));

    /// <summary>Whether the vectors lie beside the checkout.</summary>
    public static bool AreHere(out string reason) => Repository.HasShared($"{Folder}/INDEX.tsv", out reason);

    /// <summary>The rows of one kind, in order.</summary>
    public static IReadOnlyList<CorpusRow> Read(string kind) =>
    [
        .. File.ReadLines(At("INDEX.tsv"))
            .Skip(1)
            .Select(line => new CorpusRow(line.Split('\t')))
            .Where(row => row.Kind == kind),
    ];

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
    public SigstoreArtifact ByPath() => Artifact switch
    {
        "" => SigstoreArtifact.Unbound,
        _ when HasArtifactFile => SigstoreArtifact.Of(ArtifactBytes),
        _ => SigstoreArtifact.Of(new DeclaredDigest(
            Enum.Parse<HashFunction>(Artifact.Split(':')[1], ignoreCase: true), Artifact.Split(':')[2])),
    };

    /// <summary>Whom and how much the index demands. A row without an identity has one that nobody has.</summary>
    /// <returns>Null where the key of the row is refused at its import.</returns>
    public SigstorePolicy? Policy()
    {
        Dictionary<string, string> demanded = columns[9].Split(';')
            .Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => part[1]);
        string[] window = demanded.GetValueOrDefault("keyValid", "/").Split('/');
        PublicKey? key = null;
        if (columns[7].Length > 0 && !PublicKey.TryParse(File.ReadAllText(At(columns[7])), out key, out _))
        {
            return null;
        }

        SigstorePolicy policy = key is not null
            ? SigstorePolicy.ForKey(key, Instant(window[0]), Instant(window[1]))
            : SigstorePolicy.ForIdentity(columns[5].Replace("othername:", "", StringComparison.Ordinal), columns[6]);
        return policy with
        {
            LogEntries = Count("tlog"),
            Times = Count("time"),
            Timestamps = Count("tsa"),
            CertificateTimestamps = Count("sct"),
        };

        int Count(string name) => int.Parse(demanded.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
    }

    private static DateTimeOffset? Instant(string text) =>
        text.Length == 0 ? null : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string At(string path) => Repository.Shared($"{Folder}/{path}");
}
