using System.Collections.Frozen;
using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Keys;

namespace AiBom.Verification.Trust;

/// <summary>
/// Which key may speak for which organization, and when. Immutable: a decision rests on one of these, and the journal
/// names its <see cref="KeyIds"/>. Keep it between verifications, because it holds the imported keys.
/// </summary>
public sealed class TrustPolicy
{
    private readonly FrozenDictionary<Digest, ImmutableArray<TrustedSigner>> byKey;
    private readonly FrozenDictionary<string, ImmutableArray<TrustedSigner>> byOrganization;

    /// <summary>Makes a policy of the registered signers. One key may have several entries.</summary>
    public TrustPolicy(IEnumerable<TrustedSigner> signers)
    {
        Signers =
        [
            .. signers
                .OrderBy(signer => signer.KeyId.Hex, StringComparer.Ordinal)
                .ThenBy(signer => signer.Organization, StringComparer.Ordinal)
                .ThenBy(signer => signer.ValidFrom ?? DateTimeOffset.MinValue),
        ];
        byKey = Signers.GroupBy(signer => signer.KeyId)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray());
        byOrganization = Signers.GroupBy(signer => signer.Organization, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToImmutableArray(), StringComparer.Ordinal);
        KeyIds = [.. Signers.Select(signer => signer.KeyId).Distinct()];
    }

    /// <summary>Nobody is trusted.</summary>
    public static TrustPolicy Empty { get; } = new([]);

    /// <summary>The signers, in order of key id and organization.</summary>
    public ImmutableArray<TrustedSigner> Signers { get; }

    /// <summary>The ids of the keys, each once, in order.</summary>
    public ImmutableArray<Digest> KeyIds { get; }

    /// <summary>
    /// Whether an organization has a registered signer, valid now or not. From then on a signature in its name must be
    /// by one of its own.
    /// </summary>
    public bool HasSigners(string? organization) =>
        organization is not null && byOrganization.ContainsKey(organization);

    /// <summary>The entries that let a key speak for an organization.</summary>
    internal IEnumerable<TrustedSigner> Entries(Digest key, string? organization) =>
        byKey.GetValueOrDefault(key, [])
            .Where(signer => string.Equals(signer.Organization, organization, StringComparison.Ordinal));

    /// <summary>Whether the key is registered for anyone.</summary>
    internal bool Knows(Digest key) => byKey.ContainsKey(key);

    /// <summary>
    /// The keys under which to try a signature, likeliest first: the one that it names, the publisher's, all others.
    /// </summary>
    internal IEnumerable<PublicKey> Candidates(Digest? named, string? publisher)
    {
        IEnumerable<TrustedSigner> first = named is null ? [] : byKey.GetValueOrDefault(named, []);
        IEnumerable<TrustedSigner> second = publisher is null ? [] : byOrganization.GetValueOrDefault(publisher, []);
        return first.Concat(second).Concat(Signers).Select(signer => signer.PublicKey).DistinctBy(key => key.Id);
    }
}
