using System.Collections.Immutable;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Exports;

/// <summary>
/// Gathers a lineage to be written down: asks the question <c>lineage</c>, reads its things and the claims behind its
/// edges each in one go, and says of what the answer left out that it is incomplete.
/// </summary>
public sealed class LineageExporter(AibomStore store, EntityCatalog catalog)
{
    /// <summary>Gathers a lineage.</summary>
    /// <param name="question">Which.</param>
    /// <param name="lineage">The graph that answers.</param>
    /// <param name="author">In whose name the document speaks: an absolute IRI.</param>
    /// <param name="cancellationToken">Cuts the answer by time; then stops the reads.</param>
    public async Task<LineageExport> GatherAsync(
        ExportQuestion question, LineageGraph lineage, string author, CancellationToken cancellationToken)
    {
        LineageAnswer answer = lineage.Lineage([question.Of], question.Direction, new TraversalOptions
        {
            MinAssurance = question.MinAssurance,
            EdgeKinds = question.EdgeKinds,
            Budget = new TraversalBudget
            {
                MaxDepth = question.MaxDepth ?? int.MaxValue,
                Nodes = ExportLimits.Entities,
                Edges = ExportLimits.Edges,
                Deadline = cancellationToken,
            },
        });
        int[] ids = [.. answer.Nodes.Select(node => node.Id)];
        Dictionary<int, int> positions = ids.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        IReadOnlyList<DeclaredEntity> entities =
            await new ExportedEntities(store, catalog).ReadAsync(ids, lineage, cancellationToken);
        ImmutableArray<LineageStatement> edges =
            await EdgesAsync(answer, positions, question, lineage, cancellationToken);
        ImmutableArray<JournalEntry> asOf = await store.Journal.ReadAsync(lineage.Sequence, 1, cancellationToken);
        var gaps = new ExportGaps(question, answer.Completeness);
        var document = new LineageDocument
        {
            Author = author,
            AsOf = lineage.Sequence,
            Timestamp = asOf[0].At,
            Entities = [.. entities.Zip(answer.Nodes, gaps.Admit)],
            Edges = edges,
            TruncatedBy = answer.Completeness.TruncatedBy?.ToString().ToUpperInvariant(),
            ExcludedByAssurance = answer.Completeness.ExcludedByAssurance,
        };
        return new LineageExport(LineageWriter.Settle(document), question.Format, answer.Completeness);
    }

    private async Task<ImmutableArray<LineageStatement>> EdgesAsync(
        LineageAnswer answer,
        Dictionary<int, int> positions,
        ExportQuestion question,
        LineageGraph lineage,
        CancellationToken cancellationToken)
    {
        ILookup<LineageEdge, StatementRecord> support =
            await catalog.SupportAsync(answer.Edges, lineage, cancellationToken);

        // A read may be ahead of the graph by a commit; what came later is none of this answer.
        ILookup<LineageEdge, StatementRecord> counted = support
            .SelectMany(group => group, (group, statement) => (Edge: group.Key, Statement: statement))
            .Where(pair => pair.Statement.Submission <= lineage.Sequence
                && pair.Statement.Assurance >= question.MinAssurance)
            .ToLookup(pair => pair.Edge, pair => pair.Statement);
        Dictionary<long, string> claimants = await ClaimantsAsync(
            counted.SelectMany(group => group).Select(statement => statement.Submission), cancellationToken);
        return
        [
            .. answer.Edges
                .Where(edge => edge.Kind is not EdgeKind.SameAs)
                .SelectMany(edge => StatementsOf(
                    edge, [.. counted[edge with { Assurance = default }]], positions, claimants)),
        ];
    }

    /// <summary>An edge as one statement for each role that somebody gives it.</summary>
    private static IEnumerable<LineageStatement> StatementsOf(
        LineageEdge edge,
        StatementRecord[] claims,
        Dictionary<int, int> positions,
        Dictionary<long, string> claimants)
    {
        (int subject, int source) = (positions[edge.Subject], positions[edge.Object]);
        if (claims.Length == 0)
        {
            return [new LineageStatement(subject, edge.Kind, source, edge.Assurance)];
        }

        return claims.GroupBy(claim => claim.Role).Select(alike => new LineageStatement(
            subject,
            edge.Kind,
            source,
            alike.Max(claim => claim.Assurance),
            alike.Select(claim => claim.Method).FirstOrDefault(method => method is not null),
            alike.Key)
        {
            Claims =
            [
                .. alike
                    .Select(claim => new LineageClaim(
                        ClaimantOf(claim, claimants), claim.Assurance, claim.Method))
                    .Distinct(),
            ],
        });
    }

    /// <summary>Who was only quoted, said nothing here.</summary>
    private static string? ClaimantOf(StatementRecord claim, Dictionary<long, string> claimants) =>
        string.Equals(claim.Claimant, claim.StatedBy, StringComparison.Ordinal)
            ? claimants.GetValueOrDefault(claim.Submission)
            : null;

    /// <summary>
    /// The organization behind each submission. A poster is known to this service alone, and is not named to others.
    /// </summary>
    private async Task<Dictionary<long, string>> ClaimantsAsync(
        IEnumerable<long> submissions, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<long, SubmissionRecord> records =
            await store.Reads.Submissions.BySequenceAsync([.. submissions.Distinct()], cancellationToken);
        IReadOnlyDictionary<string, OrganizationRecord> organizations = await store.Reads.Organizations.ByIdAsync(
            [.. records.Values.Select(record => record.Author).OfType<string>().Distinct(StringComparer.Ordinal)],
            cancellationToken);
        return records
            .Where(pair => pair.Value.Author is not null)
            .ToDictionary(
                pair => pair.Key,
                pair => organizations.TryGetValue(pair.Value.Author!, out OrganizationRecord? organization)
                    ? organization.DisplayName
                    : pair.Value.Author!);
    }
}
