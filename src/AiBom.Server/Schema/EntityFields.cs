using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>The fields of <c>interface Entity</c>, which every kind of entity has.</summary>
internal static class EntityFields
{
    private const string IdText = "The global id. Stable, also after a rebuild; equal for all keys of one thing.";
    private const string KindText = "What it is.";
    private const string NameText = "`group/name@version`, as far as known; otherwise its strongest key.";
    private const string KeysText =
        "The keys that name it, strongest first: digests, package URLs, names within a scope.";
    private const string DescribedText =
        "Whether an accepted document describes it. False is a gap: it is named by others and otherwise unknown.";

    /// <summary>Declares the interface's own fields, those that a client can ask without knowing the kind.</summary>
    public static void Declare(SchemaTypes types)
    {
        types.Node.Field("id", "The global id.", Scalars.Id.NonNull());
        InterfaceType entity = types.Entity.Implementing(types.Node);
        entity.Field("id", IdText, Scalars.Id.NonNull());
        entity.Field("kind", KindText, types.Enums.EntityKind.NonNull());
        entity.Field("qualifiedName", NameText, Scalars.String.NonNull());
        entity.Field("name", "The name; empty where a document only gave a reference.", Scalars.String.NonNull());
        entity.Field("group", "The name space before the name.", Scalars.String);
        entity.Field("version", "The version.", Scalars.String);
        entity.Field("packageUrl", "The package URL as written.", Scalars.String);
        entity.Field("description", "What its maker says about it.", Scalars.String);
        entity.Field("keys", KeysText, Scalars.String.NonNull().List().NonNull());
        entity.Field("digests", "The strong digests among its keys.", Scalars.String.NonNull().List().NonNull());
        entity.Field("createdAt", "When it was made, by the best claim.", Scalars.DateTime);
        entity.Field("isDescribed", DescribedText, Scalars.Boolean.NonNull());
        entity.Field("organizations", "Who made, supplied, published or labelled it.", types.Organizations.ClaimList);
        entity.Field(
            "conflicts", "What else a key of it is said to name.", types.IdentityConflict.NonNull().List().NonNull());
        types.SameAs.DeclareOn(entity);
        entity.Field(
            "documents",
            "The accepted documents that speak of it, latest first.",
            types.Mention.NonNull().List().NonNull());
        entity.Field(
            "attestations",
            "What is attested of its bytes, earliest first: by any of its digests.",
            types.Attestations.Attestation.NonNull().List().NonNull());
    }

    /// <summary>Declares the fields of one kind of entity.</summary>
    public static void Declare<T>(SchemaTypes types, ObjectType<T> type)
        where T : Entity
    {
        type.Implementing(types.Node, types.Entity);
        type.Field("id", IdText, Scalars.Id.NonNull(), entity => GlobalId.Of(entity));
        type.Field("kind", KindText, types.Enums.EntityKind.NonNull(), entity => entity.Kind);
        type.Field("qualifiedName", NameText, Scalars.String.NonNull(), entity => entity.QualifiedName);
        type.Field(
            "name",
            "The name; empty where a document only gave a reference.",
            Scalars.String.NonNull(),
            entity => entity.Name);
        type.Field("group", "The name space before the name.", Scalars.String, entity => entity.Group);
        type.Field("version", "The version.", Scalars.String, entity => entity.Version);
        type.Field("packageUrl", "The package URL as written.", Scalars.String, entity => entity.PackageUrl);
        type.Field("description", "What its maker says about it.", Scalars.String, entity => entity.Description);
        type.Field("keys", KeysText, Scalars.String.NonNull().List().NonNull(), entity => entity.Keys);
        type.Field(
            "digests",
            "The strong digests among its keys.",
            Scalars.String.NonNull().List().NonNull(),
            entity => entity.Digests);
        type.Field("createdAt", "When it was made, by the best claim.", Scalars.DateTime, entity => entity.CreatedAt);
        type.Field("isDescribed", DescribedText, Scalars.Boolean.NonNull(), entity => entity.IsDescribed);
        type.Field("organizations", "Who made, supplied, published or labelled it.", types.Organizations.ClaimList)
            .ResolveBatch((context, entities) => ByMembersAsync(
                context, entities, (reads, ids, token) => reads.Documents.OrganizationsAsync(ids, token)));
        type.Field(
            "conflicts", "What else a key of it is said to name.", types.IdentityConflict.NonNull().List().NonNull())
            .Resolve((context, entity) => context.State<AibomRequest>().Lineage.Conflicts(entity.Id));
        types.SameAs.DeclareOf(type, types);
        type.Field(
            "documents",
            "The accepted documents that speak of it, latest first.",
            types.Mention.NonNull().List().NonNull())
            .ResolveBatch(async (context, entities) =>
            {
                IEnumerable<DeclarationRecord>[] mentions = await ByMembersAsync(
                    context, entities, (reads, ids, token) => reads.Documents.DeclarationsAsync(ids, token));
                return mentions.Select(own => own.OrderByDescending(mention => mention.Submission)).ToArray();
            });
        types.Attestations.DeclareOf(type);
    }

    /// <summary>Declares the field of another object that leads to an entity.</summary>
    public static Field<T> ResolveEntity<T>(this Field<T> field, Func<T, int?> idOf)
        where T : notnull => field.Load(Loaders.Entities, idOf);

    /// <summary>Declares the field of another object that leads to several entities.</summary>
    public static Field<T> ResolveEntities<T>(this Field<T> field, Func<T, IEnumerable<int>> idsOf)
        where T : notnull => field.ResolveBatch((context, parents) => Task.WhenAll(parents.Select(
            async parent => (await Loaders.Entities.LoadManyAsync(context, idsOf(parent))).OfType<Entity>())));

    /// <summary>Reads what documents say of entities, under whichever of their keys they say it.</summary>
    public static async Task<IEnumerable<TRecord>[]> ByMembersAsync<T, TRecord>(
        GraphQL.Execution.ResolveContext context,
        IReadOnlyList<T> entities,
        Func<RegistryReads, IReadOnlyCollection<int>, CancellationToken, Task<ILookup<int, TRecord>>> read)
        where T : Entity
    {
        AibomRequest request = context.State<AibomRequest>();
        var members = entities.Select(entity => request.Lineage.Members(entity.Id)).ToArray();
        ILookup<int, TRecord> records = await read(
            request.Registry.Store.Reads,
            [.. members.SelectMany(ids => ids).Distinct()],
            context.CancellationToken);
        return [.. members.Select(ids => ids.SelectMany(id => records[id]))];
    }
}
