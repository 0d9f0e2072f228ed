using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Versions;

/// <summary>Whether somebody still says what was said.</summary>
public enum ClaimLifecycle
{
    /// <summary>The document is the latest of its versions, or the latest says the same.</summary>
    Active = 1,

    /// <summary>
    /// The latest version of the document no longer says so. The edge stays: who asks of an incident must not lose it.
    /// </summary>
    Superseded,
}

/// <summary>Finds out which claims stand. It is derived from the versions that are recorded, never stored.</summary>
public static class ClaimLifecycles
{
    /// <summary>Tells of each claim whether it stands.</summary>
    /// <param name="reads">The record.</param>
    /// <param name="claims">The claims.</param>
    /// <param name="lineage">The graph that tells which keys are one thing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<IReadOnlyDictionary<StatementRecord, ClaimLifecycle>> OfAsync(
        RegistryReads reads,
        IReadOnlyCollection<StatementRecord> claims,
        LineageGraph lineage,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<long, SubmissionRecord> documents = await reads.Submissions.BySequenceAsync(
            claims.Select(claim => claim.Submission).Distinct(), cancellationToken);
        IReadOnlyDictionary<long, SubmissionRecord> latest = await reads.Versions.LatestAsync(
            documents.Values, cancellationToken);
        StatementRecord[] doubtful = [.. claims.Where(claim => latest.ContainsKey(claim.Submission))];
        ILookup<(int, int), StatementRecord> statements = await reads.Statements.SupportAsync(
            Members(doubtful, claim => claim.Subject, lineage),
            Members(doubtful, claim => claim.Object, lineage),
            cancellationToken);
        HashSet<Said> said =
            [.. statements.SelectMany(own => own).Select(own => Said.Of(own, own.Submission, lineage))];
        return claims.ToDictionary(
            claim => claim,
            claim => latest.TryGetValue(claim.Submission, out SubmissionRecord? last)
                && !said.Contains(Said.Of(claim, last.Sequence, lineage))
                    ? ClaimLifecycle.Superseded
                    : ClaimLifecycle.Active);
    }

    private static IEnumerable<int> Members(
        StatementRecord[] claims, Func<StatementRecord, int> end, LineageGraph lineage) => claims
        .Select(end)
        .Distinct()
        .SelectMany(id => lineage.Has(id) ? lineage.Members(id) : [id])
        .Distinct();

    /// <summary>What a document says of an edge, under whichever keys of its ends.</summary>
    private readonly record struct Said(
        long Submission, int Subject, EdgeKind Kind, int Object, DerivationMethod? Method, DatasetRole? Role)
    {
        public static Said Of(StatementRecord claim, long submission, LineageGraph lineage)
        {
            int Thing(int id) => lineage.Has(id) ? lineage.Resolve(id) : id;
            return new Said(
                submission, Thing(claim.Subject), claim.Predicate, Thing(claim.Object), claim.Method, claim.Role);
        }
    }
}
