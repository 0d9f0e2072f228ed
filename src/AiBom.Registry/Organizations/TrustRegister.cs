using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Organizations;

/// <summary>The trust policy of this process, kept level with the journal. It holds the imported keys.</summary>
public sealed class TrustRegister
{
    private volatile TrustPolicy current = TrustPolicy.Empty;

    /// <summary>Who is trusted to speak for whom, as of the last registration or revocation.</summary>
    public TrustPolicy Current => current;

    /// <summary>Loads every registered signer.</summary>
    public async Task LoadAsync(AibomStore store, CancellationToken cancellationToken)
    {
        var signers = new List<TrustedSigner>();
        string after = "";
        while (true)
        {
            var page = await store.Reads.Organizations.PageAsync(after, StorageLimits.Page, cancellationToken);
            ILookup<string, SignerRecord> records = await store.Reads.Organizations.SignersAsync(
                page.Select(organization => organization.Id), cancellationToken);
            signers.AddRange(records
                .SelectMany(group => group)
                .Select(record => TrustedSigner.Of(record.Registered, record.RevokedSince)));
            if (page.Length < StorageLimits.Page)
            {
                break;
            }

            after = page[^1].Id;
        }

        current = new TrustPolicy(signers, await store.Reads.Organizations.TrustVersionAsync(cancellationToken));
    }

    /// <summary>
    /// Takes in what a commit changed of trust. The journal calls it in order, before it is acknowledged.
    /// </summary>
    public void Follow(Committed committed)
    {
        TrustPolicy policy = current;
        foreach (JournalEntry entry in committed.Entries)
        {
            policy = entry.Kind switch
            {
                SignerRegistered.Name => With(policy, (SignerRegistered)entry.Event(), entry.Sequence),
                SignerRevoked.Name => With(policy, (SignerRevoked)entry.Event(), entry.Sequence),
                _ => policy,
            };
        }

        current = policy;
    }

    /// <summary>A registration counts in place of an earlier one of the same signer, whose revocation stays.</summary>
    private static TrustPolicy With(TrustPolicy policy, SignerRegistered registered, long version)
    {
        TrustedSigner? known = policy.Signers
            .FirstOrDefault(signer => Is(signer, registered.Organization, registered.KeyId));
        return new TrustPolicy(
            policy.Signers.Where(signer => signer != known)
                .Append(TrustedSigner.Of(registered, known?.RevokedSince)),
            version);
    }

    /// <summary>Of two revocations the earlier counts.</summary>
    private static TrustPolicy With(TrustPolicy policy, SignerRevoked revoked, long version) => new(
        policy.Signers.Select(signer =>
            Is(signer, revoked.Organization, revoked.KeyId) && !(signer.RevokedSince < revoked.Since)
                ? signer with { RevokedSince = revoked.Since }
                : signer),
        version);

    private static bool Is(TrustedSigner signer, string organization, Digest id) =>
        signer.Id == id && string.Equals(signer.Organization, organization, StringComparison.Ordinal);
}
