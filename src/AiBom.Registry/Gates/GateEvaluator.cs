using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Registry.Following;
using AiBom.Registry.Ingestion;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Gates;

/// <summary>
/// Answers whether a pipeline may go on. It records nothing, and nothing that it cannot find out is a pass: what is cut
/// by a bound, not described, or not level with the journal fails, with a reason that says so.
/// </summary>
public sealed class GateEvaluator(AibomStore store, EntityCatalog catalog, LineageLevel level, TimeProvider clock)
{
    private readonly GateCaseReader cases = new(store, catalog);
    private readonly GateWords words = new(store, catalog);

    /// <summary>The graph that is as far as the journal is now; null where that takes too long.</summary>
    public Task<LineageGraph?> LevelAsync(CancellationToken cancellationToken) => level.ReachAsync(cancellationToken);

    /// <summary>Evaluates a policy for one thing of the record.</summary>
    /// <param name="subject">The thing, by the number of any of its keys.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="lineage">The graph that answers, from <see cref="LevelAsync"/>.</param>
    /// <param name="cancellationToken">Ends it; there is then no answer.</param>
    public async Task<Gate> EvaluateAsync(
        int subject, PolicyVersion policy, LineageGraph lineage, CancellationToken cancellationToken)
    {
        (GateCase gateCase, ImmutableArray<GateInput> inputs) =
            await cases.ReadAsync(lineage.Resolve(subject), lineage, cancellationToken);
        var reasons = new GateReasons(policy);
        reasons.Judge(gateCase);
        return await FinishAsync(reasons, lineage, candidate: null, inputs, cancellationToken);
    }

    /// <summary>
    /// Evaluates a policy for what became of a submission: what was refused at intake fails whatever the policy is,
    /// otherwise the document's subject is judged, or where it names none, everything that it describes. For a dry run
    /// as it would be.
    /// </summary>
    public async Task<Gate> EvaluateAsync(
        Verdict verdict, PolicyVersion policy, CancellationToken cancellationToken)
    {
        var reasons = new GateReasons(policy);
        if (await LevelAsync(cancellationToken) is not { } lineage)
        {
            reasons.Fail(GateCodes.Stale, "The lineage is not as far as the journal yet; ask again.");
            return reasons.Finish(asOf: 0, clock.GetUtcNow(), steps: null, inputs: []);
        }

        if (verdict.Status is not (SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings))
        {
            reasons.Refuse(verdict);
            return reasons.Finish(lineage.Sequence, clock.GetUtcNow(), steps: null, inputs: []);
        }

        return verdict.Receipt is { } receipt
            ? await EvaluateAsync(receipt, reasons, lineage, cancellationToken)
            : await EvaluateAsync(verdict, reasons, lineage, cancellationToken);
    }

    private async Task<Gate> EvaluateAsync(
        Receipt receipt, GateReasons reasons, LineageGraph lineage, CancellationToken cancellationToken)
    {
        var submissions = await store.Reads.Submissions.BySequenceAsync([receipt.Sequence], cancellationToken);
        int[] subjects = submissions[receipt.Sequence].SubjectId is { } subject
            ? [lineage.Resolve(subject)]
            : await DescribedByAsync(receipt.Sequence, lineage, cancellationToken);
        var inputs = new List<GateInput>();
        foreach (int own in reasons.Bound(subjects))
        {
            (GateCase gateCase, ImmutableArray<GateInput> read) =
                await cases.ReadAsync(own, lineage, cancellationToken);
            reasons.Judge(gateCase);
            inputs.AddRange(read);
        }

        return await FinishAsync(
            reasons, lineage, candidate: null, [.. inputs.DistinctBy(input => input.Document)], cancellationToken);
    }

    private async Task<Gate> EvaluateAsync(
        Verdict verdict, GateReasons reasons, LineageGraph lineage, CancellationToken cancellationToken)
    {
        (StatementSet statements, string scope, Voices voices) = verdict.Candidate!;
        DeclaredKeys keys = await DeclaredKeys.ResolveAsync(
            store.Reads, statements, scope, lineage, cancellationToken);
        var candidate = new GateCandidate(
            lineage,
            CandidateLineage.Of(keys, voices, lineage),
            statements,
            verdict);
        int[] subjects = statements.Header.Subject is { } subject
            ? [subject]
            : [.. statements.Entities.Index().Where(own => own.Item.IsDescribed).Select(own => own.Index)];
        foreach (int position in reasons.Bound(subjects))
        {
            reasons.Judge(await cases.ReadAsync(candidate, position, cancellationToken));
        }

        return await FinishAsync(reasons, lineage, candidate, inputs: [], cancellationToken);
    }

    private async Task<int[]> DescribedByAsync(
        long submission, LineageGraph lineage, CancellationToken cancellationToken)
    {
        ILookup<long, DeclarationRecord> declared =
            await store.Reads.Documents.DeclaredByAsync([submission], cancellationToken);
        return
        [
            .. declared[submission]
                .Where(declaration => declaration.IsDescribed)
                .Select(declaration => lineage.Resolve(declaration.EntityId))
                .Distinct(),
        ];
    }

    private async Task<Gate> FinishAsync(
        GateReasons reasons,
        LineageGraph lineage,
        GateCandidate? candidate,
        ImmutableArray<GateInput> inputs,
        CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<LineageEdge, GateStep> steps = await words.ReadAsync(
            reasons.Edges(), candidate?.Lineage.Graph ?? lineage, candidate, cancellationToken);
        return reasons.Finish(lineage.Sequence, clock.GetUtcNow(), steps, inputs);
    }
}
