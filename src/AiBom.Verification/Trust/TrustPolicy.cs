using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Trust;

/// <summary>
/// Who may speak for which organization, about what, and when. Immutable: a decision rests on one of these, and the
/// journal names its <see cref="SignerIds"/>. Keep it between verifications, because it holds the imported keys.
/// </summary>
public sealed class TrustPolicy
{
    private readonly FrozenDictionary<Digest, ImmutableArray<TrustedSigner>> byId;
    private readonly FrozenDictionary<string, ImmutableArray<TrustedSigner>> byOrganization;
    private readonly FrozenDictionary<Digest, Digest> keyByName;

    /// <summary>Makes a policy of the registered signers. One signer may have several entries.</summary>
    /// <param name="signers">The entries.</param>
    /// <param name="version">The sequence number of the last journal entry that they come from.</param>
    public TrustPolicy(IEnumerable<TrustedSigner> signers, long version = 0)
    {
        Version = version;
        Signers =
        [
            .. signers
                .OrderBy(signer => signer.Id.Hex, StringComparer.Ordinal)
                .ThenBy(signer => signer.Organization, StringComparer.Ordinal)
                .ThenBy(signer => signer.ValidFrom ?? DateTimeOffset.MinValue),
        ];
        byId = Signers.GroupBy(signer => signer.Id)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
        byOrganization = Signers.GroupBy(signer => signer.Organization, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        SignerIds = [.. Signers.Select(signer => signer.Id).Distinct()];
        CertificateSigners = [.. Signers.Where(signer => signer.Certificate is not null)];
        keyByName = Signers.Select(signer => signer.PublicKey).OfType<PublicKey>()
            .DistinctBy(key => key.Id)
            .SelectMany(key => NamesOf(key).Select(name => KeyValuePair.Create(name, key.Id)))
            .ToFrozenDictionary();
    }

    /// <summary>Nobody is trusted.</summary>
    public static TrustPolicy Empty { get; } = new([]);

    /// <summary>The sequence number of the last journal entry that this comes from; 0 for none.</summary>
    public long Version { get; }

    /// <summary>The entries, in order of signer and organization.</summary>
    public ImmutableArray<TrustedSigner> Signers { get; }

    /// <summary>The ids of the signers, each once, in order.</summary>
    public ImmutableArray<Digest> SignerIds { get; }

    /// <summary>The entries that are holders of certificates.</summary>
    internal ImmutableArray<TrustedSigner> CertificateSigners { get; }

    /// <summary>
    /// Whether an organization has a registered signer, valid now or not. From then on a signature in its name must be
    /// by one of its own.
    /// </summary>
    public bool HasSigners(string? organization) =>
        organization is not null && byOrganization.ContainsKey(organization);

    /// <summary>The entries of a signer, whomever it speaks for; empty for a stranger.</summary>
    public ImmutableArray<TrustedSigner> ById(Digest signer) => byId.GetValueOrDefault(signer, []);

    /// <summary>The entries of an organization; empty where it has none.</summary>
    public ImmutableArray<TrustedSigner> ByOrganization(string organization) =>
        byOrganization.GetValueOrDefault(organization, []);

    /// <summary>The entries of an identity, name and issuer compared exactly; empty for a stranger.</summary>
    public ImmutableArray<TrustedSigner> ByIdentity(string name, string issuer) =>
        ById(new IdentitySigner(name, issuer).Id());

    /// <summary>
    /// The registered key that a digest names: by itself, or by its PEM text as model signers do. Null for none.
    /// </summary>
    internal Digest? FindKey(Digest? named) => named is null ? null : keyByName.GetValueOrDefault(named);

    /// <summary>
    /// The keys under which to try a signature, likeliest first: the one that it names, the publisher's, all others.
    /// </summary>
    internal IEnumerable<PublicKey> Candidates(Digest? named, string? publisher)
    {
        IEnumerable<TrustedSigner> first = FindKey(named) is { } key ? ById(key) : [];
        IEnumerable<TrustedSigner> second = publisher is null ? [] : ByOrganization(publisher);
        return first.Concat(second).Concat(Signers)
            .Select(signer => signer.PublicKey)
            .OfType<PublicKey>()
            .DistinctBy(one => one.Id);
    }

    /// <summary>
    /// OpenSSF Model Signing's reference implementation names a key by its PEM text with a line break.
    /// </summary>
    private static IEnumerable<Digest> NamesOf(PublicKey key) =>
        [key.Id, Digest.Of(Encoding.ASCII.GetBytes(key.Pem + "\n"))];
}
