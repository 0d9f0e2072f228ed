using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Blobs;
using AiBom.Storage.Journal;

namespace AiBom.Registry.Tests.Evidence;

/// <summary>
/// Commands of few organizations, keys and artifacts, so that evidence, names and revocations meet: what they record is
/// what was decided, and nothing is parsed.
/// </summary>
internal sealed class RandomRecord(int seed, FolderBlobStore blobs, StandingClock clock)
{
    private static readonly string[] Organizations = ["acme", "vendor", "other"];
    private static readonly string[] Keys = ["key 1", "key 2", "key 3"];
    private static readonly string[] Names = ["acme", "ACME Labs", "Vendor Inc", "vendor", "other", "nobody"];
    private static readonly string[] Things = ["a", "b", "c", "d", "e"];

    private readonly Random random = new(seed);
    private int next;

    /// <summary>Every organization has every key: trust is per key and organization.</summary>
    public static IEnumerable<JournalDraft> Start() => Organizations.SelectMany(organization => Keys
        .Select(key => Draft(new SignerRegistered(organization, DigestOf(key), "PEM", null, null)))
        .Prepend(Draft(new OrganizationRegistered(organization, organization, []))));

    /// <summary>The next command: mostly one event, sometimes several that are committed together.</summary>
    public async Task<ImmutableArray<JournalDraft>> NextAsync()
    {
        clock.Now += TimeSpan.FromHours(1);
        var drafts = ImmutableArray.CreateBuilder<JournalDraft>();
        do
        {
            drafts.Add(random.Next(10) switch
            {
                < 4 => await DocumentAsync(),
                < 7 => await AttestationAsync(),
                < 8 => Draft(new OrganizationRegistered(
                    Pick(Organizations), "", [.. Some(Names).Where(name => !IsOwn(name))])),
                _ => Draft(new SignerRevoked(
                    Pick(Organizations), DigestOf(Pick(Keys)), Time() ?? DateTimeOffset.UnixEpoch, "lost")),
            });
        }
        while (random.Next(4) == 0);

        return drafts.ToImmutable();
    }

    private static bool IsOwn(string name) => Organizations.Contains(name, StringComparer.OrdinalIgnoreCase);

    private async Task<JournalDraft> DocumentAsync()
    {
        Digest document = await BlobAsync("document");
        DeclaredEntity[] entities = [.. Enumerable.Range(0, random.Next(2, 5)).Select(Entity)];
        var content = SubmissionContent.Of(
            new StatementSet
            {
                Document = document,
                Reader = "test/1",
                Header = new DocumentHeader { Format = "CycloneDX", SpecVersion = "1.7" },
                Entities = [.. entities],
                Statements =
                [
                    .. Enumerable.Range(0, random.Next(1, 5)).Select(at => new Statement(
                        random.Next(entities.Length),
                        Pick([EdgeKind.DerivedFrom, EdgeKind.TrainedOn, EdgeKind.TestedOn, EdgeKind.Contains]),
                        random.Next(entities.Length),
                        $"/{at}",
                        Reading.Declared,
                        "test")),
                ],
            },
            new SubmissionReport([], [], []));
        string? author = random.Next(5) == 0 ? null : Pick(Organizations);
        return Draft(
            new SubmissionRecorded
            {
                Submission = document,
                Document = document,
                MediaType = "application/vnd.cyclonedx+json",
                Length = 1,
                Poster = Pick(Organizations),
                Status = random.Next(8) == 0 ? SubmissionStatus.Quarantined : SubmissionStatus.Accepted,
                Authenticity = author is null ? Authenticity.NotChecked : Authenticity.Valid,
                Author = author,
                Signer = author is null ? null : DigestOf(Pick(Keys)),
                SignedAt = Time(),
                Publisher = author,
                StatementSet = content.StatementSet,
                Report = content.ReportDigest,
            },
            content);
    }

    private async Task<JournalDraft> AttestationAsync()
    {
        Digest envelope = await BlobAsync("attestation");
        bool isRun = random.Next(2) == 0;
        var content = AttestationContent.Of(new AttestationReport(
            new AttestationFacts
            {
                Kind = isRun ? AttestationKind.Provenance : AttestationKind.Delivery,
                PredicateType = "https://example.com/v1",
                Subjects = [.. Some(Things).Select(Artifact)],
                Inputs = isRun ? [.. Some(Things).Select(Artifact)] : [],
                Recipients = isRun ? [] : [.. Some(Names)],
                Targets = isRun || random.Next(2) == 0 ? [] : [.. Some(Things).Select(Artifact)],
            },
            [],
            IsBuilderTrusted: random.Next(4) > 0));
        bool isValid = random.Next(6) > 0;
        return Draft(
            new AttestationRecorded
            {
                Attestation = envelope,
                Envelope = envelope,
                Poster = "ci",
                Status = random.Next(8) == 0 ? SubmissionStatus.Quarantined : SubmissionStatus.AcceptedWithFindings,
                Authenticity = isValid ? Authenticity.Valid : Authenticity.UntrustedSigner,
                Authors = isValid ? [.. Some(Organizations).Distinct(StringComparer.Ordinal).Order()] : [],
                Signer = DigestOf(Pick(Keys)),
                SignedAt = Time(),
                Report = content.ReportDigest,
            },
            content);
    }

    /// <summary>A thing by one or several of its keys, so that documents join what others keep apart.</summary>
    private DeclaredEntity Entity(int at)
    {
        int keys = random.Next(1, 8);
        string thing = Pick(Things);
        return new DeclaredEntity
        {
            Kind = EntityKind.Model,
            Pointer = $"/components/{at}",
            Name = thing,
            Digests =
            [
                .. (keys & 1) > 0 ? [Sha256(thing)] : (DeclaredDigest[])[],
                .. (keys & 2) > 0 ? [Sha512(Pick(Things))] : (DeclaredDigest[])[],
            ],
            PackageUrl = (keys & 4) > 0 ? UrlOf(thing) : null,
            Organizations = [.. random.Next(3) == 0
                ? Some(Names).Select(name => new OrganizationClaim(OrganizationRole.Recipient, name, "/r"))
                : []],
            Created = Time()?.Date,
        };
    }

    private AttestedArtifact Artifact(string thing) => random.Next(3) switch
    {
        0 => new(thing, Uri: null, [Sha256(thing), Sha512(thing)]),
        1 => new(thing, UrlOf(thing), []),
        _ => new(thing, UrlOf(thing), [Sha256(thing)]),
    };

    private DateTimeOffset? Time() => random.Next(3) == 0 ? null : clock.Now.AddHours(random.Next(-12, 3));

    private async Task<Digest> BlobAsync(string kind) => await blobs.WriteAsync(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{kind} {next++}")),
        TestContext.Current.CancellationToken);

    private T Pick<T>(T[] all) => all[random.Next(all.Length)];

    private string[] Some(string[] all) => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Pick(all))];

    private static JournalDraft Draft(JournalEvent occurred, EntryContent? content = null) =>
        new("ci", occurred is OrganizationRegistered { DisplayName: "" } known
            ? known with { DisplayName = known.Organization }
            : occurred, content);

    private static string UrlOf(string thing) => $"pkg:generic/{thing}@1";

    private static DeclaredDigest Sha256(string text) => new(HashFunction.Sha256, DigestOf(text).Hex);

    private static DeclaredDigest Sha512(string text) =>
        new(HashFunction.Sha512, DigestOf(text).Hex + DigestOf(text).Hex);

    private static Digest DigestOf(string text) => Digest.Of(Encoding.UTF8.GetBytes(text));
}
