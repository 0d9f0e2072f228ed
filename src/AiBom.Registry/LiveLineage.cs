using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Journal;

namespace AiBom.Registry;

/// <summary>
/// The lineage graph of this process, kept level with the journal. Whoever answers a question takes
/// <see cref="Current"/> once and stays with it, so that an answer is of one instant.
/// </summary>
public sealed class LiveLineage
{
    private volatile LineageGraph current = LineageGraph.Empty;

    /// <summary>The graph as of the last entry that was committed.</summary>
    public LineageGraph Current => current;

    /// <summary>Loads the graph from the projections.</summary>
    public async Task LoadAsync(AibomStore store, CancellationToken cancellationToken)
    {
        long sequence = await store.Reads.Lineage.WatermarkAsync(cancellationToken);
        var entities = new List<EntityFacts>();
        await foreach (EntityFacts entity in store.Reads.Lineage.ReadEntityFactsAsync(cancellationToken))
        {
            entities.Add(entity);
        }

        var statements = new List<StatementFacts>();
        await foreach (StatementFacts statement in store.Reads.Lineage.ReadStatementFactsAsync(cancellationToken))
        {
            statements.Add(statement);
        }

        current = LineageGraph.Load(entities, statements, sequence);
    }

    /// <summary>Takes in what a commit brought. The journal calls it in order, one commit at a time.</summary>
    public void Follow(Committed committed) => current = current.With(
        committed.Lineage.Entities,
        committed.Lineage.Statements,
        committed.Entries[^1].Sequence,
        committed.Lineage.Lowered);
}
