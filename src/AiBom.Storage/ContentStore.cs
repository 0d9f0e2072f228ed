using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Blobs;
using AiBom.Storage.Journal;

namespace AiBom.Storage;

/// <summary>Statement sets and reports as canonical JSON in the blob store.</summary>
internal sealed class ContentStore(FolderBlobStore blobs)
{
    public FolderBlobStore Blobs => blobs;

    public async Task<SubmissionContent> WriteAsync(
        StatementSet statements, SubmissionReport report, CancellationToken cancellationToken)
    {
        Digest statementSet = await blobs.WriteAsync(CanonicalJson.Serialize(statements), cancellationToken);
        Digest reportDigest = await blobs.WriteAsync(CanonicalJson.Serialize(report), cancellationToken);
        return new SubmissionContent(statements, statementSet, report, reportDigest);
    }

    public async Task<SubmissionContent> ReadAsync(
        SubmissionRecorded submission, CancellationToken cancellationToken) =>
        new(
            await ReadAsync<StatementSet>(submission.StatementSet, cancellationToken),
            submission.StatementSet,
            await ReadAsync<SubmissionReport>(submission.Report, cancellationToken),
            submission.Report);

    public async Task<T> ReadAsync<T>(Digest digest, CancellationToken cancellationToken)
    {
        byte[] json = await blobs.ReadAllAsync(digest, StorageLimits.Content, cancellationToken)
            ?? throw new InvalidDataException($"The {typeof(T).Name} {digest} is not in the blob store.");
        return CanonicalJson.Deserialize<T>(json);
    }
}
