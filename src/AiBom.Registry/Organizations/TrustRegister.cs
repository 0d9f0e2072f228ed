using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification.Keys;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Organizations;

/// <summary>The trust policy of this process, kept level with the journal. It holds the imported keys.</summary>
public sealed class TrustRegister
{
    private volatile TrustPolicy current = TrustPolicy.Empty;

    /// <summary>Who is trusted to speak for whom, as of the last registration.</summary>
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
            signers.AddRange(records.SelectMany(group => group).Select(Read));
            if (page.Length < StorageLimits.Page)
            {
                break;
            }

            after = page[^1].Id;
        }

        current = new TrustPolicy(signers);
    }

    /// <summary>
    /// Takes in the signers that a commit brought. The journal calls it in order, before it is acknowledged.
    /// </summary>
    public void Follow(Committed committed)
    {
        TrustedSigner[] added =
        [
            .. committed.Entries
                .Where(entry => string.Equals(entry.Kind, SignerRegistered.Name, StringComparison.Ordinal))
                .Select(entry => entry.Event())
                .OfType<SignerRegistered>()
                .Select(signer => Read(new SignerRecord(
                    signer.Organization, signer.KeyId, signer.PublicKey, signer.ValidFrom, signer.ValidUntil))),
        ];
        if (added.Length > 0)
        {
            current = new TrustPolicy(current.Signers.Concat(added));
        }
    }

    private static TrustedSigner Read(SignerRecord record) =>
        PublicKey.TryParse(record.PublicKey, out PublicKey? key, out Finding? refusal)
            ? new TrustedSigner(record.Organization, key, record.ValidFrom, record.ValidUntil)
            : throw new InvalidDataException(
                $"The registered key {record.KeyId} of '{record.Organization}' cannot be read: {refusal.Message}");
}
