using System.Text;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Registry.Catalog;
using AiBom.Registry.Deployments;
using AiBom.Registry.Incidents;
using AiBom.Registry.Ingestion;
using AiBom.Registry.Organizations;
using AiBom.Storage;
using AiBom.Storage.Blobs;
using AiBom.Testing.Signing;

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

    public static async Task<Desk> OpenAsync()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("aibom-registry-");
        return new Desk(folder, await OpenAsync(folder));
    }

    /// <summary>Closes the store and opens it again, as a restart does.</summary>
    public async Task RestartAsync()
    {
        await Registry.DisposeAsync();
        Registry = await OpenAsync(_folder);
    }

    public async ValueTask DisposeAsync()
    {
        await Registry.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The status, whether it is a repetition, and the codes of what was found.</summary>
    public async Task<string> Post(
        Bom bom,
        string poster = "ci",
        Signer? signedBy = null,
        byte[]? envelope = null,
        bool isDryRun = false,
        string? file = null)
    {
        byte[] document = bom.ToBytes();
        envelope ??= signedBy?.SignDocument(document).ToBytes();
        Verdict verdict = await Registry.Ingestion.IngestAsync(
            new Submission(document, "application/vnd.cyclonedx+json", poster)
            {
                Bundles = envelope is null ? [] : [envelope],
                Artifacts = file is null ? [] : [await Upload(bom.File!.Value.Name, file)],
                IsDryRun = isDryRun,
            },
            TestContext.Current.CancellationToken);
        string repeated = verdict.IsRepeated ? " again" : "";
        IEnumerable<string> codes = verdict.Findings
            .Where(finding => finding.Severity > Severity.Information)
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

    public async Task<string> Trust(
        string organization, Signer signer, DateTimeOffset? from = null, DateTimeOffset? until = null) =>
        await Registry.Organizations.RegisterSignerAsync(
            organization, signer.Pem, from, until, "admin", TestContext.Current.CancellationToken)
        switch
        {
            SignerRegistration.Registered => "registered",
            SignerRegistration.OrganizationUnknown => "unknown organization",
            SignerRegistration.KeyRefused(Finding finding) => finding.Code,
            SignerRegistration.Invalid => "invalid",
            _ => "?",
        };

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

    private static EntityReference.ByPackageUrl Reference(string model) => new(Bom.PackageUrlOf(model));

    private async Task<PostedArtifact> Upload(string name, string content)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var stored = (BlobWrite.Stored)await Registry.Store.Blobs.WriteAsync(
            bytes, expected: null, maxLength: 1_000, TestContext.Current.CancellationToken);
        return new PostedArtifact(name, stored.Digest, stored.Length);
    }

    private static Task<AibomRegistry> OpenAsync(DirectoryInfo folder) => AibomRegistry.OpenAsync(
        new StoreOptions { Folder = folder.FullName },
        DocumentLimits.Default,
        new StandingClock(Day(10)),
        TestContext.Current.CancellationToken);
}
