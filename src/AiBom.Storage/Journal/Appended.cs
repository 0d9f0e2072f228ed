using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;

namespace AiBom.Storage.Journal;

/// <summary>What a command has come to, durably.</summary>
/// <param name="Answer">What its decision answered.</param>
/// <param name="Entries">The entries that it appended; none where it changed nothing.</param>
/// <typeparam name="T">The answer's type.</typeparam>
public sealed record Appended<T>(T Answer, ImmutableArray<JournalEntry> Entries);

/// <summary>What one command brought into the record.</summary>
/// <param name="Entries">Its entries, in order.</param>
/// <param name="Lineage">What they change in the lineage.</param>
public sealed record Committed(ImmutableArray<JournalEntry> Entries, LineageChange Lineage);

/// <summary>What entries change in the lineage, for a graph to follow.</summary>
/// <param name="Entities">The new and the changed keys, as they are now; new ones in order of their ids.</param>
/// <param name="Statements">The added statements, and those that are better proved than before.</param>
public sealed record LineageChange(ImmutableArray<EntityFacts> Entities, ImmutableArray<StatementFacts> Statements)
{
    /// <summary>
    /// Edges that are less well proved than before, with the best that any statement still gives each, or that none
    /// does. Of two words on one edge the later counts.
    /// </summary>
    public ImmutableArray<StatementFacts> Lowered { get; init; } = [];

    /// <summary>Whether edges or their proof change.</summary>
    public bool ChangesEdges => !Statements.IsEmpty || !Lowered.IsEmpty;

    /// <summary>Nothing changes.</summary>
    public static LineageChange None { get; } = new([], []);

    /// <summary>This change, and then <paramref name="next"/>.</summary>
    internal LineageChange Then(LineageChange next) =>
        new(Entities.AddRange(next.Entities), Statements.AddRange(next.Statements))
        {
            Lowered = Lowered.AddRange(next.RaisedOf(Lowered)).AddRange(next.Lowered),
        };

    /// <summary>
    /// Which of these statements give an edge more than it was lowered to: since what is lowered counts over what is
    /// added, it has to be said again.
    /// </summary>
    private IEnumerable<StatementFacts> RaisedOf(ImmutableArray<StatementFacts> lowered)
    {
        if (lowered.IsEmpty || Statements.IsEmpty)
        {
            return [];
        }

        Dictionary<(int, EdgeKind, int), Assurance> best = [];
        foreach (StatementFacts fact in lowered)
        {
            best[fact.Edge()] = fact.Assurance;
        }

        return Statements
            .Where(fact => best.TryGetValue(fact.Edge(), out Assurance least) && fact.Assurance > least)
            .OrderBy(fact => fact.Assurance);
    }
}
