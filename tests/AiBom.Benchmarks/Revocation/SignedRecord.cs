using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage;
using AiBom.Storage.Journal;

namespace AiBom.Benchmarks;

/// <summary>
/// Fills a store with signed documents, each of one model and the data that it was trained on, and where it is asked
/// for with a run's provenance of each. What is written is what reading would give; nothing is parsed.
/// </summary>
/// <param name="store">The store, empty.</param>
/// <param name="documents">How many documents.</param>
/// <param name="edges">How many edges each.</param>
internal sealed class SignedRecord(AibomStore store, int documents, int edges)
{
    /// <summary>How many data sets the models share, in data sets of one document.</summary>
    private const int Pool = 20;

    public const string Author = "acme";

    /// <summary>The key that signs the documents.</summary>
    public static Digest DocumentKey { get; } = DigestOf("document key");

    /// <summary>The builder's key that signs the provenance.</summary>
    public static Digest BuilderKey { get; } = DigestOf("builder key");

    /// <param name="isOneModel">Whether all documents are of one model, and each adds data of its own to it.</param>
    /// <param name="hasProvenance">Whether a run of a trusted builder proves every edge.</param>
    public async Task FillAsync(bool isOneModel, bool hasProvenance)
    {
        await store.Journal.AppendAsync(
            [
                Draft(new OrganizationRegistered(Author, "ACME", [])),
                Draft(new SignerRegistered(Author, DocumentKey, "PEM", DateTimeOffset.UnixEpoch, null)),
                Draft(new SignerRegistered(Author, BuilderKey, "PEM", DateTimeOffset.UnixEpoch, null)),
            ],
            CancellationToken.None);
        for (int at = 0; at < documents; at++)
        {
            string model = isOneModel ? "model" : Name("model", at);
            string[] data = [.. Enumerable.Range(0, edges).Select(next => Name("data", DataOf(at, next, isOneModel)))];
            Digest document = await store.Blobs.WriteAsync(
                Encoding.UTF8.GetBytes(Name("document", at)), CancellationToken.None);
            await store.Journal.AppendAsync([Document(document, model, data)], CancellationToken.None);
            if (hasProvenance)
            {
                await store.Journal.AppendAsync([Provenance(document, model, data)], CancellationToken.None);
            }
        }
    }

    private int DataOf(int document, int next, bool isOneModel) => isOneModel
        ? (document * edges) + next
        : ((document * 7) + (next * Pool)) % (edges * Pool);

    private static JournalDraft Document(Digest document, string model, string[] data)
    {
        var content = SubmissionContent.Of(
            new StatementSet
            {
                Document = document,
                Reader = "benchmark/1",
                Header = new DocumentHeader { Format = "CycloneDX", SpecVersion = "1.7", Subject = 0 },
                Entities =
                [
                    Entity(EntityKind.Model, model, "/metadata/component"),
                    .. data.Select((name, at) => Entity(EntityKind.Dataset, name, $"/components/{at}")),
                ],
                Statements =
                [
                    .. data.Select((_, at) => new Statement(
                        0, EdgeKind.TrainedOn, at + 1, $"/components/{at}", Reading.Declared, "benchmark")),
                ],
            },
            new SubmissionReport([], [], []));
        return Draft(
            new SubmissionRecorded
            {
                Submission = document,
                Document = document,
                MediaType = "application/vnd.cyclonedx+json",
                Length = 1,
                Poster = "ci",
                Status = SubmissionStatus.Accepted,
                Authenticity = Authenticity.Valid,
                Author = Author,
                Publisher = Author,
                Signer = DocumentKey,
                StatementSet = content.StatementSet,
                Report = content.ReportDigest,
            },
            content);
    }

    private static JournalDraft Provenance(Digest envelope, string model, string[] data)
    {
        var content = AttestationContent.Of(new AttestationReport(
            new AttestationFacts
            {
                Kind = AttestationKind.Provenance,
                PredicateType = "https://slsa.dev/provenance/v1",
                Subjects = [Artifact(model)],
                Inputs = [.. data.Select(Artifact)],
            },
            [],
            IsBuilderTrusted: true));
        return Draft(
            new AttestationRecorded
            {
                Attestation = envelope,
                Envelope = envelope,
                Poster = "ci",
                Status = SubmissionStatus.Accepted,
                Authenticity = Authenticity.Valid,
                Authors = [Author],
                Signer = BuilderKey,
                Report = content.ReportDigest,
            },
            content);
    }

    private static JournalDraft Draft(JournalEvent occurred, EntryContent? content = null) =>
        new("ci", occurred, content);

    private static DeclaredEntity Entity(EntityKind kind, string name, string pointer) => new()
    {
        Kind = kind,
        Pointer = pointer,
        Name = name,
        Digests = [Sha256(name)],
        IsDescribed = kind is EntityKind.Model,
    };

    private static AttestedArtifact Artifact(string name) => new(name, Uri: null, [Sha256(name)]);

    private static DeclaredDigest Sha256(string text) => new(HashFunction.Sha256, DigestOf(text).Hex);

    private static Digest DigestOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));

    private static string Name(string kind, int at) => string.Create(CultureInfo.InvariantCulture, $"{kind} {at}");
}
