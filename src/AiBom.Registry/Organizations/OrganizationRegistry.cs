using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Organizations;

/// <summary>
/// Registers organizations, the names by which documents know them, and the signers that speak for them; and takes
/// trust from signers.
/// </summary>
public sealed class OrganizationRegistry(AibomStore store, TimeProvider clock)
{
    /// <summary>The most aliases in one registration.</summary>
    public const int MaxAliases = 100;

    /// <summary>The longest reason of a revocation, in characters.</summary>
    public const int MaxReasonLength = 4_000;

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

    /// <summary>
    /// Registers a signer that may speak for an organization; with <paramref name="replaces"/> it takes over from
    /// another, which is valid until this one begins.
    /// </summary>
    public async Task<SignerRegistration> RegisterSignerAsync(
        SignerDraft draft, Digest? replaces, string actor, CancellationToken cancellationToken)
    {
        // As the journal will keep it: what is refused when it is read again must be refused now.
        draft = draft with { ValidFrom = draft.ValidFrom?.Truncate(), ValidUntil = draft.ValidUntil?.Truncate() };
        if (!TrustedSigner.TryCreate(draft, out TrustedSigner? signer, out Finding? refusal))
        {
            return new SignerRegistration.SignerRefused(refusal);
        }

        SignerRegistered registered = signer.ToRegistered(replaces);
        Appended<SignerRegistration> appended = await store.Journal.DecideAsync<SignerRegistration>(
            async (reads, token) =>
            {
                if ((await reads.Organizations.ByIdAsync([signer.Organization], token)).Count == 0)
                {
                    return new SignerRegistration.OrganizationUnknown(signer.Organization);
                }

                SignerRecord? same = await FindAsync(reads, signer.Organization, signer.Id, token);
                if (same is not null)
                {
                    return same is { RevokedSince: null } && IsSame(same.Registered, registered)
                        ? new SignerRegistration.Registered(same)
                        : new SignerRegistration.Invalid(
                            "The signer is registered for this organization with other terms, or revoked.");
                }

                return replaces is null
                    ? Append(registered, [])
                    : await ReplaceAsync(reads, registered, replaces, token);
            },
            cancellationToken);
        return appended.Answer;

        Decision<SignerRegistration> Append(SignerRegistered added, ImmutableArray<JournalDraft> before) => new(
            new SignerRegistration.Registered(new SignerRecord(added)),
            before.Add(new JournalDraft(actor, added)));

        async Task<Decision<SignerRegistration>> ReplaceAsync(
            RegistryReads reads, SignerRegistered added, Digest former, CancellationToken token)
        {
            SignerRecord? record = await FindAsync(reads, added.Organization, former, token);
            DateTimeOffset from = added.ValidFrom ?? clock.GetUtcNow().Truncate();
            return record switch
            {
                null => new SignerRegistration.SignerUnknown(former),
                { RevokedSince: not null } => new SignerRegistration.Invalid(
                    "A revoked signer cannot be replaced: register the new one by itself."),
                _ when from <= record.Registered.ValidFrom => new SignerRegistration.Invalid(
                    "The new signer would begin before the one that it replaces."),
                _ when from >= added.ValidUntil => new SignerRegistration.Invalid(
                    "The new signer would end before it begins."),
                _ => Append(
                    added with { ValidFrom = from },
                    from < record.Registered.ValidUntil || record.Registered.ValidUntil is null
                        ? [new JournalDraft(actor, record.Registered with { ValidUntil = from })]
                        : []),
            };
        }
    }

    /// <summary>
    /// Takes trust from a signer since an instant. What it signed is weighed anew in the same commit: only what a
    /// trusted time shows to be earlier stands.
    /// </summary>
    public async Task<SignerRevocation> RevokeSignerAsync(
        string organization,
        Digest signer,
        DateTimeOffset? since,
        string reason,
        string actor,
        CancellationToken cancellationToken)
    {
        if (reason.Trim().Length is 0 or > MaxReasonLength)
        {
            return new SignerRevocation.Invalid($"A revocation gives its reason in 1 to {MaxReasonLength} characters.");
        }

        DateTimeOffset from = (since ?? clock.GetUtcNow()).Truncate();
        Appended<SignerRevocation> appended = await store.Journal.DecideAsync<SignerRevocation>(
            async (reads, token) => await FindAsync(reads, organization, signer, token) switch
            {
                null => new SignerRevocation.Unknown(organization, signer),
                { RevokedSince: { } earlier } record when earlier <= from => new SignerRevocation.Revoked(record),
                { } record => new Decision<SignerRevocation>(
                    new SignerRevocation.Revoked(record with { RevokedSince = from, RevocationReason = reason }),
                    [new JournalDraft(actor, new SignerRevoked(organization, signer, from, reason))]),
            },
            cancellationToken);
        return appended.Answer;
    }

    private static async Task<SignerRecord?> FindAsync(
        RegistryReads reads, string organization, Digest signer, CancellationToken cancellationToken) =>
        (await reads.Organizations.SignersByKeyAsync([signer], cancellationToken))[signer].FirstOrDefault(
            record => string.Equals(record.Organization, organization, StringComparison.Ordinal));

    /// <summary>Whether two registrations say the same.</summary>
    private static bool IsSame(SignerRegistered left, SignerRegistered right) =>
        CanonicalJson.Serialize(left).AsSpan().SequenceEqual(CanonicalJson.Serialize(right));

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

/// <summary>How the registration of a signer ended.</summary>
public abstract record SignerRegistration
{
    private SignerRegistration()
    {
    }

    /// <summary>The signer may speak for the organization, by this call or an earlier one.</summary>
    public sealed record Registered(SignerRecord Signer) : SignerRegistration;

    /// <summary>There is no such organization.</summary>
    public sealed record OrganizationUnknown(string Organization) : SignerRegistration;

    /// <summary>The signer that is to be replaced is not one of the organization's.</summary>
    public sealed record SignerUnknown(Digest Signer) : SignerRegistration;

    /// <summary>The signer cannot be used.</summary>
    public sealed record SignerRefused(Finding Finding) : SignerRegistration;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : SignerRegistration;
}

/// <summary>How a revocation ended.</summary>
public abstract record SignerRevocation
{
    private SignerRevocation()
    {
    }

    /// <summary>The signer is revoked, by this call or an earlier one.</summary>
    public sealed record Revoked(SignerRecord Signer) : SignerRevocation;

    /// <summary>The organization has no such signer.</summary>
    public sealed record Unknown(string Organization, Digest Signer) : SignerRevocation;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : SignerRevocation;
}
