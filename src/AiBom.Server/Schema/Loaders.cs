using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.GraphQL.Execution;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>What several fields lead to: whichever of them a query selects, each thing is read once.</summary>
internal static class Loaders
{
    /// <summary>Entities by the number of any of their keys.</summary>
    public static readonly DataLoader<int, Entity> Entities = new("entities", async batch =>
        batch.Set(await batch.State<AibomRequest>().EntitiesAsync(batch.Keys, batch.CancellationToken)));

    /// <summary>The texts of keys by their numbers.</summary>
    public static readonly DataLoader<int, string> Keys = new("keys", async batch =>
        batch.Set((await ReadsOf(batch).Entities.ByIdAsync(batch.Keys, batch.CancellationToken))
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Key))));

    /// <summary>Submissions by their journal entry.</summary>
    public static readonly DataLoader<long, SubmissionRecord> Submissions = new("submissions", async batch =>
        batch.Set(await ReadsOf(batch).Submissions.BySequenceAsync(batch.Keys, batch.CancellationToken)));

    /// <summary>What was found of a submission, by the digest of the report.</summary>
    public static readonly DataLoader<Digest, SubmissionReport> Reports = new("reports", async batch =>
    {
        AibomStore store = batch.State<AibomRequest>().Registry.Store;
        batch.Set(await Task.WhenAll(batch.Keys.Select(async digest =>
            KeyValuePair.Create(digest, await store.ReadReportAsync(digest, batch.CancellationToken)))));
    });

    /// <summary>
    /// What a document says beside entities and edges, by the digest of its statement set. Few at once: each is as
    /// large as its document may be.
    /// </summary>
    public static readonly DataLoader<Digest, DocumentSayings> Sayings = new("sayings", async batch =>
    {
        AibomStore store = batch.State<AibomRequest>().Registry.Store;
        foreach (Digest digest in batch.Keys)
        {
            batch.Set(digest, await store.ReadSayingsAsync(digest, batch.CancellationToken));
        }
    });

    /// <summary>What a document declares or names, in document order, by its journal entry.</summary>
    public static readonly DataLoader<long, DeclarationRecord[]> Declarations = new("declarations", async batch =>
    {
        ILookup<long, DeclarationRecord> declared =
            await ReadsOf(batch).Documents.DeclaredByAsync(batch.Keys, batch.CancellationToken);
        foreach (long submission in batch.Keys)
        {
            batch.Set(submission, [.. declared[submission]]);
        }
    });

    /// <summary>Attestations by their journal entry.</summary>
    public static readonly DataLoader<long, AttestationRecord> Attestations = new("attestations", async batch =>
        batch.Set(await ReadsOf(batch).Attestations.BySequenceAsync(batch.Keys, batch.CancellationToken)));

    /// <summary>What an attestation says and was found of it, by the digest of the report.</summary>
    public static readonly DataLoader<Digest, AttestationReport> AttestationReports = new(
        "attestationReports",
        async batch =>
        {
            AibomStore store = batch.State<AibomRequest>().Registry.Store;
            batch.Set(await Task.WhenAll(batch.Keys.Select(async digest => KeyValuePair.Create(
                digest, await store.ReadAttestationReportAsync(digest, batch.CancellationToken)))));
        });

    /// <summary>The evidence that supports a statement, oldest first.</summary>
    public static readonly DataLoader<StatementRecord, SupportRecord[]> Evidence = new("evidence", async batch =>
    {
        ILookup<(long, int), SupportRecord> found = await ReadsOf(batch).Attestations.SupportAsync(
            batch.Keys, batch.CancellationToken);
        foreach (StatementRecord statement in batch.Keys)
        {
            batch.Set(statement, [.. found[(statement.Submission, statement.Ordinal)]]);
        }
    });

    /// <summary>Organizations by their registered id.</summary>
    public static readonly DataLoader<string, OrganizationRecord> Organizations = new(
        "organizations",
        async batch => batch.Set(await ReadsOf(batch).Organizations.ByIdAsync(batch.Keys, batch.CancellationToken)),
        StringComparer.Ordinal);

    /// <summary>The statements behind an edge, best proved first.</summary>
    public static readonly DataLoader<LineageEdge, StatementRecord[]> Claims = new("claims", EdgeClaims.ReadAsync);

    private static RegistryReads ReadsOf<TKey, TValue>(DataLoaderBatch<TKey, TValue> batch)
        where TKey : notnull => batch.State<AibomRequest>().Registry.Store.Reads;
}
