using System.Globalization;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Versions;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary><c>aibomDiff</c>: by what two recorded documents differ.</summary>
internal static class DiffQuery
{
    /// <summary>Two documents are read whole and held, so no request asks for many differences at once.</summary>
    private const int WholeDocuments = 8_000;

    public static void Declare(SchemaTypes types)
    {
        var diffs = new DiffTypes(types);
        diffs.Declare();
        UnionType result = types.Builder.Union(
            "AibomDiffResult", "A difference, or why there is none.", diffs.Diff, types.Errors.NotFound);
        types.Builder.Query.Field(
            "aibomDiff",
            "By what two documents differ: two versions of one, or two of whatever formats and publishers.",
            result.NonNull())
            .Argument("from", "The first document's global id.", Scalars.Id.NonNull())
            .Argument("to", "The second document's global id.", Scalars.Id.NonNull())
            .Costs(WholeDocuments)
            .Resolve(DiffAsync);
    }

    private static async Task<object> DiffAsync(ResolveContext context, object root)
    {
        AibomRequest request = context.State<AibomRequest>();
        (string from, string to) = (context.Argument<string>("from"), context.Argument<string>("to"));
        IReadOnlyDictionary<long, SubmissionRecord> found = await request.Registry.Store.Reads.Submissions
            .BySequenceAsync(
                new[] { from, to }.Select(SequenceOf).OfType<long>().Distinct(), context.CancellationToken);
        if (SequenceOf(from) is not { } first || !found.TryGetValue(first, out SubmissionRecord? one))
        {
            return NotFoundError.Of("document", from);
        }

        if (SequenceOf(to) is not { } second || !found.TryGetValue(second, out SubmissionRecord? other))
        {
            return NotFoundError.Of("document", to);
        }

        AibomComparison comparison = await AibomComparison.CompareAsync(
            request.Registry.Store, one, other, request.Lineage, context.CancellationToken);
        return new AibomDiff(one, other, comparison, request.Lineage.Sequence);
    }

    private static long? SequenceOf(string id) =>
        GlobalId.TryParse(id, out string? type, out string? key)
        && type is "Aibom"
        && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out long sequence)
            ? sequence
            : null;
}
