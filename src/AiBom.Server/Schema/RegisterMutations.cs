using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Organizations;
using AiBom.Storage.Reads;
using AiBom.Verification.Trust;

namespace AiBom.Server.Schema;

/// <summary><c>registerOrganization</c>, <c>registerTrustedSigner</c> and <c>revokeTrustedSigner</c>.</summary>
internal static class RegisterMutations
{
    public static void Declare(SchemaTypes types)
    {
        UnionType organization = types.Builder.Union(
            "RegisterOrganizationResult",
            "The organization, or why it was not registered.",
            types.Organizations.Organization,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "registerOrganization",
            "Registers an organization, or more names under which documents know it.",
            organization.NonNull())
            .Argument("input", "The organization.", types.Builder
                .InputObject("RegisterOrganizationInput", "An organization and its names.")
                .Field("organizationId", "Lowercase letters, digits and hyphens.", Scalars.String.NonNull())
                .Field("displayName", "Its name for people.", Scalars.String)
                .Field("aliases", "Further names that documents use for it.", Scalars.String.NonNull().List())
                .NonNull())
            .Resolve(RegisterOrganizationAsync);

        DeclareSigners(types);
    }

    private static void DeclareSigners(SchemaTypes types)
    {
        UnionType registration = types.Builder.Union(
            "RegisterTrustedSignerResult",
            "The signer, or why it was not registered.",
            types.Organizations.Signer,
            types.Errors.NotFound,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "registerTrustedSigner",
            "Lets a signer speak for an organization: a public key, the holder of a certificate, or an identity for "
            + "which an issuer vouches. From then on, what others sign in its name is quarantined.",
            registration.NonNull())
            .Argument("input", "The signer.", DeclareSignerInput(types).NonNull())
            .Resolve(RegisterSignerAsync);

        UnionType revocation = types.Builder.Union(
            "RevokeTrustedSignerResult",
            "The signer, or why it was not revoked.",
            types.Organizations.Signer,
            types.Errors.NotFound,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "revokeTrustedSigner",
            "Takes trust from a signer since an instant. What it signed is weighed anew at once: what a trusted time "
            + "shows to be earlier stands, everything else is no longer signed. No edge disappears.",
            revocation.NonNull())
            .Argument("input", "The signer, and since when.", types.Builder
                .InputObject("RevokeTrustedSignerInput", "A signer that is no longer trusted.")
                .Field("organizationId", "The registered organization.", Scalars.String.NonNull())
                .Field("signerId", "The signer, as `keyId` gives it.", Scalars.String.NonNull())
                .Field(
                    "since",
                    "The first instant from which its signatures do not count; absent for now.",
                    Scalars.DateTime)
                .Field("reason", "Why, for the record.", Scalars.String.NonNull())
                .NonNull())
            .Resolve(RevokeSignerAsync);
    }

    private static InputObjectType DeclareSignerInput(SchemaTypes types)
    {
        InputObjectType certificate = types.Builder
            .InputObject("CertificateSignerInput", "Whoever holds a certificate of a subject.")
            .Field(
                "subject",
                "The subject's distinguished name (RFC 4514), compared as a whole.",
                Scalars.String.NonNull())
            .Field(
                "authorities",
                "The certificates of the authorities to which it must lead, in PEM.",
                Scalars.String.NonNull());
        InputObjectType identity = types.Builder
            .InputObject("IdentitySignerInput", "A name for which an issuer vouched when it signed (Sigstore keyless).")
            .Field("name", "The exact name: an e-mail address, the URL of a workflow.", Scalars.String.NonNull())
            .Field("issuer", "The exact URL of the OpenID Connect issuer.", Scalars.String.NonNull());
        return types.Builder
            .InputObject(
                "RegisterTrustedSignerInput",
                "Who may speak for an organization: exactly one of key, certificate, identity.")
            .Field("organizationId", "The registered organization.", Scalars.String.NonNull())
            .Field(
                "publicKey",
                "ECDSA (P-256, P-384, P-521), RSA or Ed25519, as SubjectPublicKeyInfo in PEM.",
                Scalars.String)
            .Field("certificate", "The holder of a certificate.", certificate)
            .Field("identity", "An identity.", identity)
            .Field("validFrom", "The first instant at which its signatures count.", Scalars.DateTime)
            .Field("validUntil", "The first instant at which they no longer count.", Scalars.DateTime)
            .Field(
                "predicateTypes",
                "The predicate types that it may sign, such as `https://slsa.dev/provenance`, each with all of its "
                + "versions; absent for all.",
                Scalars.String.NonNull().List())
            .Field(
                "builders",
                "The builders (SLSA `builder.id`) whose provenance is believed where it signed it.",
                Scalars.String.NonNull().List())
            .Field(
                "replaces",
                "The signer that it takes over from, as `keyId` gives it: that one is valid until this one begins.",
                Scalars.String);
    }

