using AiBom.Domain;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Versions;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>
/// What versions of a document have to do with each other: <c>Aibom.supersedes</c>, <c>Claim.lifecycle</c>.
/// </summary>
internal static class VersionTypes
{
    /// <summary>Whether somebody still says what was said, by the claim.</summary>
    private static readonly DataLoader<StatementRecord, ClaimLifecycle> Lifecycles = new("lifecycles", async batch =>
    {
        AibomRequest request = batch.State<AibomRequest>();
        batch.Set(await ClaimLifecycles.OfAsync(
            request.Registry.Store.Reads, batch.Keys, request.Lineage, batch.CancellationToken));
    });

    public static void Declare(SchemaTypes types)
    {
        EnumType<ClaimLifecycle> lifecycle = types.Builder
            .Enum<ClaimLifecycle>("ClaimLifecycle", "Whether somebody still says what was said.")
            .Describe(
                ClaimLifecycle.Active, "The document is the latest of its versions, or the latest says the same.")
            .Describe(
                ClaimLifecycle.Superseded,
                "The latest version of the document no longer says so. The edge stays all the same.");
        types.Lineage.Claim.Field("lifecycle", "Whether the claimant still says so.", lifecycle.NonNull())
            .Load(Lifecycles, claim => claim);
        ObjectType<SubmissionRecord> aibom = types.Documents.Aibom;
        aibom.Field(
            "supersedes",
            "The version that this one replaces: the latest before it, by the publisher's serial number and count.",
            aibom)
            .ResolveBatch((context, own) => ReadAsync(
                own, VersionsOf(context).SupersededAsync(own, context.CancellationToken)));
        aibom.Field("supersededBy", "The version that replaces this one: the first after it.", aibom)
            .ResolveBatch((context, own) => ReadAsync(
                own, VersionsOf(context).SupersedingAsync(own, context.CancellationToken)));
    }

    /// <summary>Of the claims behind each edge those that stand; all of them where none does.</summary>
    public static async Task<IEnumerable<StatementRecord[]>> StandingAsync(
        ResolveContext context, IReadOnlyList<LineageEdge> edges)
    {
        IReadOnlyList<StatementRecord[]?> claims = await Loaders.Claims.LoadManyAsync(context, edges);
        StatementRecord[] all = [.. claims.SelectMany(own => own!)];
        var lifecycles = all.Zip(await Lifecycles.LoadManyAsync(context, all))
            .DistinctBy(own => own.First)
            .ToDictionary(own => own.First, own => own.Second);
        return claims.Select(own => own!.Where(claim => lifecycles[claim] is ClaimLifecycle.Active).ToArray() switch
        {
            [] => own!,
            var standing => standing,
        });
    }

    private static VersionReads VersionsOf(ResolveContext context) =>
        context.State<AibomRequest>().Registry.Store.Reads.Versions;

    private static async Task<SubmissionRecord?[]> ReadAsync(
        IReadOnlyList<SubmissionRecord> aiboms, Task<IReadOnlyDictionary<long, SubmissionRecord>> others)
    {
        IReadOnlyDictionary<long, SubmissionRecord> found = await others;
        return [.. aiboms.Select(own => found.GetValueOrDefault(own.Sequence))];
    }
}
