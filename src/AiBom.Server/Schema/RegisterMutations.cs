using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Organizations;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>registerOrganization</c> and <c>registerTrustedSigner</c>.</summary>
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

        UnionType signer = types.Builder.Union(
            "RegisterTrustedSignerResult",
            "The signer, or why it was not registered.",
            types.Organizations.Signer,
            types.Errors.NotFound,
            types.Errors.Invalid);
        types.Builder.Mutation.Field(
            "registerTrustedSigner",
            "Lets a public key speak for an organization. From then on, what others sign in its name is quarantined.",
            signer.NonNull())
            .Argument("input", "The key.", types.Builder
                .InputObject("RegisterTrustedSignerInput", "A public key and whom it speaks for.")
                .Field("organizationId", "The registered organization.", Scalars.String.NonNull())
                .Field(
                    "publicKey",
                    "ECDSA (P-256, P-384, P-521) or RSA, as SubjectPublicKeyInfo in PEM.",
                    Scalars.String.NonNull())
                .Field("validFrom", "The first instant at which its signatures count.", Scalars.DateTime)
                .Field("validUntil", "The first instant at which they no longer count.", Scalars.DateTime)
                .NonNull())
            .Resolve(RegisterSignerAsync);
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
                $"The name '{Domain.FindingLimits.Cut(name)}' is bound to the organization '{owner}'.", "NAME_TAKEN"),
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
        SignerRegistration registration = await request.Registry.Organizations.RegisterSignerAsync(
            input.OrganizationId,
            input.PublicKey,
            input.ValidFrom,
            input.ValidUntil,
            request.Actor,
            context.CancellationToken);
        switch (registration)
        {
            case SignerRegistration.OrganizationUnknown(string organization):
                return NotFoundError.Of("organization", organization);
            case SignerRegistration.KeyRefused(Domain.Finding finding):
                return new InvalidRequestError(finding.Message, finding.Code);
            case SignerRegistration.Invalid(string problem):
                return new InvalidRequestError(problem);
            case SignerRegistration.Registered(string organization, Domain.Digest keyId):
                ILookup<Domain.Digest, SignerRecord> signers = await request.Registry.Store.Reads.Organizations
                    .SignersByKeyAsync([keyId], context.CancellationToken);
                return signers[keyId].First(
                    signer => string.Equals(signer.Organization, organization, StringComparison.Ordinal));
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }
}

/// <summary>The coerced <c>RegisterOrganizationInput</c>.</summary>
internal sealed record RegisterOrganizationInput(string OrganizationId, string? DisplayName, string[]? Aliases);

/// <summary>The coerced <c>RegisterTrustedSignerInput</c>.</summary>
internal sealed record RegisterTrustedSignerInput(
    string OrganizationId, string PublicKey, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil);
