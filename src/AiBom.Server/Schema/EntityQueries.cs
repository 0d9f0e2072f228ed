using System.Globalization;
using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>
/// The queries that find and list things: <c>node</c>, <c>entity</c>, <c>aiboms</c>, <c>labelsBy</c> and so on.
/// </summary>
internal static class EntityQueries
{
    private const int MaxNodes = 50;

    public static void Declare(SchemaTypes types)
    {
        ObjectType<object> query = types.Builder.Query;
        query.Field("node", "Anything by its global id; null where there is no such thing.", types.Node)
            .Argument("id", "The id.", Scalars.Id.NonNull())
            .Resolve((context, _) => NodeLookup.FindAsync(context, context.Argument<string>("id")));
        query.Field("nodes", "Several things by their global ids, in the order asked.", types.Node.List().NonNull())
            .Argument("ids", $"At most {MaxNodes} ids.", Scalars.Id.NonNull().List().NonNull())
            .Resolve((context, _) => NodesAsync(context, context.Argument<string[]>("ids")));

        UnionType result = types.Builder.Union(
            "EntityResult",
            "An entity, or why there is none.",
            types.ModelVersion,
            types.DatasetVersion,
            types.LabelSet,
            types.AiSystemVersion,
            types.SoftwareComponent,
            types.Errors.NotFound,
            types.Errors.Ambiguous);
        query.Field("entity", "The entity that a reference means.", result.NonNull())
            .Argument("ref", "What you have in hand.", types.Inputs.EntityReference.NonNull())
            .Resolve(EntityAsync);
        query.Field(
            "entities",
            "Everything that the record knows, in order of first mention.",
            types.Entities.Connection.NonNull())
            .Argument("kind", "Only of this kind.", types.Enums.EntityKind)
            .Paged()
            .Resolve(EntitiesAsync);
        query.Field(
            "artifactsByDigest",
            "The files that have a digest, whatever they are files of. A shared file implies no lineage.",
            types.DigestMatch.NonNull().List().NonNull())
            .Argument(
                "digest",
                "`sha256:…`, or another function; a bare digest of 64 digits is SHA-256.",
                Scalars.String.NonNull())
            .Resolve(ByDigestAsync);
        DeclareDocuments(types, query);
        query.Field(
            "labelsBy",
            "The label sets that an organization made, or ordered from others.",
            types.Entities.Connection.NonNull())
            .Argument("vendor", "The registered organization's id.", Scalars.String.NonNull())
            .Argument("labeledDuring", "Only labelling that overlaps this period.", types.Inputs.TimeRange)
            .Argument(
                "includeDelegates",
                "Whether what others made in the organization's name counts.",
                Scalars.Boolean.NonNull(),
                true)
            .Paged()
            .Resolve(LabelsByAsync);
        DigestMatchType.Declare(types);
    }

    private static void DeclareDocuments(SchemaTypes types, ObjectType<object> query)
    {
        query.Field(
            "aiboms",
            "Submissions, latest first, quarantined ones included.",
            types.Documents.Connection.Connection.NonNull())
            .Paged()
            .Resolve(AibomsAsync);
        query.Field(
            "aibomsOfDocument", "Every submission of the same bytes.", types.Documents.Aibom.NonNull().List().NonNull())
            .Argument("document", "The digest of the original bytes, `sha256:…`.", Scalars.String.NonNull())
            .Resolve(async (context, _) =>
                Digest.TryParse(context.Argument<string>("document"), out Digest? digest)
                    ? (await context.State<AibomRequest>().Registry.Store.Reads.Submissions.ByDocumentAsync(
                        [digest], context.CancellationToken))[digest]
                    : throw new GraphQLException(
                        "A document's digest has the form sha256:<64 lowercase hex>.", "DIGEST_INVALID"));
    }

