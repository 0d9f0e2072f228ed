using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Verification.Dsse;
using AiBom.Verification.Keys;
using AiBom.Verification.ModelSigning;

namespace AiBom.Verification.Trust;

/// <summary>
/// A signer that may speak for an organization: a key, the holder of a certificate, or an identity. What its text says
/// was read when it was made, so that a verification reads nothing.
/// </summary>
public sealed record TrustedSigner
{
    private TrustedSigner(SignerDraft draft, Digest id)
    {
        Id = id;
        Organization = draft.Organization;
        ValidFrom = draft.ValidFrom;
        ValidUntil = draft.ValidUntil;
        PredicateTypes = draft.PredicateTypes;
        Builders = draft.Builders;
    }

    /// <summary>Identifies the signer: <see cref="SignerRegistered.KeyId"/>.</summary>
    public Digest Id { get; }

    /// <summary>The registered organization's id.</summary>
    public string Organization { get; }

    /// <summary>The key; null for others than keys.</summary>
    public PublicKey? PublicKey { get; private init; }

    /// <summary>The holder of a certificate; null for others.</summary>
    public CertificateSigner? Certificate { get; private init; }

    /// <summary>The identity; null for others.</summary>
    public IdentitySigner? Identity { get; private init; }

    /// <summary>The first instant at which its signatures count; null for always.</summary>
    public DateTimeOffset? ValidFrom { get; }

    /// <summary>The first instant at which they no longer count; null for never.</summary>
    public DateTimeOffset? ValidUntil { get; }

    /// <summary>The first instant from which its signatures count for nothing; null where it was not revoked.</summary>
    public DateTimeOffset? RevokedSince { get; init; }

    /// <summary>The predicate types that it may sign; empty for all.</summary>
    public ImmutableArray<string> PredicateTypes { get; }

    /// <summary>
    /// The builders (SLSA <c>builder.id</c>) whose provenance is believed where this signer signed it.
    /// </summary>
    public ImmutableArray<string> Builders { get; }

    /// <summary>The authorities of <see cref="Certificate"/>.</summary>
    internal CertificateAuthorities? Authorities { get; private init; }

    /// <summary>The subject of <see cref="Certificate"/>.</summary>
    internal CertificateSubject? Subject { get; private init; }

    /// <summary>Reads a signer that somebody wants to register.</summary>
    /// <param name="draft">What they gave.</param>
    /// <param name="signer">The signer, where it can be used.</param>
    /// <param name="refusal">What is wrong with it otherwise.</param>
    public static bool TryCreate(
        SignerDraft draft,
        [NotNullWhen(true)] out TrustedSigner? signer,
        [NotNullWhen(false)] out Finding? refusal)
    {
        signer = null;
        refusal = SignerRules.Refusal(draft);
        if (refusal is not null)
        {
            return false;
        }

        switch (draft)
        {
            case { PublicKey: { } pem }:
                if (PublicKey.TryParse(pem, out PublicKey? key, out refusal))
                {
                    signer = new TrustedSigner(draft, key.Id) { PublicKey = key };
                }

                break;
            case { Certificate: { } certificate }:
                refusal = SignerRules.Read(certificate, out CertificateSubject? subject, out var authorities);
                signer = refusal is not null
                    ? null
                    : new TrustedSigner(draft, certificate.Id())
                    {
                        Certificate = certificate,
                        Subject = subject,
                        Authorities = authorities,
                    };
                break;
            default:
                signer = new TrustedSigner(draft, draft.Identity!.Id()) { Identity = draft.Identity };
                break;
        }

        return signer is not null;
    }

    /// <summary>A key that may speak for an organization in everything, always.</summary>
    public static TrustedSigner Of(string organization, PublicKey key) =>
        new(new SignerDraft(organization), key.Id) { PublicKey = key };

    /// <summary>Reads a registered signer from the record.</summary>
    /// <param name="registered">Its registration.</param>
    /// <param name="revokedSince">Since when it is revoked; null where it is not.</param>
    /// <exception cref="InvalidDataException">It cannot be read: the record is damaged.</exception>
    public static TrustedSigner Of(SignerRegistered registered, DateTimeOffset? revokedSince = null)
    {
        var draft = new SignerDraft(registered.Organization)
        {
            PublicKey = registered.PublicKey,
            Certificate = registered.Certificate,
            Identity = registered.Identity,
            ValidFrom = registered.ValidFrom,
            ValidUntil = registered.ValidUntil,
            PredicateTypes = registered.PredicateTypes,
            Builders = registered.Builders,
        };
        return TryCreate(draft, out TrustedSigner? signer, out Finding? refusal) && signer.Id == registered.KeyId
            ? signer with { RevokedSince = revokedSince }
            : throw new InvalidDataException(
                $"The registered signer {registered.KeyId} of '{registered.Organization}' cannot be read: "
                + $"{refusal?.Message ?? "its id is another."}");
    }

    /// <summary>The registration as the journal keeps it, with the key in its one spelling.</summary>
    /// <param name="replaces">The signer of the same organization that this one takes over from.</param>
    public SignerRegistered ToRegistered(Digest? replaces = null) =>
        new(Organization, Id, PublicKey?.Pem, ValidFrom, ValidUntil)
        {
            Certificate = Certificate,
            Identity = Identity,
            PredicateTypes = PredicateTypes,
            Builders = Builders,
            Replaces = replaces,
        };

    /// <summary>
    /// Whether its signatures count at an instant: from <see cref="ValidFrom"/>, before the end.
    /// </summary>
    public bool IsValidAt(DateTimeOffset instant) =>
        (ValidFrom is null || instant >= ValidFrom) && (ValidUntil is null || instant < ValidUntil);

    /// <summary>Whether a revocation takes what it signed at an instant.</summary>
    public bool IsRevokedAt(DateTimeOffset instant) => instant >= RevokedSince;

    /// <summary>
    /// Whether it may sign a predicate type. One that is registered without a version covers every version.
    /// </summary>
    public bool MaySign(string predicateType) =>
        PredicateTypes.IsEmpty || PredicateTypes.Any(family => PayloadTypes.IsVersionOf(predicateType, family));

    /// <summary>The predicate types of several entries, for a finding.</summary>
    internal static string PredicateTypesOf(IEnumerable<TrustedSigner> entries) => string.Join(
        ", ", entries.SelectMany(entry => entry.PredicateTypes).Distinct(StringComparer.Ordinal));

    /// <summary>Whether it may vouch for a builder; the id is compared exactly.</summary>
    public bool MayVouchFor(string builder) => Builders.Contains(builder, StringComparer.Ordinal);
}