    private static async Task<object> RegisterOrganizationAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        RegisterOrganizationInput input = context.Argument<RegisterOrganizationInput>("input");
        OrganizationRegistration registration = await request.Registry.Organizations.RegisterAsync(
            input.OrganizationId,
            input.DisplayName,
            [.. input.Aliases ?? []],
            request.Actor,
            context.CancellationToken);
        return registration switch
        {
            OrganizationRegistration.NameTaken(string name, string owner) => new InvalidRequestError(
                $"The name '{FindingLimits.Cut(name)}' is bound to the organization '{owner}'.", "NAME_TAKEN"),
            OrganizationRegistration.Invalid(string problem) => new InvalidRequestError(problem),
            OrganizationRegistration.Registered(string id) =>
                (await request.Registry.Store.Reads.Organizations.ByIdAsync([id], context.CancellationToken))[id],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<object> RegisterSignerAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        RegisterTrustedSignerInput input = context.Argument<RegisterTrustedSignerInput>("input");
        Digest? replaces = null;
        if (input.Replaces is { } former && !Digest.TryParse(former, out replaces))
        {
            return NotFoundError.Of("signer", former);
        }

        SignerRegistration registration = await request.Registry.Organizations.RegisterSignerAsync(
            input.ToDraft(), replaces, request.Actor, context.CancellationToken);
        return registration switch
        {
            SignerRegistration.OrganizationUnknown(string organization) =>
                NotFoundError.Of("organization", organization),
            SignerRegistration.SignerUnknown(Digest unknown) => NotFoundError.Of("signer", unknown.ToString()),
            SignerRegistration.SignerRefused(Finding finding) =>
                new InvalidRequestError(finding.Message, finding.Code),
            SignerRegistration.Invalid(string problem) => new InvalidRequestError(problem),
            SignerRegistration.Registered(SignerRecord signer) => signer,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<object> RevokeSignerAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        RevokeTrustedSignerInput input = context.Argument<RevokeTrustedSignerInput>("input");
        if (!Digest.TryParse(input.SignerId, out Digest? id))
        {
            return NotFoundError.Of("signer", input.SignerId);
        }

        SignerRevocation revocation = await request.Registry.Organizations.RevokeSignerAsync(
            input.OrganizationId, id, input.Since, input.Reason, request.Actor, context.CancellationToken);
        request.SeeOwnWrite();
        return revocation switch
        {
            SignerRevocation.Unknown => NotFoundError.Of("signer", input.SignerId),
            SignerRevocation.Invalid(string problem) => new InvalidRequestError(problem),
            SignerRevocation.Revoked(SignerRecord signer) => signer,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}

/// <summary>The coerced <c>RegisterOrganizationInput</c>.</summary>
internal sealed record RegisterOrganizationInput(string OrganizationId, string? DisplayName, string[]? Aliases);

/// <summary>The coerced <c>RegisterTrustedSignerInput</c>.</summary>
internal sealed record RegisterTrustedSignerInput(
    string OrganizationId,
    string? PublicKey,
    CertificateSigner? Certificate,
    IdentitySigner? Identity,
    DateTimeOffset? ValidFrom,
    DateTimeOffset? ValidUntil,
    string[]? PredicateTypes,
    string[]? Builders,
    string? Replaces)
{
    public SignerDraft ToDraft() => new(OrganizationId)
    {
        PublicKey = PublicKey,
        Certificate = Certificate,
        Identity = Identity,
        ValidFrom = ValidFrom?.Truncate(),
        ValidUntil = ValidUntil?.Truncate(),
        PredicateTypes = [.. PredicateTypes ?? []],
        Builders = [.. Builders ?? []],
    };
}

/// <summary>The coerced <c>RevokeTrustedSignerInput</c>.</summary>
internal sealed record RevokeTrustedSignerInput(
    string OrganizationId, string SignerId, DateTimeOffset? Since, string Reason);
