using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Blobs;
using AiBom.Storage.Journal;
using AiBom.Storage.Relational;
using AiBom.Storage.Reads;
using AiBom.Storage.Sqlite;

namespace AiBom.Storage;

/// <summary>The record: journal, projections and blobs in one folder, with SQLite as the database.</summary>
public sealed class AibomStore : IAsyncDisposable
{
    private readonly FolderLock folderLock;
    private readonly JournalWriter writer;
    private readonly ReadSource sessions;

    private AibomStore(FolderLock folderLock, FolderBlobStore blobs, Func<AibomContext> open, JournalWriter writer)
    {
        this.folderLock = folderLock;
        this.writer = writer;
        Blobs = blobs;
        Journal = new JournalStore(open, writer);
        sessions = new ReadSource(open);
        Reads = new RegistryReads(sessions);
    }

    /// <summary>The journal: all that is written goes through it.</summary>
    public JournalStore Journal { get; }

    /// <summary>All reads. Each sees what was committed when it began.</summary>
    public RegistryReads Reads { get; }

    /// <summary>Documents, bundles and artifacts.</summary>
    public FolderBlobStore Blobs { get; }

    /// <summary>
    /// Opens the store, creating it where there is none. Where an older version wrote the projections, they are derived
    /// anew from the journal first.
    /// </summary>
    /// <exception cref="IOException">Another process has the folder open, or it cannot be written.</exception>
    public static async Task<AibomStore> OpenAsync(
        StoreOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        string folder = Path.GetFullPath(options.Folder);
        Directory.CreateDirectory(folder);
        var taken = FolderLock.Take(folder);
        try
        {
            var blobs = FolderBlobStore.Open(Path.Combine(folder, "blobs"));
            Func<AibomContext> open = SqliteDatabase.At(Path.Combine(folder, "aibom.db"));
            bool isCurrent;
            await using (AibomContext context = open())
            {
                isCurrent = await Schema.EnsureAsync(context, cancellationToken);
            }

            JournalWriter opened = await JournalWriter.OpenAsync(open(), blobs, clock, cancellationToken);
            var store = new AibomStore(taken, blobs, open, opened);
            if (!isCurrent)
            {
                await store.RebuildAsync(progress: null, cancellationToken);
            }

            return store;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Reads a statement set.</summary>
    /// <exception cref="InvalidDataException">It is not there or damaged.</exception>
    public Task<StatementSet> ReadStatementSetAsync(Digest statementSet, CancellationToken cancellationToken) =>
        ReadContentAsync<StatementSet>(statementSet, cancellationToken);

    /// <summary>Reads of a statement set what the document says beside entities and edges.</summary>
    /// <exception cref="InvalidDataException">It is not there or damaged.</exception>
    public Task<DocumentSayings> ReadSayingsAsync(Digest statementSet, CancellationToken cancellationToken) =>
        ReadContentAsync<DocumentSayings>(statementSet, cancellationToken);

    /// <summary>Reads the report of a submission.</summary>
    /// <exception cref="InvalidDataException">It is not there or damaged.</exception>
    public Task<SubmissionReport> ReadReportAsync(Digest report, CancellationToken cancellationToken) =>
        ReadContentAsync<SubmissionReport>(report, cancellationToken);

    /// <summary>Reads the report of an attestation.</summary>
    /// <exception cref="InvalidDataException">It is not there or damaged.</exception>
    public Task<AttestationReport> ReadAttestationReportAsync(Digest report, CancellationToken cancellationToken) =>
        ReadContentAsync<AttestationReport>(report, cancellationToken);

    /// <summary>
    /// Derives all projections anew, from the journal alone. Writers wait, readers see the old ones until
    /// it is done. A lineage graph that follows the journal is to be loaded again afterwards.
    /// </summary>
    public async Task RebuildAsync(IProgress<RebuildProgress>? progress, CancellationToken cancellationToken)
    {
        using IDisposable turn = await writer.TakeTurnAsync(cancellationToken);
        await writer.RebuildAsync(progress, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        await sessions.CloseAsync();
        folderLock.Dispose();
    }

    private async Task<T> ReadContentAsync<T>(Digest digest, CancellationToken cancellationToken)
    {
        await using Lease lease = await sessions.OpenAsync(cancellationToken);
        return await ContentRows.ReadAsync<T>(lease.Rows, digest, cancellationToken);
    }
}