    private static async Task<object?[]> NodesAsync(ResolveContext context, string[] ids)
    {
        if (ids.Length > MaxNodes)
        {
            throw new GraphQLException(
                $"At most {MaxNodes} ids can be asked at once, not {ids.Length}.", "ARGUMENT_INVALID");
        }

        object?[] nodes = new object?[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            nodes[i] = await NodeLookup.FindAsync(context, ids[i]);
        }

        return nodes;
    }

    private static async Task<object> EntityAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        EntityLookup lookup = await request.FindAsync(
            context.Argument<EntityReferenceInput>("ref").ToReference(), context.CancellationToken);
        return lookup is EntityLookup.Found(int id)
            ? (await request.EntitiesAsync([id], context.CancellationToken))[id]
            : ErrorTypes.Of(lookup);
    }

    /// <summary>Pages over keys; a thing of several keys is listed once, at the key that stands for it.</summary>
    private static async Task<PageOf<Entity>> EntitiesAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        int wanted = Paging.ReadAhead(context);
        int after = (int)Math.Min(Paging.AfterNumber(context) ?? 0, int.MaxValue);
        var found = new List<int>();
        while (found.Count < wanted)
        {
            var page = await request.Registry.Store.Reads.Entities.PageAsync(
                context.Argument<EntityKind?>("kind"), after, Paging.Max, context.CancellationToken);
            found.AddRange(page.Select(record => record.Id)
                .Where(own => request.Lineage.Has(own) && request.Lineage.Resolve(own) == own));
            if (page.Length < Paging.Max)
            {
                break;
            }

            after = page[^1].Id;
        }

        int[] taken = [.. found.Take(wanted)];
        IReadOnlyDictionary<int, Entity> entities = await request.EntitiesAsync(taken, context.CancellationToken);
        return Paging.OfReadAhead(context, [.. taken.Select(own => entities[own])], entity => SortKey.Of(entity.Id));
    }

    private static async Task<IEnumerable<DigestMatch>> ByDigestAsync(ResolveContext context, object root)
    {
        string text = context.Argument<string>("digest");
        if (!DeclaredDigest.TryParse(text, out DeclaredDigest? digest))
        {
            throw new GraphQLException(
                $"'{FindingLimits.Cut(text)}' is no digest such as sha256:<64 hex>.", "DIGEST_INVALID");
        }

        AibomRequest request = context.State<AibomRequest>();
        ILookup<DeclaredDigest, DigestMatch> matches = await request.Registry.Store.Reads.Entities.ByDigestAsync(
            [digest], context.CancellationToken);
        return matches[digest]
            .Where(match => request.Lineage.Has(match.EntityId))
            .Select(match => match with { EntityId = request.Lineage.Resolve(match.EntityId) })
            .Distinct();
    }

    private static async Task<PageOf<SubmissionRecord>> AibomsAsync(ResolveContext context, object root)
    {
        var page = await context.State<AibomRequest>().Registry.Store.Reads.Submissions.PageAsync(
            Paging.AfterNumber(context), Paging.ReadAhead(context), context.CancellationToken);
        return Paging.OfReadAhead(context, page, aibom => aibom.Sequence.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task<PageOf<Entity>> LabelsByAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        TimeRangeInput? during = context.Argument<TimeRangeInput?>("labeledDuring");
        string vendor = context.Argument<string>("vendor");
        bool includeDelegates = context.Argument<bool>("includeDelegates");
        var labelings = await request.Registry.Store.Reads.Documents.LabelingsByAsync(
            vendor, during?.From, during?.Until, context.CancellationToken);
        bool isOwn(OrganizationClaimRecord claim) => string.Equals(
            claim.Organization, vendor, StringComparison.Ordinal);
        int[] ids =
        [
            .. labelings
                .Where(labeling => includeDelegates || labeling.Vendors.Any(isOwn))
                .Select(labeling => labeling.EntityId)
                .Where(request.Lineage.Has)
                .Select(id => request.Lineage.Resolve(id))
                .Distinct(),
        ];
        return await EntityPage.ReadAsync(context, [.. ids]);
    }
}
