using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Gates;

/// <summary>Puts the paths of reasons into words: the names of what they lead through, and who says so.</summary>
internal sealed class GateWords(AibomStore store, EntityCatalog catalog)
{
    /// <param name="edges">The edges, between representatives of <paramref name="lineage"/>.</param>
    /// <param name="lineage">The graph that answered.</param>
    /// <param name="candidate">What is in that graph and not in the record; null for nothing.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyDictionary<LineageEdge, GateStep>> ReadAsync(
        IReadOnlyCollection<LineageEdge> edges,
        LineageGraph lineage,
        GateCandidate? candidate,
        CancellationToken cancellationToken)
    {
        LineageGraph recorded = candidate?.Recorded ?? lineage;
        int[] RecordedMembers(int id) => [.. lineage.Members(id).Where(recorded.Has)];

        // Of each thing one of the keys that the record has.
        var ends = edges.SelectMany(edge => (int[])[edge.Subject, edge.Object]).Distinct()
            .Select(id => (Id: id, Member: RecordedMembers(id).Cast<int?>().FirstOrDefault()))
            .ToDictionary(end => end.Id, end => end.Member);
        IReadOnlyDictionary<int, Entity> entities =
            await catalog.ReadAsync([.. ends.Values.OfType<int>()], recorded, cancellationToken);
        string NameOf(int id) => FindingLimits.Cut(
            ends[id] is { } member ? entities[member].QualifiedName : candidate!.NameOf(id) ?? "")!;

        ILookup<LineageEdge, (StatementRecord Statement, SubmissionRecord Submission)> claims =
            await ClaimsAsync(edges, lineage, RecordedMembers, cancellationToken);
        return edges.Distinct().ToDictionary(
            edge => edge,
            edge => new GateStep(
                NameOf(edge.Subject),
                edge.Kind,
                NameOf(edge.Object),
                edge.Assurance,
                [
                    .. claims[edge with { Assurance = default }]
                        .Select(claim => new GateClaim(
                            claim.Statement.Claimant,
                            claim.Statement.Assurance,
                            claim.Statement.Method,
                            claim.Submission.Document,
                            claim.Statement.Pointer))
                        .Concat(candidate?.ClaimsOf(edge) ?? [])
                        .OrderByDescending(claim => claim.Assurance)
                        .Take(GateLimits.Claims),
                ]));
    }

    /// <summary>The statements behind edges, oldest first, under whichever of the keys of both ends.</summary>
    private async Task<ILookup<LineageEdge, (StatementRecord, SubmissionRecord)>> ClaimsAsync(
        IReadOnlyCollection<LineageEdge> edges,
        LineageGraph lineage,
        Func<int, int[]> membersOf,
        CancellationToken cancellationToken)
    {
        ILookup<(int Subject, int Object), StatementRecord> support = await store.Reads.Statements.SupportAsync(
            edges.Select(edge => edge.Subject).Distinct().SelectMany(membersOf),
            edges.Select(edge => edge.Object).Distinct().SelectMany(membersOf),
            cancellationToken);
        StatementRecord[] statements =
        [
            .. support.SelectMany(group => group)
                .Where(statement => statement.Submission <= lineage.Sequence)
                .OrderBy(statement => statement.Submission),
        ];
        IReadOnlyDictionary<long, SubmissionRecord> submissions = await store.Reads.Submissions.BySequenceAsync(
            statements.Select(statement => statement.Submission).Distinct(), cancellationToken);
        return statements.ToLookup(
            statement => new LineageEdge(
                lineage.Resolve(statement.Subject), statement.Predicate, lineage.Resolve(statement.Object), default),
            statement => (statement, submissions[statement.Submission]));
    }
}
