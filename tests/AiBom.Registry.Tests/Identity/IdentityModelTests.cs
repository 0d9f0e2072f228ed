using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Lineage;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Tests.Identity;

/// <summary>
/// Whatever documents say, and people assert and take back, in whatever order: which keys are one is what a naive
/// reckoning says, the graph that followed is the graph that is loaded, and a rebuild changes neither.
/// </summary>
public sealed class IdentityModelTests
{
    private const int Commands = 24;

    private static readonly string[] Actors = ["ana", "bo", "cy"];

    /// <summary>Two repositories; commits of one that begin alike, and ways to write them short.</summary>
    private static readonly string[] Revisions =
    [
        "o/m@abcdef1" + new string('0', 33), "o/m@abcdef1" + new string('1', 33), "o/m@abcdef2" + new string('2', 33),
        "o/m@abcdef1", "o/m@abcdef10", "o/m@abcdef11", "o/m@abcdef2", "o/m@1.0",
        "o/n@abcdef1" + new string('0', 33), "o/n@abcdef1",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Any_order_of_documents_assertions_and_retractions_joins_what_the_rules_say(int seed)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-identity-");
        try
        {
            await CheckAsync(new Random(seed), folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CheckAsync(Random random, string folder)
    {
        await using AibomStore store = await AibomStore.OpenAsync(
            new StoreOptions { Folder = folder }, new StandingClock(Desk.Day(10)), Cancelled);
        var live = new LiveLineage();
        store.Journal.Observe(live.Follow);
        var oracle = new IdentityOracle();
        for (int i = 0; i < Commands; i++)
        {
            await (random.Next(3) switch
            {
                0 => SubmitAsync(store, oracle, random, i),
                1 => SayAsync(store, oracle, random),
                _ => TakeBackAsync(store, oracle, random),
            });
            await CompareAsync(store, oracle, live.Current);
        }

        string before = await TextOfAsync(store, live.Current);
        await store.RebuildAsync(progress: null, Cancelled);
        Assert.Equal(before, await TextOfAsync(store, await LoadAsync(store)));
    }

    private static async Task CompareAsync(AibomStore store, IdentityOracle oracle, LineageGraph live)
    {
        LineageGraph loaded = await LoadAsync(store);
        Assert.Equal(await TextOfAsync(store, loaded), await TextOfAsync(store, live));
        ImmutableArray<EntityRecord> keys =
            await store.Reads.Entities.PageAsync(null, 0, StorageLimits.Page, Cancelled);
        var texts = keys.ToDictionary(key => key.Id, key => key.Key);
        foreach (Assurance level in Enum.GetValues<Assurance>())
        {
            string classes = string.Join('\n', texts.Keys.Select(id => live.Members(id, level))
                .Where(members => members.Length > 1)
                .Select(members => string.Join(" = ", members.Select(id => texts[id]).Order(StringComparer.Ordinal)))
                .Distinct()
                .Order(StringComparer.Ordinal));
            Assert.Equal(oracle.Classes(level), classes);
        }
    }

    private static async Task SubmitAsync(AibomStore store, IdentityOracle oracle, Random random, int number)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        Digest document = await store.Blobs.WriteAsync(Encoding.UTF8.GetBytes(text), Cancelled);
        DeclaredEntity[] entities = [.. Enumerable.Range(0, random.Next(1, 4)).Select(at => Entity(random, at))];
        var content = SubmissionContent.Of(
            new StatementSet
            {
                Document = document,
                Reader = "test/1",
                Header = new DocumentHeader { Format = "CycloneDX", SpecVersion = "1.7" },
                Entities = [.. entities],
            },
            new SubmissionReport([], [], []));
        bool isSigned = random.Next(2) == 0;
        var submission = new SubmissionRecorded
        {
            Submission = document,
            Document = document,
            MediaType = "application/vnd.cyclonedx+json",
            Length = 1,
            Poster = "ci",
            Status = SubmissionStatus.Accepted,
            Authenticity = isSigned ? Authenticity.Valid : Authenticity.Missing,
            Author = isSigned ? "acme" : null,
            StatementSet = content.StatementSet,
            Report = content.ReportDigest,
        };
        await store.Journal.AppendAsync([new JournalDraft("ci", submission, content)], Cancelled);
        oracle.Take(
            entities.Select(entity => (IReadOnlyList<IdentityKey>)entity.Keys(isSigned ? "acme" : "ci", document)),
            submission.Assurance());
    }

    private static DeclaredEntity Entity(Random random, int at)
    {
        string revision = Revisions[random.Next(Revisions.Length)];
        int keys = random.Next(4);
        return new DeclaredEntity
        {
            Kind = EntityKind.Model,
            Pointer = $"/{at}",
            Name = $"n{random.Next(2)}",
            Version = "7",
            Digests = (keys & 1) > 0
                ? [new DeclaredDigest(HashFunction.Sha256, new string((char)('a' + random.Next(3)), 64))]
                : [],
            PackageUrl = (keys & 2) > 0 ? $"pkg:huggingface/{revision}" : null,
        };
    }

    private static async Task SayAsync(AibomStore store, IdentityOracle oracle, Random random)
    {
        IReadOnlyList<string> keys = oracle.Keys();
        if (keys.Count > 1)
        {
            string[] pair = [.. random.GetItems([.. keys], 2).Order(StringComparer.Ordinal)];
            string actor = Actors[random.Next(Actors.Length)];
            if (pair[0] != pair[1] && !oracle.Stands(actor, pair[0], pair[1]))
            {
                await store.Journal.AppendAsync(
                    [new JournalDraft(actor, new SameAsAsserted(pair[0], pair[1], "I looked."))], Cancelled);
                oracle.Assert(actor, pair[0], pair[1]);
            }
        }
    }

    private static async Task TakeBackAsync(AibomStore store, IdentityOracle oracle, Random random)
    {
        IReadOnlyList<string> keys = oracle.Keys();
        var standing = (from actor in Actors
                        from one in keys
                        from other in keys
                        where oracle.Stands(actor, one, other)
                        select (actor, one, other)).ToArray();
        if (standing.Length > 0)
        {
            (string actor, string one, string other) = standing[random.Next(standing.Length)];
            await store.Journal.AppendAsync(
                [new JournalDraft(actor, new SameAsRetracted(one, other, "I was wrong."))], Cancelled);
            oracle.Retract(actor, one, other);
        }
    }

    private static async Task<LineageGraph> LoadAsync(AibomStore store)
    {
        var loaded = new LiveLineage();
        await loaded.LoadAsync(store, Cancelled);
        return loaded.Current;
    }

    /// <summary>What every key is read as, and what speaks against it, with who says so.</summary>
    private static async Task<string> TextOfAsync(AibomStore store, LineageGraph graph)
    {
        var text = new StringBuilder();
        ILookup<int, SameAsRecord> said = await store.Reads.Identity.OfKeysAsync(
            Enumerable.Range(1, graph.MaxId), Cancelled);
        for (int id = 1; id <= graph.MaxId; id++)
        {
            text.AppendJoin(' ', graph.Members(id)).Append('|').AppendJoin(' ', graph.Conflicts(id)).Append('|')
                .AppendJoin(' ', said[id]).Append('\n');
        }

        return text.ToString();
    }
}
