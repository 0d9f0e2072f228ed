using System.Collections.Immutable;
using System.Globalization;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Registry.Catalog;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>
/// <c>type Attestation</c> (a recorded signed statement about artifacts), <c>type AttestedArtifact</c> and
/// <c>type Evidence</c>.
/// </summary>
internal sealed class AttestationTypes
{
    public AttestationTypes(SchemaBuilder builder)
    {
        Attestation = builder.Object<AttestationRecord>(
            "Attestation",
            "A signed statement about artifacts: how they were built, to whom they were given, what a test said.");
        Artifact = builder.Object<AttestedArtifact>("AttestedArtifact", "An artifact as an attestation names it.");
        Evidence = builder.Object<SupportRecord>(
            "Evidence", "What supports a claim beside the signature of who makes it.");
        Connection = builder.Connection<PageOf<AttestationRecord>, Edge<AttestationRecord>, AttestationRecord>(
            "Attestation", Attestation);
    }

    public ObjectType<AttestationRecord> Attestation { get; }

    public ObjectType<AttestedArtifact> Artifact { get; }

    public ObjectType<SupportRecord> Evidence { get; }

    public ConnectionTypes<PageOf<AttestationRecord>, Edge<AttestationRecord>> Connection { get; }

    public void Declare(SchemaTypes types)
    {
        DeclareAttestation(types);
        DeclareFacts(types);
        Evidence.Field("kind", "How it supports the claim.", types.Enums.EvidenceKind.NonNull(), own => own.Kind);
        Evidence.Field("author", "Whose word it is.", types.Organizations.Organization)
            .Load(Loaders.Organizations, own => own.Author);
        Evidence.Field("attestation", "The attestation that brought it; null where a document did.", Attestation)
            .Load(Loaders.Attestations, own => own.Sequence);
        Evidence.Field("aibom", "The document that brought it; null where an attestation did.", types.Documents.Aibom)
            .Load(Loaders.Submissions, own => own.Sequence);
        types.Builder.Query.Field(
            "attestations", "Attestations, latest first, quarantined ones included.", Connection.Connection.NonNull())
            .Paged()
            .Resolve(async (context, _) => Paging.OfReadAhead(
                context,
                await context.State<AibomRequest>().Registry.Store.Reads.Attestations.PageAsync(
                    Paging.AfterNumber(context), Paging.ReadAhead(context), context.CancellationToken),
                attestation => attestation.Sequence.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Declares what is attested of an entity, by its digests.</summary>
    public void DeclareOf<T>(ObjectType<T> type)
        where T : Entity => type.Field(
            "attestations",
            "What is attested of its bytes, earliest first: by any of its digests.",
            Attestation.NonNull().List().NonNull())
            .ResolveBatch(async (context, entities) =>
            {
                ILookup<string, AttestationRecord> found = await context.State<AibomRequest>().Registry.Store.Reads
                    .Attestations.OfKeysAsync(entities.SelectMany(entity => entity.Digests), context.CancellationToken);
                return entities.Select(entity => entity.Digests
                    .SelectMany(digest => found[digest])
                    .DistinctBy(attestation => attestation.Sequence)
                    .OrderBy(attestation => attestation.Sequence)
                    .ToArray()).ToArray();
            });

    private void DeclareAttestation(SchemaTypes types)
    {
        Attestation.Implementing(types.Node);
        Attestation.Field("id", "The global id.", Scalars.Id.NonNull(), own => GlobalId.Of(
            "Attestation", own.Sequence.ToString(CultureInfo.InvariantCulture)));
        Attestation.Field(
            "envelope", "The digest of the posted bytes.", Scalars.String.NonNull(), own => own.Envelope.ToString());
        Attestation.Field("postedBy", "Who posted it.", Scalars.String.NonNull(), own => own.Poster);
        Attestation.Field("recordedAt", "When it was recorded.", Scalars.DateTime.NonNull(), own => own.At);
        Attestation.Field("sequence", "The journal entry.", Scalars.Long.NonNull(), own => own.Sequence);
        Attestation.Field(
            "entryHash", "The hash of the journal entry.", Scalars.String.NonNull(), own => own.EntryHash.ToString());
        Attestation.Field("status", "The verdict.", types.Enums.SubmissionStatus.NonNull(), own => own.Status);
        Attestation.Field(
            "authenticity",
            "What is known of who said it; nothing of whether it is true.",
            types.Enums.Authenticity.NonNull(),
            own => own.Authenticity);
        Attestation.Field(
            "authors",
            "The organizations whose word it is, by its signature.",
            types.Organizations.Organization.NonNull().List().NonNull())
            .Resolve(async (context, own) =>
                (await Loaders.Organizations.LoadManyAsync(context, own.Authors)).OfType<OrganizationRecord>());
        Attestation.Field("signer", "The signer.", Scalars.String, own => own.Signer?.ToString());
        Attestation.Field(
            "signedAt",
            "The earliest time of the signature that a trusted log or authority shows.",
            Scalars.DateTime,
            own => own.SignedAt);
        Attestation.Field(
            "kind",
            "What it is about; null where no signature holds, for then nothing of it is read.",
            types.Enums.AttestationKind,
            own => own.Kind);
        Attestation.Field("predicateType", "Its predicate type.", Scalars.String, own => own.PredicateType);
    }

    private void DeclareFacts(SchemaTypes types)
    {
        Attestation.Field(
            "subjects", "The artifacts that it is about.", Artifact.NonNull().List().NonNull())
            .Resolve(async (context, own) => (await ReportAsync(context, own)).Facts?.Subjects ?? []);
        Attestation.Field(
            "inputs", "For provenance: what the run read.", Artifact.NonNull().List().NonNull())
            .Resolve(async (context, own) => (await ReportAsync(context, own)).Facts?.Inputs ?? []);
        Attestation.Field("builder", "For provenance: who ran it.", Scalars.String)
            .Resolve(async (context, own) => (await ReportAsync(context, own)).Facts?.Builder);
        Attestation.Field(
            "isBuilderTrusted",
            "For provenance: whether the signer was trusted to vouch for the builder when it was recorded.",
            Scalars.Boolean.NonNull())
            .Resolve(async (context, own) => (await ReportAsync(context, own)).IsBuilderTrusted);
        Attestation.Field(
            "recipients", "For a delivery: to whom, as it writes it.", Scalars.String.NonNull().List().NonNull())
            .Resolve(async (context, own) => (await ReportAsync(context, own)).Facts?.Recipients ?? []);
        Attestation.Field("result", "For a test or a verification: what it says.", Scalars.String)
            .Resolve(async (context, own) => (await ReportAsync(context, own)).Facts?.Result);
        Attestation.Field(
            "findings", "What was found when it was recorded.", types.Documents.Finding.NonNull().List().NonNull())
            .Resolve(async (context, own) => (await ReportAsync(context, own)).Findings);

        Artifact.Field("name", "Its name, for people.", Scalars.String, own => own.Name);
        Artifact.Field("uri", "Where it was, as a name; never fetched.", Scalars.String, own => own.Uri);
        Artifact.Field(
            "digests",
            "Its digests, such as `sha256:…`.",
            Scalars.String.NonNull().List().NonNull(),
            own => own.Digests.Select(digest => digest.ToString()));
        Artifact.Field("entity", "What the record knows under one of its strong digests.", types.Entity)
            .ResolveBatch(async (context, artifacts) =>
            {
                AibomRequest request = context.State<AibomRequest>();
                EntityReads reads = request.Registry.Store.Reads.Entities;
                IReadOnlyDictionary<string, EntityRecord> known = await reads.ByKeyAsync(
                    artifacts.SelectMany(KeysOf).Distinct(StringComparer.Ordinal), context.CancellationToken);
                return await Task.WhenAll(artifacts.Select(async artifact =>
                    KeysOf(artifact).Select(key => known.GetValueOrDefault(key)).OfType<EntityRecord>()
                        .FirstOrDefault(record => request.Lineage.Has(record.Id)) is { } found
                            ? await Loaders.Entities.LoadAsync(context, found.Id)
                            : null));
            });
    }

    private static IEnumerable<string> KeysOf(AttestedArtifact artifact) =>
        artifact.Digests.Where(digest => digest.IsStrong).Select(digest => IdentityKey.Of(digest).Text);

    private static async Task<AttestationReport> ReportAsync(ResolveContext context, AttestationRecord attestation) =>
        (await Loaders.AttestationReports.LoadAsync(context, attestation.Report))!;
}
