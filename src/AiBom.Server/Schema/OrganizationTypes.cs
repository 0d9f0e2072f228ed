using AiBom.Domain.Journal;
using AiBom.GraphQL.Types;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>type Organization</c>, <c>type OrganizationClaim</c> and <c>type TrustedSigner</c>.</summary>
internal sealed class OrganizationTypes
{
    public OrganizationTypes(SchemaBuilder builder)
    {
        Organization = builder.Object<OrganizationRecord>("Organization", "A registered organization.");
        Claim = builder.Object<OrganizationClaimRecord>(
            "OrganizationClaim", "An organization's part in an entity, by a document's word.");
        Signer = builder.Object<SignerRecord>(
            "TrustedSigner",
            "Who may speak for an organization: a key, the holder of a certificate, or an identity.");
        Connection = builder.Connection<PageOf<OrganizationRecord>, Edge<OrganizationRecord>, OrganizationRecord>(
            "Organization", Organization);
    }

    public ObjectType<OrganizationRecord> Organization { get; }

    public ObjectType<OrganizationClaimRecord> Claim { get; }

    public GraphQLType ClaimList => Claim.NonNull().List().NonNull();

    public ObjectType<SignerRecord> Signer { get; }

    public ConnectionTypes<PageOf<OrganizationRecord>, Edge<OrganizationRecord>> Connection { get; }

    public void Declare(SchemaTypes types)
    {
        Organization.Implementing(types.Node);
        Organization.Field(
            "id", "The global id.", Scalars.Id.NonNull(), organization => GlobalId.Of("Organization", organization.Id));
        Organization.Field(
            "organizationId", "The registered id.", Scalars.String.NonNull(), organization => organization.Id);
        Organization.Field(
            "displayName", "Its name for people.", Scalars.String.NonNull(), organization => organization.DisplayName);
        Organization.Field(
            "names",
            "Every name under which documents know it; names bind without regard to case.",
            Scalars.String.NonNull().List().NonNull(),
            organization => organization.Names);
        Organization.Field("signers", "Who may speak for it.", Signer.NonNull().List().NonNull())
            .ResolveBatch(async (context, organizations) =>
            {
                ILookup<string, SignerRecord> signers = await context.State<AibomRequest>().Registry.Store.Reads
                    .Organizations.SignersAsync(organizations.Select(own => own.Id), context.CancellationToken);
                return organizations.Select(own => signers[own.Id]).ToArray();
            });

        Claim.Field("role", "Its part.", types.Enums.OrganizationRole.NonNull(), claim => claim.Role);
        Claim.Field(
            "name", "Its name as the document writes it: a claim.", Scalars.String.NonNull(), claim => claim.Name);
        Claim.Field("organization", "The registered organization to which the name is bound.", Organization)
            .Load(Loaders.Organizations, claim => claim.Organization);
        Claim.Field(
            "pointer", "Where the document says so (RFC 6901).", Scalars.String.NonNull(), claim => claim.Pointer);

        DeclareSigner(types);
        types.Builder.Query.Field(
            "organizations", "Registered organizations, in order of their ids.", Connection.Connection.NonNull())
            .Paged()
            .Resolve(async (context, _) => Paging.OfReadAhead(
                context,
                await context.State<AibomRequest>().Registry.Store.Reads.Organizations.PageAsync(
                    Paging.After(context) ?? "",
                    Paging.ReadAhead(context),
                    context.CancellationToken),
                organization => organization.Id));
    }

    private void DeclareSigner(SchemaTypes types)
    {
        Signer.Field(
            "keyId",
            "Identifies the signer; for a key the SHA-256 of its SubjectPublicKeyInfo.",
            Scalars.String.NonNull(),
            signer => signer.KeyId.ToString());
        Signer.Field(
            "publicKey",
            "For a key: the SubjectPublicKeyInfo in PEM.",
            Scalars.String,
            signer => signer.Registered.PublicKey);
        DeclareOtherThanKeys(types);
        Signer.Field(
            "predicateTypes",
            "The predicate types that it may sign, each with all of its versions; empty for all.",
            Scalars.String.NonNull().List().NonNull(),
            signer => signer.Registered.PredicateTypes);
        Signer.Field(
            "builders",
            "The builders whose provenance is believed where it signed it.",
            Scalars.String.NonNull().List().NonNull(),
            signer => signer.Registered.Builders);
        Signer.Field(
            "validFrom",
            "The first instant at which its signatures count.",
            Scalars.DateTime,
            signer => signer.Registered.ValidFrom);
        Signer.Field(
            "validUntil",
            "The first instant at which they no longer count.",
            Scalars.DateTime,
            signer => signer.Registered.ValidUntil);
        Signer.Field(
            "replaces",
            "The signer that it took over from.",
            Scalars.String,
            signer => signer.Registered.Replaces?.ToString());
        Signer.Field(
            "revokedSince",
            "The first instant from which its signatures do not count; null where it is not revoked.",
            Scalars.DateTime,
            signer => signer.RevokedSince);
        Signer.Field("revocationReason", "Why it was revoked.", Scalars.String, signer => signer.RevocationReason);
    }

    private void DeclareOtherThanKeys(SchemaTypes types)
    {
        ObjectType<CertificateSigner> certificate = types.Builder.Object<CertificateSigner>(
            "CertificateSigner", "Whoever holds a certificate of a subject.");
        certificate.Field(
            "subject", "The subject's distinguished name.", Scalars.String.NonNull(), own => own.Subject);
        certificate.Field(
            "authorities",
            "The certificates of the authorities to which it must lead, in PEM.",
            Scalars.String.NonNull(),
            own => own.Authorities);
        Signer.Field(
            "certificate",
            "For the holder of a certificate: which.",
            certificate,
            signer => signer.Registered.Certificate);
        ObjectType<IdentitySigner> identity = types.Builder.Object<IdentitySigner>(
            "IdentitySigner", "A name for which an issuer vouched when it signed (Sigstore keyless).");
        identity.Field("name", "The exact name.", Scalars.String.NonNull(), own => own.Name);
        identity.Field("issuer", "The exact URL of the issuer.", Scalars.String.NonNull(), own => own.Issuer);
        Signer.Field("identity", "For an identity: which.", identity, signer => signer.Registered.Identity);
    }
}
