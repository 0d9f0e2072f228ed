using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Tests.Evidence;

/// <summary>
/// Whatever comes in whatever order: the tables say what a naive reckoning over the whole record says, a rebuild says
/// the same, and the graph that followed is the graph that is loaded.
/// </summary>
public sealed class AssuranceModelTests
{
    private const int Commands = 16;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 50)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_order_of_documents_evidence_names_and_revocations_proves_what_the_rules_say(int seed)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-model-");
        try
        {
            await CheckAsync(seed, folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CheckAsync(int seed, string folder)
    {
        var clock = new StandingClock(Desk.Day(10));
        await using AibomStore store = await AibomStore.OpenAsync(
            new StoreOptions { Folder = folder }, clock, Cancelled);
        var live = new LiveLineage();
        store.Journal.Observe(live.Follow);
        var facts = new SortedDictionary<int, EntityFacts>();
        store.Journal.Observe(committed =>
        {
            foreach (EntityFacts changed in committed.Lineage.Entities)
            {
                facts[changed.Id] = changed;
            }
        });
        var random = new RandomRecord(seed, store.Blobs, clock);
        var oracle = new AssuranceOracle();
        await AppendAsync(store, oracle, [.. RandomRecord.Start()]);
        for (int i = 0; i < Commands; i++)
        {
            await AppendAsync(store, oracle, await random.NextAsync());

            Assert.Equal(oracle.Statements(), await StatementsAsync(store));
            Assert.Equal(oracle.Created(), await CreatedAsync(store));
            Assert.Equal(facts.Values, await FactsAsync(store));
            Assert.Equal(TextOf(await LoadAsync(store)), TextOf(live.Current));
        }

        await store.RebuildAsync(progress: null, Cancelled);
        Assert.Equal(oracle.Statements(), await StatementsAsync(store));
        Assert.Equal(oracle.Created(), await CreatedAsync(store));
        Assert.Equal(facts.Values, await FactsAsync(store));
        Assert.Equal(TextOf(live.Current), TextOf(await LoadAsync(store)));
    }

    private static async Task AppendAsync(
        AibomStore store, AssuranceOracle oracle, ImmutableArray<JournalDraft> drafts)
    {
        foreach ((JournalEntry entry, JournalDraft draft) in
            (await store.Journal.AppendAsync(drafts, Cancelled)).Zip(drafts))
        {
            oracle.Take(entry, draft);
        }
    }

    private static async Task<List<string>> StatementsAsync(AibomStore store)
    {
        List<string> lines = [];
        var submissions = await store.Reads.Submissions.PageAsync(null, StorageLimits.Page, Cancelled);
        foreach (SubmissionRecord submission in submissions
            .Where(record => record.Status is SubmissionStatus.Accepted)
            .OrderBy(record => record.Sequence))
        {
            var statements = await store.Reads.Statements.OfSubmissionAsync(submission.Sequence, Cancelled);
            lines.Add($"{submission.Sequence}: "
                + string.Join(' ', statements.Select(statement => statement.Assurance)));
        }

        return lines;
    }

    private static async Task<IEnumerable<string>> CreatedAsync(AibomStore store) => (await FactsAsync(store))
        .Select(one => AssuranceOracle.Line(
            one.Id, one.Created?.Value, one.Created?.Assurance, one.Created?.Sequence));

    private static async Task<List<EntityFacts>> FactsAsync(AibomStore store) =>
        await store.Reads.Lineage.ReadEntityFactsAsync(Cancelled).ToListAsync(Cancelled);

    private static async Task<LineageGraph> LoadAsync(AibomStore store)
    {
        var loaded = new LiveLineage();
        await loaded.LoadAsync(store, Cancelled);
        return loaded.Current;
    }

    /// <summary>All that the graph knows of each key, at each level.</summary>
    private static string TextOf(LineageGraph graph)
    {
        var text = new StringBuilder();
        foreach (Assurance level in Enum.GetValues<Assurance>())
        {
            var options = new TraversalOptions
            {
                MinAssurance = level,
                EdgeKinds = EdgeKinds.Taint.With(EdgeKind.Contains).With(EdgeKind.TestedOn),
            };
            for (int id = 1; id <= graph.MaxId; id++)
            {
                LineageAnswer answer = graph.Lineage([id], Direction.Upstream, options);
                string members = string.Join(' ', graph.Members(id, level));
                text.Append(CultureInfo.InvariantCulture, $"{level} {id} is {members} ")
                    .AppendJoin(' ', answer.Edges.Order(Comparer<LineageEdge>.Create((left, right) =>
                        (left.Subject, left.Kind, left.Object).CompareTo((right.Subject, right.Kind, right.Object)))))
                    .AppendJoin(' ', graph.Conflicts(id, level))
                    .Append('\n');
            }
        }

        return text.ToString();
    }
}
