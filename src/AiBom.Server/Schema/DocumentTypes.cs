using System.Globalization;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Types;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>
/// <c>type Aibom</c> (a recorded submission of a document), <c>type Mention</c>, <c>type Finding</c>,
/// <c>type ArtifactCheck</c> and <c>type EntityFile</c>.
/// </summary>
internal sealed class DocumentTypes
{
    public DocumentTypes(SchemaBuilder builder)
    {
        Aibom = builder.Object<SubmissionRecord>(
            "Aibom", "A bill of materials as one poster submitted it, with its evidence and the verdict on it.");
        Finding = builder.Object<Finding>("Finding", "One observation about a document or its evidence.");
        ArtifactCheck = builder.Object<ArtifactCheck>("ArtifactCheck", "How one declared file stands against bytes.");
        File = builder.Object<FileRecord>("EntityFile", "A file of a model or dataset, as a document declares it.");
        Connection = builder.Connection<PageOf<SubmissionRecord>, Edge<SubmissionRecord>, SubmissionRecord>(
            "Aibom", Aibom);
    }

    public ObjectType<SubmissionRecord> Aibom { get; }

    public ObjectType<Finding> Finding { get; }

    public ObjectType<ArtifactCheck> ArtifactCheck { get; }

    public ObjectType<FileRecord> File { get; }

    public ConnectionTypes<PageOf<SubmissionRecord>, Edge<SubmissionRecord>> Connection { get; }

    public void Declare(SchemaTypes types)
    {
        DeclareAibom(types);
        DeclareVerdict(types);
        DeclareFindings(types);
        DeclareFiles(types);
        types.Mention.Field("aibom", "The document.", Aibom.NonNull())
            .ResolveSubmission(mention => mention.Submission);
        types.Mention.Field(
            "pointer",
            "Where it speaks of the entity (RFC 6901).",
            Scalars.String.NonNull(),
            mention => mention.Pointer);
        types.Mention.Field("bomRef", "The document's own handle for it.", Scalars.String, mention => mention.BomRef);
        types.Mention.Field(
            "isDescribed",
            "Whether it describes the entity, rather than only naming it.",
            Scalars.Boolean.NonNull(),
            mention => mention.IsDescribed);
    }

    private void DeclareAibom(SchemaTypes types)
    {
        Aibom.Implementing(types.Node);
        Aibom.Field("id", "The global id.", Scalars.Id.NonNull(), aibom => GlobalId.Of(
            "Aibom", aibom.Sequence.ToString(CultureInfo.InvariantCulture)));
        Aibom.Field(
            "document",
            "The digest of the original bytes; `/v1/documents/sha256/{hex}` gives them back.",
            Scalars.String.NonNull(),
            aibom => aibom.Document.ToString());
        Aibom.Field(
            "mediaType", "The media type under which they came.", Scalars.String.NonNull(), aibom => aibom.MediaType);
        Aibom.Field("length", "Their number.", Scalars.Long.NonNull(), aibom => aibom.Length);
        Aibom.Field(
            "format", "The format, such as `CycloneDX`.", Scalars.String.NonNull(), aibom => aibom.Header.Format);
        Aibom.Field(
            "specVersion", "The version of the format.", Scalars.String.NonNull(), aibom => aibom.Header.SpecVersion);
        Aibom.Field("serialNumber", "The serial number.", Scalars.String, aibom => aibom.Header.SerialNumber);
        Aibom.Field("version", "The document's own version.", Scalars.Int, aibom => aibom.Header.Version);
        Aibom.Field("timestamp", "When it says it was made.", Scalars.DateTime, aibom => aibom.Header.Timestamp);
        Aibom.Field(
            "publisherName", "In whose name it speaks: a claim.", Scalars.String, aibom => aibom.Header.Publisher);
        Aibom.Field("publisher", "The registered organization of that name.", types.Organizations.Organization)
            .Load(Loaders.Organizations, aibom => aibom.Publisher);
        Aibom.Field("postedBy", "Who posted it.", Scalars.String.NonNull(), aibom => aibom.Poster);
        Aibom.Field("recordedAt", "When it was recorded.", Scalars.DateTime.NonNull(), aibom => aibom.At);
        Aibom.Field("sequence", "The journal entry.", Scalars.Long.NonNull(), aibom => aibom.Sequence);
        Aibom.Field(
            "entryHash",
            "The hash of the journal entry.",
            Scalars.String.NonNull(),
            aibom => aibom.EntryHash.ToString());
        Aibom.Field("subject", "What it is about.", types.Entity).ResolveEntity(aibom => aibom.SubjectId);
        Aibom.Field(
            "entities",
            "What it declares or names, in document order; nothing of a quarantined one.",
            types.Entity.NonNull().List().NonNull())
            .ResolveBatch(async (context, aiboms) =>
            {
                AibomRequest request = context.State<AibomRequest>();
                ILookup<long, DeclarationRecord> declared = await request.Registry.Store.Reads.Documents
                    .DeclaredByAsync(aiboms.Select(aibom => aibom.Sequence), context.CancellationToken);
                return await Task.WhenAll(aiboms.Select(async aibom =>
                {
                    var entities = await Loaders.Entities.LoadManyAsync(
                        context, declared[aibom.Sequence].Select(mention => mention.EntityId));
                    return entities.OfType<Registry.Catalog.Entity>().DistinctBy(entity => entity.Id).ToArray();
                }));
            });
    }

