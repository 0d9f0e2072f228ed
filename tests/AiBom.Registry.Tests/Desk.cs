using System.Text;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Registry.Catalog;
using AiBom.Registry.Deployments;
using AiBom.Registry.Incidents;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;
using AiBom.Registry.Organizations;
using AiBom.Storage;
using AiBom.Storage.Blobs;
using AiBom.Testing.Signing;
using AiBom.Verification.Keys;
using AiBom.Verification.Trust;

namespace AiBom.Registry.Tests;

/// <summary>
/// A registry over a real store in a folder of its own, and the one place that knows its API: a request in, what came
/// of it out as text.
/// </summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private Desk(DirectoryInfo folder, AibomRegistry registry) => (_folder, Registry) = (folder, registry);

    /// <summary>What time it is: the tenth day at first.</summary>
    public StandingClock Clock => (StandingClock)Registry.Clock;

    public AibomRegistry Registry { get; private set; }

    public static DateTimeOffset Day(int day) => new(2026, 1, day, 0, 0, 0, TimeSpan.Zero);

    /// <summary>For who waits for word of something: a test for which none comes fails and does not hang.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    /// <param name="ingestPolicy">The policy by which submissions are taken.</param>
    public static async Task<Desk> OpenAsync(string ingestPolicy = PolicySet.Standard)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-registry-");
        return new Desk(folder, await OpenAsync(folder, ingestPolicy));
    }

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    public async Task RestartAsync()
    {
        await Registry.DisposeAsync();
        Registry = await OpenAsync(_folder, PolicySet.Standard);
    }

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>
    /// The status, whether it is a repetition, and the codes of what was found, but not by official schemas: a build
    /// may have none.
    /// </summary>
    public async Task<string> Post(
        Bom bom,
        string poster = "ci",
        Signer? signedBy = null,
        byte[]? envelope = null,
        byte[]? attestation = null,
        bool isDryRun = false,
        string? file = null,
        string? askedBy = null) =>
        await Post(bom.ToBytes(), poster, signedBy, envelope, attestation, isDryRun, file is null
            ? []
            : [await Upload(bom.File!.Value.Name, file)], askedBy);

    /// <summary>The same of a document by hand.</summary>
    public async Task<string> Post(
        byte[] document,
        string poster = "ci",
        Signer? signedBy = null,
        byte[]? envelope = null,
        byte[]? attestation = null,
        bool isDryRun = false,
        PostedArtifact[]? files = null,
        string? askedBy = null)
    {
        envelope ??= signedBy?.SignDocument(document).ToBytes();
        Verdict verdict = await Registry.Ingestion.IngestAsync(
            new Submission(document, "application/vnd.cyclonedx+json", poster)
            {
                Bundles =
                [
                    .. new[] { envelope, attestation }.OfType<byte[]>().Select(own => (ReadOnlyMemory<byte>)own),
                ],
                Artifacts = [.. files ?? []],
                IsDryRun = isDryRun,
                IngestPolicy = askedBy,
            },
            TestContext.Current.CancellationToken);
        string repeated = verdict.IsRepeated ? " again" : "";
        IEnumerable<string> codes = verdict.Findings
            .Where(finding => finding.Severity > Severity.Information && finding.Check is not "schema")
            .Select(finding => finding.Code);
        return string.Join(' ', codes.Prepend($"{verdict.Status}{repeated}"));
    }

    public async Task<string> Register(string id, params string[] aliases) =>
        await Registry.Organizations.RegisterAsync(
            id, null, [.. aliases], "admin", TestContext.Current.CancellationToken)
        switch
        {
            OrganizationRegistration.Registered => "registered",
            OrganizationRegistration.NameTaken(string name, string owner) => $"{name} is taken by {owner}",
            OrganizationRegistration.Invalid => "invalid",
            _ => "?",
        };

    public Task<string> Trust(
        string organization, Signer signer, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        Trust(new SignerDraft(organization) { PublicKey = signer.Pem, ValidFrom = from, ValidUntil = until });

    public async Task<string> Trust(SignerDraft draft, Signer? replaces = null) =>
        await Registry.Organizations.RegisterSignerAsync(
            draft, replaces is null ? null : IdOf(replaces), "admin", TestContext.Current.CancellationToken)
        switch
        {
            SignerRegistration.Registered => "registered",
            SignerRegistration.OrganizationUnknown => "unknown organization",
            SignerRegistration.SignerUnknown => "unknown signer",
            SignerRegistration.SignerRefused(Finding finding) => finding.Code,
            SignerRegistration.Invalid => "invalid",
            _ => "?",
        };

    public async Task<string> Revoke(
        string organization, Signer signer, DateTimeOffset? since = null, string reason = "It was stolen.") =>
        await Registry.Organizations.RevokeSignerAsync(
            organization, IdOf(signer), since, reason, "admin", TestContext.Current.CancellationToken)
        switch
        {
            SignerRevocation.Revoked => "revoked",
            SignerRevocation.Unknown => "unknown signer",
            SignerRevocation.Invalid => "invalid",
            _ => "?",
        };

    /// <summary>The status of the post and of each attestation, with the codes of what was found.</summary>
    public async Task<string> Attest(params byte[][] lines)
    {
        AttestationPosting posting = await Registry.Attestations.IngestAsync(
            new AttestationSubmission(
                lines.SelectMany((line, i) => i == 0 ? line : line.Prepend((byte)'\n')).ToArray(), "ci"),
            TestContext.Current.CancellationToken);
        IEnumerable<string> each = posting.Attestations.Select(own => string.Join(' ', own.Findings
            .Where(finding => finding.Severity > Severity.Information)
            .Select(finding => finding.Code)
            .Prepend($"{own.Status}{(own.IsRepeated ? " again" : "")} {own.Authenticity}")));
        IEnumerable<string> whole = posting.Findings
            .Select(finding => $"{posting.Status} {finding.Code}{finding.Pointer}");
        return string.Join(", ", whole.Concat(each));
    }

    /// <summary>
    /// The assurance of the edge from one model to another in the graph, as it is now and when loaded.
    /// </summary>
    public async Task<string> Edge(string from, string to)
    {
        string now = await EdgeIn(Registry.Lineage.Current, from, to);
        var loaded = new LiveLineage();
        await loaded.LoadAsync(Registry.Store, TestContext.Current.CancellationToken);
        string again = await EdgeIn(loaded.Current, from, to);
        return now == again ? now : $"{now}, but {again} when loaded";
    }

    public async Task<string> Deploy(
        string slot,
        string model,
        DateTimeOffset from,
        DateTimeOffset? until = null,
        bool isSplit = false,
        string owner = "team") =>
        await Registry.Deployments.RecordAsync(
            new DeploymentCommand(
                slot, DeploymentEnvironment.Production, owner, "shop", Reference(model), from, until, isSplit),
            "ops",
            TestContext.Current.CancellationToken)
        switch
        {
            DeploymentRecording.Recorded => "recorded",
            DeploymentRecording.Overlapping => "overlap",
            DeploymentRecording.ModelUnclear(EntityLookup lookup) => lookup.GetType().Name,
            DeploymentRecording.Invalid => "invalid",
            _ => "?",
        };

    public async Task<string> End(string slot, DateTimeOffset at) =>
        (await Registry.Deployments.EndAsync(slot, at, "ops", TestContext.Current.CancellationToken)).GetType().Name;

    /// <summary>What runs in a slot on a day, by name.</summary>
    public async Task<string> Running(string slot, DateTimeOffset at)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var running = (await Registry.Store.Reads.Deployments.AtAsync(at, token))
            .Where(interval => interval.Deployment == slot)
            .ToArray();
        IReadOnlyDictionary<int, Entity> models = await Registry.Catalog.ReadAsync(
            [.. running.Select(interval => interval.ModelId)], Registry.Lineage.Current, token);
        return string.Join(' ', running.Select(interval => models[interval.ModelId].Name).Order());
    }

    public async Task<string> Report(string source, params string[] models) =>
        await Registry.Advisories.ReportAsync(
            new CompromiseCommand([.. models.Select(Reference)], "AML.T0018", source, "A backdoor."),
            "security",
            TestContext.Current.CancellationToken)
        switch
        {
            CompromiseReport.Reported(string id) => id,
            CompromiseReport.SubjectUnclear(EntityLookup lookup) => lookup.GetType().Name,
            CompromiseReport.Invalid => "invalid",
            _ => "?",
        };

    public async Task<string> Retract(string advisory, string reason = "It was a mistake.") =>
        (await Registry.Advisories.RetractAsync(advisory, reason, "security", TestContext.Current.CancellationToken))
            .GetType().Name;

    /// <summary>The verdict on each slot if a model were compromised.</summary>
    public async Task<string> Impact(string model, DateTimeOffset at)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var found = (EntityLookup.Found)await Registry.Catalog.FindAsync(
            Reference(model), Registry.Lineage.Current, token);
        ImpactAssessment impact = await Registry.Impact.AssessAsync(
            [found.Id], Lineage.ImpactOptions.Default, [], at, Registry.Lineage.Current, token);
        IEnumerable<string> active = impact.Deployments.Select(own => $"{own.Deployment.Id}:{own.Exposure}");
        IEnumerable<string> past = impact.PastExposure.Select(own => $"{own.Deployment.Id}:Past");
        return string.Join(' ', active.Concat(past));
    }

    /// <summary>How many entries the journal has.</summary>
    public Task<long> Head() => Registry.Store.Journal.HeadAsync(TestContext.Current.CancellationToken);

    /// <summary>What a name leads to.</summary>
    public async Task<EntityLookup> Find(string model) => await Registry.Catalog.FindAsync(
        Reference(model), Registry.Lineage.Current, TestContext.Current.CancellationToken);

    private async Task<string> EdgeIn(Lineage.LineageGraph graph, string from, string to)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        var subject = (EntityLookup.Found)await Registry.Catalog.FindAsync(Reference(from), graph, token);
        var source = (EntityLookup.Found)await Registry.Catalog.FindAsync(Reference(to), graph, token);
        return string.Join(' ', graph.Lineage([subject.Id], Lineage.Direction.Upstream).Edges
            .Where(edge => edge.Subject == graph.Resolve(subject.Id) && edge.Object == graph.Resolve(source.Id))
            .Select(edge => edge.Assurance));
    }

    private static Digest IdOf(Signer signer) =>
        PublicKey.TryParse(signer.Pem, out PublicKey? key, out _)
            ? key.Id
            : throw new ArgumentException("It has no public key.", nameof(signer));

    private static EntityReference.ByPackageUrl Reference(string model) => new(Bom.PackageUrlOf(model));

    public async Task<PostedArtifact> Upload(string name, string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var stored = (BlobWrite.Stored)await Registry.Store.Blobs.WriteAsync(
            bytes, expected: null, maxLength: 1_000, TestContext.Current.CancellationToken);
        return new PostedArtifact(name, stored.Digest, stored.Length);
    }

    private static Task<AibomRegistry> OpenAsync(DirectoryInfo folder, string ingestPolicy) => AibomRegistry.OpenAsync(
        new StoreOptions { Folder = folder.FullName },
        DocumentLimits.Default,
        ingestPolicy,
        TrustedRootRegister.Load([], TimeProvider.System),
        new StandingClock(Day(10)),
        TestContext.Current.CancellationToken);
}
