using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using AiBom.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using static AiBom.Storage.Tests.SampleDocument;

namespace AiBom.Storage.Tests.Journal;

public sealed class JournalStoreTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_are_numbered_from_one_without_gaps_and_come_back_as_they_were()
    {
        await using TestStore test = await TestStore.OpenAsync();

        ImmutableArray<JournalEntry> appended =
            [.. await test.AppendAsync(Token("a"), Token("b")), .. await test.AppendAsync(Token("c"))];
        ImmutableArray<JournalEntry> read = await test.Store.Journal.ReadAsync(1, 10, Cancelled);

        Assert.Equal([1L, 2L, 3L], read.Select(entry => entry.Sequence));
        Assert.Equal(appended.Select(entry => entry.Hash), read.Select(entry => entry.Hash));
        Assert.All(read, entry => Assert.True(entry.IsIntact()));
        Assert.Equal(Token("b"), read[1].Event());
        Assert.Equal(3, await test.Store.Journal.HeadAsync(Cancelled));
    }

    [Fact]
    public async Task Time_never_goes_back_even_where_the_clock_does()
    {
        await using TestStore test = await TestStore.OpenAsync();
        DateTimeOffset before = test.Clock.Now;

        await test.AppendAsync(Token("a"));
        test.Clock.Now = before.AddHours(-1);
        await test.AppendAsync(Token("b"));
        await test.ReopenAsync();
        await test.AppendAsync(Token("c"));
        test.Clock.Now = before.AddSeconds(1);
        await test.AppendAsync(Token("d"));

        ImmutableArray<JournalEntry> entries = await test.Store.Journal.ReadAsync(1, 10, Cancelled);
        Assert.Equal([before, before, before, before.AddSeconds(1)], entries.Select(entry => entry.At));
    }

    [Fact]
    public async Task Entries_outlive_the_process()
    {
        await using TestStore test = await TestStore.OpenAsync();
        await test.AppendAsync(Token("a"));

        await test.ReopenAsync();

        Assert.Equal(Token("a"), (await test.Store.Journal.ReadAsync(1, 10, Cancelled)).Single().Event());
        Assert.Equal(2, (await test.AppendAsync(Token("b"))).Single().Sequence);
    }

    [Fact]
    public async Task A_store_whose_creation_was_interrupted_opens_empty()
    {
        await using TestStore test = await TestStore.OpenAsync();
        await RawDatabase.ExecuteAsync(test, "DELETE FROM JournalHead; DELETE FROM ProjectionState");

        await test.ReopenAsync();

        Assert.Equal(1, (await test.AppendAsync(Token("a"))).Single().Sequence);
    }

    [Fact]
    public async Task A_second_process_cannot_open_the_folder()
    {
        await using TestStore test = await TestStore.OpenAsync();

        await Assert.ThrowsAsync<IOException>(() =>
            AibomStore.OpenAsync(new StoreOptions { Folder = test.Folder.Path }, test.Clock, Cancelled));
    }

    [Fact]
    public async Task Thirty_two_appenders_at_once_lose_nothing_and_see_their_own()
    {
        await using TestStore test = await TestStore.OpenAsync();
        var observed = new List<long>();
        test.Store.Journal.Observe(committed => observed.AddRange(committed.Entries.Select(entry => entry.Sequence)));

        ImmutableArray<JournalEntry>[] appended = await Task.WhenAll(Enumerable.Range(0, 320).Chunk(10).Select(chunk =>
            Task.Run(
                async () =>
                {
                    ImmutableArray<JournalEntry> own = [];
                    foreach (int number in chunk)
                    {
                        own = own.AddRange(await test.AppendAsync(Token($"{number}")));
                        Assert.Equal($"{number}", await test.Store.Reads.Organizations.TokenHolderAsync(
                            DigestOf($"{number}"), Cancelled));
                    }

                    return own;
                },
                Cancelled)));

        IEnumerable<long> all = Enumerable.Range(1, 320).Select(number => (long)number);
        Assert.Equal(all, appended.SelectMany(many => many).Select(entry => entry.Sequence).Order());
        Assert.Equal(all, observed);
        Assert.True((await test.Store.Journal.VerifyAsync(Cancelled)).IsIntact);
    }

    [Fact]
    public async Task Of_parallel_submissions_of_the_same_document_one_is_recorded()
    {
        await using TestStore test = await TestStore.OpenAsync();
        JournalDraft draft = await test.DraftAsync(new SampleDocument("{}") { Entities = [Model("a")] });
        Digest id = ((SubmissionRecorded)draft.Event).Submission;

        Appended<bool>[] outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(
            () => test.Store.Journal.DecideAsync<bool>(
                async (reads, cancellationToken) =>
                    (await reads.Submissions.ByIdAsync([id], cancellationToken)).Count > 0
                        ? Decision.Nothing(false)
                        : Decision.Append(true, draft),
                Cancelled),
            Cancelled)));

        Assert.Single(outcomes, outcome => outcome.Answer && outcome.Entries.Length == 1);
        Assert.Equal(31, outcomes.Count(outcome => !outcome.Answer && outcome.Entries.IsEmpty));
        Assert.Equal(1, await test.Store.Journal.HeadAsync(Cancelled));
    }

    [Fact]
    public async Task Advisories_that_are_reported_at_once_get_consecutive_numbers()
    {
        await using TestStore test = await TestStore.OpenAsync();

        Appended<string>[] reported = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(
            () => test.Store.Journal.DecideAsync<string>(
                async (reads, cancellationToken) =>
                {
                    string id = $"ADV-{await reads.Advisories.CountAsync(cancellationToken) + 1}";
                    return Decision.Append(
                        id, new JournalDraft("soc", new CompromiseReported(id, ["sha256:aa"], null, "test", null)));
                },
                Cancelled),
            Cancelled)));

        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => $"ADV-{number}").Order(),
            reported.Select(outcome => outcome.Answer).Order());
    }

    [Fact]
    public async Task A_failure_in_the_projector_leaves_neither_entry_nor_rows()
    {
        await using TestStore test = await TestStore.OpenAsync();
        JournalDraft submission = await test.DraftAsync(new SampleDocument("{}") { Entities = [Model("a")] });

        // Retracting what was never reported breaks the projector after the submission's rows are written.
        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Store.Journal.AppendAsync(
            [submission, new JournalDraft("soc", new CompromiseRetracted("ADV-9", "none"))], Cancelled));

        Assert.Equal(0, await test.Store.Journal.HeadAsync(Cancelled));
        Assert.Empty(await test.Store.Journal.ReadAsync(1, 10, Cancelled));
        Assert.Empty(await test.Store.Reads.Entities.PageAsync(kind: null, 0, 10, Cancelled));
        Assert.Empty(await test.Store.Reads.Submissions.PageAsync(before: null, 10, Cancelled));
        Assert.Equal(1, (await test.AppendAsync(Token("a"))).Single().Sequence);
    }

    [Fact]
    public async Task A_command_that_fails_beside_others_is_undone_alone()
    {
        await using TestStore test = await TestStore.OpenAsync();

        Task<ImmutableArray<JournalEntry>>[] appends = [.. Enumerable.Range(0, 32).Select(number => Task.Run(
            () => number % 4 == 0
                ? test.AppendAsync(Token($"{number}"), new CompromiseRetracted("ADV-9", "none"))
                : test.AppendAsync(Token($"{number}")),
            Cancelled))];
        await Task.WhenAny(Task.WhenAll(appends));

        Assert.Equal(8, appends.Count(append => append.IsFaulted));
        Assert.Equal(24, await test.Store.Journal.HeadAsync(Cancelled));
        Assert.True((await test.Store.Journal.VerifyAsync(Cancelled)).IsIntact);
    }

    [Fact]
    public async Task An_entry_cannot_name_a_blob_that_is_not_stored()
    {
        await using TestStore test = await TestStore.OpenAsync();

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            test.AppendAsync(new ArtifactStored(DigestOf("x"), 1)));
        Assert.Equal(0, await test.Store.Journal.HeadAsync(Cancelled));
    }

    [Fact]
    public async Task A_submission_brings_its_content_unless_that_is_recorded()
    {
        await using TestStore test = await TestStore.OpenAsync();
        JournalDraft draft = await test.DraftAsync(new SampleDocument("a"));
        JournalDraft bare = draft with { Content = null };

        await Assert.ThrowsAsync<InvalidOperationException>(() => test.Store.Journal.AppendAsync([bare], Cancelled));
        await test.Store.Journal.AppendAsync([draft], Cancelled);
        JournalDraft again = bare with { Event = ((SubmissionRecorded)bare.Event) with { Submission = DigestOf("2") } };
        await test.Store.Journal.AppendAsync([again], Cancelled);

        Assert.Equal(2, await test.Store.Journal.HeadAsync(Cancelled));
        Assert.Equal(2, (await RawDatabase.ReadAsync(test, "SELECT Digest FROM Contents")).Count);
    }

    [Fact]
    public async Task An_identifier_beyond_its_bound_is_refused_and_not_cut()
    {
        await using TestStore test = await TestStore.OpenAsync();

        await Assert.ThrowsAsync<ArgumentException>(() =>
            test.AppendAsync(new AccessTokenIssued(DigestOf("x"), new string('h', StorageLimits.Actor + 1))));
    }

    [Theory]
    [InlineData("UPDATE JournalEntries SET Payload = replace(Payload, 'b', 'B') WHERE Sequence = 2", "2 Altered")]
    [InlineData("UPDATE JournalEntries SET Payload = '{' WHERE Sequence = 2", "2 Altered")]
    [InlineData("UPDATE JournalEntries SET Actor = 'mallory' WHERE Sequence = 1", "1 Altered")]
    [InlineData("UPDATE JournalEntries SET Kind = 'ARTIFACT_STORED' WHERE Sequence = 3", "3 Altered")]
    [InlineData("DELETE FROM JournalEntries WHERE Sequence = 2", "2 Missing")]
    [InlineData("DELETE FROM JournalEntries WHERE Sequence = 3", "3 Missing")]
    [InlineData("DELETE FROM JournalEntries WHERE Sequence = 1", "1 Missing")]
    [InlineData("UPDATE JournalHead SET Sequence = 2", "3 BeyondHead")]
    public async Task A_change_in_the_database_is_found(string change, string found)
    {
        await using TestStore test = await TestStore.OpenAsync();
        await test.AppendAsync(Token("a"), Token("b"), Token("c"));
        Assert.True((await test.Store.Journal.VerifyAsync(Cancelled)).IsIntact);

        await RawDatabase.ExecuteAsync(test, change);
        JournalVerification verification = await test.Store.Journal.VerifyAsync(Cancelled);

        Assert.Equal([found], verification.Defects.Select(defect => $"{defect.Sequence} {defect.Kind}"));
    }

    [Fact]
    public async Task Every_connection_syncs_its_commits_and_writes_ahead()
    {
        await using TestStore test = await TestStore.OpenAsync();
        await using AibomContext context = SqliteDatabase.At(test.Folder.Database)();

        Assert.Equal("wal", await PragmaAsync<string>(context, "journal_mode"));
        Assert.Equal(2L, await PragmaAsync<long>(context, "synchronous"));
        Assert.Equal(1L, await PragmaAsync<long>(context, "foreign_keys"));
    }

    private static AccessTokenIssued Token(string holder) => new(DigestOf(holder), holder);

    [SuppressMessage("Security", "EF1002", Justification = "The name is the test's own.")]
    private static Task<T> PragmaAsync<T>(AibomContext context, string name) => context.Database
        .SqlQueryRaw<T>($"SELECT {name} AS Value FROM pragma_{name}")
        .SingleAsync(Cancelled);
}
