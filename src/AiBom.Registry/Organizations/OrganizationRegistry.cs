using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification.Keys;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Organizations;

/// <summary>
/// Registers organizations, the names by which documents know them, and the keys that speak for them.
/// </summary>
public sealed class OrganizationRegistry(AibomStore store)
{
    /// <summary>The most aliases in one registration.</summary>
    public const int MaxAliases = 100;

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 256;

    /// <summary>Registers an organization, or adds names to one that is registered already.</summary>
    public async Task<OrganizationRegistration> RegisterAsync(
        string id,
        string? displayName,
        ImmutableArray<string> aliases,
        string actor,
        CancellationToken cancellationToken)
    {
        if (Problem(id, displayName, aliases) is { } problem)
        {
            return new OrganizationRegistration.Invalid(problem);
        }

        Appended<OrganizationRegistration> appended = await store.Journal.DecideAsync<OrganizationRegistration>(
            async (reads, token) =>
            {
                IReadOnlyDictionary<string, string> bound = await reads.Organizations.ByNameAsync(
                    [id, displayName ?? id, .. aliases], token);
                if (bound.FirstOrDefault(pair =>
                    !string.Equals(pair.Value, id, StringComparison.Ordinal)) is { Key: { } name, Value: { } owner })
                {
                    return new OrganizationRegistration.NameTaken(name, owner);
                }

                OrganizationRecord? known =
                    (await reads.Organizations.ByIdAsync([id], token)).GetValueOrDefault(id);
                bool isNew = known is null
                    || (displayName is not null
                        && !string.Equals(displayName, known.DisplayName, StringComparison.Ordinal))
                    || aliases.Any(alias => !bound.ContainsKey(alias));
                return new Decision<OrganizationRegistration>(
                    new OrganizationRegistration.Registered(id),
                    isNew
                        ? [new JournalDraft(
                            actor, new OrganizationRegistered(id, displayName ?? known?.DisplayName ?? id, aliases))]
                        : []);
            },
            cancellationToken);
        return appended.Answer;
    }

    /// <summary>Registers a public key that may speak for an organization.</summary>
    public async Task<SignerRegistration> RegisterSignerAsync(
        string organization,
        string publicKey,
        DateTimeOffset? validFrom,
        DateTimeOffset? validUntil,
        string actor,
        CancellationToken cancellationToken)
    {
        if (!PublicKey.TryParse(publicKey, out PublicKey? key, out Finding? refusal))
        {
            return new SignerRegistration.KeyRefused(refusal);
        }

        if (validFrom >= validUntil)
        {
            return new SignerRegistration.Invalid("A key that is valid until before it is valid from never counts.");
        }

        var signer = new TrustedSigner(organization, key, validFrom?.Truncate(), validUntil?.Truncate());
        var registered = new SignerRegistration.Registered(organization, key.Id);
        Appended<SignerRegistration> appended = await store.Journal.DecideAsync<SignerRegistration>(
            async (reads, token) =>
            {
                if ((await reads.Organizations.ByIdAsync([organization], token)).Count == 0)
                {
                    return new SignerRegistration.OrganizationUnknown(organization);
                }

                SignerRecord? same = (await reads.Organizations.SignersByKeyAsync([key.Id], token))[key.Id]
                    .FirstOrDefault(record =>
                        string.Equals(record.Organization, organization, StringComparison.Ordinal));
                return same switch
                {
                    null => new Decision<SignerRegistration>(
                        registered,
                        [new JournalDraft(actor, new SignerRegistered(
                            organization, key.Id, key.Pem, signer.ValidFrom, signer.ValidUntil))]),
                    _ when same.ValidFrom == signer.ValidFrom && same.ValidUntil == signer.ValidUntil => registered,
                    _ => new SignerRegistration.Invalid(
                        "The key is registered for this organization with other dates."),
                };
            },
            cancellationToken);
        return appended.Answer;
    }

    private static string? Problem(string id, string? displayName, ImmutableArray<string> aliases)
    {
        if (id.Length is 0 or > 64 || !id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'))
        {
            return $"An organization's id has 1 to 64 lowercase letters, digits and hyphens; "
                + $"'{FindingLimits.Cut(id)}' has not.";
        }

        if (aliases.Length > MaxAliases)
        {
            return $"At most {MaxAliases} aliases can be given at once, not {aliases.Length}.";
        }

        return aliases.Append(displayName ?? id).Any(name => name.Trim().Length is 0 or > MaxNameLength)
            ? $"A name has 1 to {MaxNameLength} characters."
            : null;
    }
}

/// <summary>How the registration of an organization ended.</summary>
public abstract record OrganizationRegistration
{
    private OrganizationRegistration()
    {
    }

    /// <summary>It is registered, by this call or an earlier one.</summary>
    public sealed record Registered(string Organization) : OrganizationRegistration;

    /// <summary>A name already binds to another organization.</summary>
    public sealed record NameTaken(string Name, string Organization) : OrganizationRegistration;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : OrganizationRegistration;
}

/// <summary>How the registration of a key ended.</summary>
public abstract record SignerRegistration
{
    private SignerRegistration()
    {
    }

    /// <summary>The key may speak for the organization, by this call or an earlier one.</summary>
    public sealed record Registered(string Organization, Digest KeyId) : SignerRegistration;

    /// <summary>There is no such organization.</summary>
    public sealed record OrganizationUnknown(string Organization) : SignerRegistration;

    /// <summary>The key cannot be used.</summary>
    public sealed record KeyRefused(Finding Finding) : SignerRegistration;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : SignerRegistration;
}
