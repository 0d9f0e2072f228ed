using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;

namespace AiBom.Storage.Tests;

/// <summary>A store in a folder of its own, and the shortest way to put something into it.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private TestStore(TemporaryFolder folder, ManualClock clock, AibomStore store) =>
        (Folder, Clock, Store) = (folder, clock, store);

    public TemporaryFolder Folder { get; }

    public ManualClock Clock { get; }

    public AibomStore Store { get; private set; }

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<TestStore> OpenAsync()
    {
        var folder = new TemporaryFolder();
        var clock = new ManualClock();
        return new TestStore(folder, clock, await OpenAsync(folder, clock));
    }

    public async Task ReopenAsync()
    {
        await Store.DisposeAsync();
        Store = await OpenAsync(Folder, Clock);
    }

    public Task<ImmutableArray<JournalEntry>> AppendAsync(params JournalEvent[] events) => Store.Journal.AppendAsync(
        [.. events.Select(occurred => new JournalDraft("ci", occurred))], Cancelled);

    /// <summary>Submits a document with what <paramref name="sample"/> says in it.</summary>
    public async Task<JournalEntry> SubmitAsync(SampleDocument sample)
    {
        JournalDraft draft = await DraftAsync(sample);
        return (await Store.Journal.AppendAsync([draft], Cancelled))[0];
    }

    /// <summary>Records a signed attestation.</summary>
    public async Task<JournalEntry> AttestAsync(SampleAttestation sample)
    {
        JournalDraft draft = await DraftAsync(sample);
        return (await Store.Journal.AppendAsync([draft], Cancelled))[0];
    }

    public async Task<JournalDraft> DraftAsync(SampleDocument sample)
    {
        Digest document = await Store.Blobs.WriteAsync(sample.Bytes(), Cancelled);
        var content = SubmissionContent.Of(
            sample.StatementSet(document), new SubmissionReport(sample.Findings, sample.Checks, []));
        return new JournalDraft(sample.Poster, sample.Submission(document, content), content);
    }

    public async Task<JournalDraft> DraftAsync(SampleAttestation sample)
    {
        Digest envelope = await Store.Blobs.WriteAsync(sample.Bytes(), Cancelled);
        var content = AttestationContent.Of(sample.Report());
        return new JournalDraft("ci", sample.Recorded(envelope, content), content);
    }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        Folder.Dispose();
    }

    private static Task<AibomStore> OpenAsync(TemporaryFolder folder, ManualClock clock) =>
        AibomStore.OpenAsync(new StoreOptions { Folder = folder.Path }, clock, Cancelled);
}