    private void DeclareVerdict(SchemaTypes types)
    {
        Aibom.Field("status", "The verdict.", types.Enums.SubmissionStatus.NonNull(), aibom => aibom.Status);
        Aibom.Field(
            "authenticity",
            "What is known of who said it; nothing of whether it is true.",
            types.Enums.Authenticity.NonNull(),
            aibom => aibom.Authenticity);
        Aibom.Field(
            "author",
            "The organization whose words these are, where the signature makes it the author.",
            types.Organizations.Organization)
            .Load(Loaders.Organizations, aibom => aibom.Author);
        Aibom.Field(
            "claimedBy",
            "Whose words its statements are: the author's id, or the poster.",
            Scalars.String.NonNull(),
            aibom => aibom.Author ?? aibom.Poster);
        Aibom.Field("signer", "The key that signed.", Scalars.String, aibom => aibom.Signer?.ToString());
        Aibom.Field("findings", "What was found when it was submitted.", Finding.NonNull().List().NonNull())
            .Resolve(async (context, aibom) => (await ReportAsync(context, aibom)).Findings);
        Aibom.Field(
            "schema",
            "What the official schema of its format said when it was submitted.",
            types.Enums.SchemaVerdict.NonNull())
            .Resolve(async (context, aibom) => (await ReportAsync(context, aibom)).Schema);
        Aibom.Field(
            "policies",
            "The policies by which it was taken: the operator's, then that of its poster.",
            types.Policies.Applied.NonNull().List().NonNull())
            .Resolve(async (context, aibom) => (await ReportAsync(context, aibom)).Policies);
        Aibom.Field(
            "artifacts", "How its declared files stood against bytes.", ArtifactCheck.NonNull().List().NonNull())
            .Resolve(async (context, aibom) => (await ReportAsync(context, aibom)).Artifacts);
    }

    private void DeclareFindings(SchemaTypes types)
    {
        Finding.Field("check", "What was looked at.", Scalars.String.NonNull(), finding => finding.Check);
        Finding.Field("outcome", "How that check ended.", types.Enums.Outcome.NonNull(), finding => finding.Outcome);
        Finding.Field("code", "A stable code.", Scalars.String.NonNull(), finding => finding.Code);
        Finding.Field("severity", "How much it weighs.", types.Enums.Severity.NonNull(), finding => finding.Severity);
        Finding.Field(
            "pointer",
            "Where in the document (RFC 6901); empty for all of it.",
            Scalars.String.NonNull(),
            finding => finding.Pointer);
        Finding.Field("message", "One sentence for a person.", Scalars.String.NonNull(), finding => finding.Message);
        Finding.Field("expected", "What should have been there.", Scalars.String, finding => finding.Expected);
        Finding.Field("found", "What came.", Scalars.String, finding => finding.Found);

        ArtifactCheck.Field("name", "The file's name in the document.", Scalars.String.NonNull(), check => check.Name);
        ArtifactCheck.Field("pointer", "Where it is declared.", Scalars.String.NonNull(), check => check.Pointer);
        ArtifactCheck.Field("status", "The comparison.", types.Enums.DigestStatus.NonNull(), check => check.Status);
        ArtifactCheck.Field(
            "declared", "The strongest declared digest.", Scalars.String, check => check.Declared?.ToString());
        ArtifactCheck.Field(
            "observed", "The SHA-256 of the bytes that came.", Scalars.String, check => check.Observed?.ToString());
    }

    private void DeclareFiles(SchemaTypes types)
    {
        File.Field("name", "Its path within the artifact.", Scalars.String.NonNull(), file => file.Name);
        File.Field(
            "digests",
            "The declared digests, such as `sha256:…`.",
            Scalars.String.NonNull().List().NonNull(),
            file => file.Digests.Select(digest => digest.ToString()));
        File.Field(
            "status",
            "How it stands against bytes: as found when its document was submitted, or by an upload since.",
            types.Enums.DigestStatus.NonNull())
            .ResolveBatch(async (context, files) =>
            {
                OrganizationReads reads = context.State<AibomRequest>().Registry.Store.Reads.Organizations;
                IReadOnlyDictionary<Digest, long> stored = await reads.ArtifactLengthsAsync(
                    files.SelectMany(Sha256Of).Distinct(), context.CancellationToken);
                return files.Select(file => file.Status is null or DigestStatus.NotAvailable
                    && Sha256Of(file).Any(stored.ContainsKey)
                        ? DigestStatus.Match
                        : file.Status ?? DigestStatus.NotAvailable).ToArray();
            });
        File.Field("pointer", "Where the document declares it.", Scalars.String.NonNull(), file => file.Pointer);
        File.Field("entity", "What it is a file of.", types.Entity.NonNull()).ResolveEntity(file => file.EntityId);
        File.Field(
            "aibom", "The document that declares it.", Aibom.NonNull()).ResolveSubmission(file => file.Submission);
    }

    private static async Task<SubmissionReport> ReportAsync(ResolveContext context, SubmissionRecord aibom) =>
        (await Loaders.Reports.LoadAsync(context, aibom.Report))!;

    private static IEnumerable<Digest> Sha256Of(FileRecord file) => file.Digests
        .Where(digest => digest.Function is HashFunction.Sha256)
        .Select(digest => Digest.Parse(digest.ToString()));
}
