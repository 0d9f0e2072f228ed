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
        Signer = builder.Object<SignerRecord>("TrustedSigner", "A public key that may speak for an organization.");
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
        Organization.Field("signers", "The keys that may speak for it.", Signer.NonNull().List().NonNull())
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

        Signer.Field(
            "keyId",
            "SHA-256 of the key's SubjectPublicKeyInfo.",
            Scalars.String.NonNull(),
            signer => signer.KeyId.ToString());
        Signer.Field(
            "publicKey", "The SubjectPublicKeyInfo in PEM.", Scalars.String.NonNull(), signer => signer.PublicKey);
        Signer.Field(
            "validFrom",
            "The first instant at which its signatures count.",
            Scalars.DateTime,
            signer => signer.ValidFrom);
        Signer.Field(
            "validUntil",
            "The first instant at which they no longer count.",
            Scalars.DateTime,
            signer => signer.ValidUntil);

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
}
