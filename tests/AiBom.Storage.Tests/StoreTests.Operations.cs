using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Reads;
using static AiBom.Storage.Tests.SampleDocument;

namespace AiBom.Storage.Tests;

/// <summary>Organizations, labelings, deployments and advisories.</summary>
public abstract partial class StoreTests
{
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Names_bind_to_the_first_organization_that_registered_them_without_regard_to_case()
    {
        await using TestStore test = await OpenAsync();
        await test.AppendAsync(
            new OrganizationRegistered("acme", "ACME Labs", ["Acme GmbH"]),
            new OrganizationRegistered("evil", "Acme Labs", []),
            new OrganizationRegistered("acme", "ACME", ["acme ag"]));
        OrganizationReads reads = test.Store.Reads.Organizations;

        IReadOnlyDictionary<string, string> bound = await reads.ByNameAsync(
            ["acme labs", " ACME GMBH ", "Acme AG", "evil", "nobody"], Cancelled);
        OrganizationRecord acme = (await reads.ByIdAsync(["acme"], Cancelled))["acme"];

        Assert.Equal(
            [" ACME GMBH =acme", "Acme AG=acme", "acme labs=acme", "evil=evil"],
            bound.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("ACME", acme.DisplayName);
        Assert.Equal(["evil"], (await reads.PageAsync("acme", 10, Cancelled)).Select(found => found.Id));
    }

    [Fact]
    public async Task Signers_tokens_and_artifacts_are_found_by_their_digests()
    {
        await using TestStore test = await OpenAsync();
        Digest artifact = await test.Store.Blobs.WriteAsync("bytes"u8.ToArray(), Cancelled);
        await test.AppendAsync(
            new OrganizationRegistered("acme", "ACME", []),
            new SignerRegistered("acme", DigestOf("key"), "PEM", null, null),
            new SignerRegistered("acme", DigestOf("key"), "PEM", null, July),
            new AccessTokenIssued(DigestOf("token"), "pipeline"),
            new ArtifactStored(artifact, 5),
            new ArtifactStored(artifact, 5));
        OrganizationReads reads = test.Store.Reads.Organizations;
        SignerRecord byOrganization = Assert.Single((await reads.SignersAsync(["acme"], Cancelled))["acme"]);
        SignerRecord byKey = Assert.Single(
            (await reads.SignersByKeyAsync([DigestOf("key")], Cancelled))[DigestOf("key")]);

        Assert.All([byOrganization, byKey], signer => Assert.Equal(
            ("acme", DigestOf("key"), "PEM", null, July, null),
            (signer.Organization,
            signer.KeyId,
            signer.Registered.PublicKey,
            signer.Registered.ValidFrom,
            signer.Registered.ValidUntil,
            signer.RevokedSince)));
        Assert.Equal(3, await reads.TrustVersionAsync(Cancelled));
        Assert.Equal("pipeline", await reads.TokenHolderAsync(DigestOf("token"), Cancelled));
        Assert.Null(await reads.TokenHolderAsync(DigestOf("guess"), Cancelled));
        Assert.Equal(5, (await reads.ArtifactLengthsAsync([artifact], Cancelled))[artifact]);
    }

    [Fact]
    public async Task Advisories_stand_from_their_report_until_before_their_retraction()
    {
        await using TestStore test = await OpenAsync();
        await test.AppendAsync(
            new CompromiseReported("ADV-1", ["pkg:generic/a@1"], null, "vendor", null),
            new CompromiseReported("ADV-2", ["pkg:generic/b@1"], null, "vendor", null),
            new CompromiseRetracted("ADV-1", "no"));

        var standing = new List<string>();
        for (int asOf = 0; asOf <= 3; asOf++)
        {
            standing.Add(string.Join(
                '+', (await test.Store.Reads.Advisories.StandingAsync(asOf, Cancelled)).Select(own => own.Id)));
        }

        Assert.Equal(["", "ADV-1", "ADV-1+ADV-2", "ADV-2"], standing);
    }

    [Theory]
    [InlineData(null, null, "q1 q2 undated")]
    [InlineData("2026-01-01", "2026-04-01", "q1 undated")]
    [InlineData("2026-05-01", "2026-06-01", "q2 undated")]
    [InlineData("2027-01-01", null, "undated")]
    public async Task Labelings_of_a_vendor_are_found_by_period_with_their_principals(
        string? from, string? until, string found)
    {
        await using TestStore test = await OpenAsync();
        static DeclaredEntity Labels(string name, string vendor, string? begin, string? end) =>
            Entity(EntityKind.LabelSet, name) with
            {
                Organizations =
                [
                    new OrganizationClaim(OrganizationRole.LabelingVendor, vendor, "/v"),
                    new OrganizationClaim(OrganizationRole.LabelingPrincipal, "Buyer", "/p"),
                ],
                LabeledFrom = Instant(begin),
                LabeledUntil = Instant(end),
            };
        await test.SubmitAsync(new SampleDocument("1")
        {
            Entities =
            [
                Labels("q1", "Label Co", "2026-01-01", "2026-03-31"),
                Labels("q2", "LABEL CO", "2026-04-01", "2026-06-30"),
                Labels("undated", "label-co", null, null),
                Labels("else", "Other", "2026-01-01", null),
            ],
        });
        await test.AppendAsync(new OrganizationRegistered("label-co", "Label Co", []));

        ImmutableArray<LabelingRecord> labelings = await test.Store.Reads.Documents.LabelingsByAsync(
            "label-co", Instant(from), Instant(until), Cancelled);
        IReadOnlyDictionary<int, EntityRecord> names = await test.Store.Reads.Entities.ByIdAsync(
            labelings.Select(labeling => labeling.EntityId), Cancelled);

        Assert.Equal(found, string.Join(' ', labelings.Select(labeling => names[labeling.EntityId].Name)));
        Assert.All(labelings, labeling => Assert.Equal("label-co", Assert.Single(labeling.Vendors).Organization));
        Assert.All(labelings, labeling => Assert.Equal(("Buyer", null), Bound(Assert.Single(labeling.Principals))));
    }

    [Fact]
    public async Task A_recorded_model_ends_what_ran_before_unless_traffic_is_split()
    {
        await using TestStore test = await OpenAsync();
        await test.AppendAsync(
            Deploy("sha256:a", 1), Deploy("sha256:b", 3), Deploy("sha256:c", 5, isSplit: true), Deploy("sha256:d", 9));

        Assert.Equal("1:1-3 2:3-9 3:5-9 4:9-", await IntervalsAsync(test));
    }

    [Fact]
    public async Task What_is_recorded_late_ends_where_something_else_began()
    {
        await using TestStore test = await OpenAsync();
        await test.AppendAsync(Deploy("sha256:a", 5), Deploy("sha256:b", 1), Deploy("sha256:c", 1, until: 2));

        Assert.Equal("1:5- 2:1-1 3:1-2", await IntervalsAsync(test));
    }

    [Fact]
    public async Task Ending_a_deployment_ends_everything_that_runs_in_it()
    {
        await using TestStore test = await OpenAsync();
        await test.AppendAsync(
            Deploy("sha256:a", 1), Deploy("sha256:b", 2, isSplit: true), new DeploymentEnded("eu", July.AddDays(4)));

        Assert.Equal("1:1-4 2:2-4", await IntervalsAsync(test));
        Assert.Equal([1, 2], await RunningAsync(test, July.AddDays(4).AddMicroseconds(-1)));
        Assert.Empty(await RunningAsync(test, July.AddDays(4)));
    }

    [Fact]
    public async Task What_ran_is_found_by_period_and_by_model()
    {
        await using TestStore test = await OpenAsync();
        await test.AppendAsync(Deploy("sha256:a", 1), Deploy("sha256:b", 3), Deploy("sha256:a", 6));
        DeploymentReads reads = test.Store.Reads.Deployments;

        async Task<IEnumerable<long>> Overlapping(int from, int? until) => (await reads.OverlappingAsync(
            July.AddDays(from), until is { } day ? July.AddDays(day) : null, Cancelled)).Select(one => one.Sequence);

        Assert.Equal([1L], await Overlapping(1, 3));
        Assert.Equal([1L, 2L], await Overlapping(2, 4));
        Assert.Equal([3L], await Overlapping(6, null));
        Assert.Equal([1L, 3L], (await reads.OfModelsAsync([1], Cancelled))[1].Select(one => one.Sequence));
        Assert.Equal("team", Assert.Single(await reads.PageAsync("", 10, Cancelled)).Owner);
    }

    [Fact]
    public async Task A_deployed_model_that_no_document_describes_is_a_gap_until_one_does()
    {
        await using TestStore test = await OpenAsync();
        await test.AppendAsync(Deploy(Sha256("w").ToString(), 1));
        EntityRecord gap = (await test.Store.Reads.Entities.ByIdAsync([1], Cancelled))[1];
        await test.SubmitAsync(new SampleDocument("1") { Entities = [Model("m") with { Digests = [Sha256("w")] }] });
        EntityRecord bound = (await test.Store.Reads.Entities.ByIdAsync([1], Cancelled))[1];

        Assert.Equal((EntityKind.Model, "", false), (gap.Kind, gap.Name, gap.IsDescribed));
        Assert.Equal(("m", true, 1L), (bound.Name, bound.IsDescribed, bound.FirstSequence));
    }

    [Fact]
    public async Task An_advisory_binds_when_its_subject_arrives_and_stays_when_it_is_retracted()
    {
        await using TestStore test = await OpenAsync();
        string key = Sha256("w").ToString();
        await test.AppendAsync(new CompromiseReported("ADV-1", [key, "sha256:b"], "AML.T0018", "vendor", "Backdoor"));
        AdvisoryReads reads = test.Store.Reads.Advisories;
        AdvisoryRecord before = (await reads.ByIdAsync(["ADV-1"], Cancelled))["ADV-1"];
        await test.SubmitAsync(new SampleDocument("1") { Entities = [Model("m") with { Digests = [Sha256("w")] }] });
        await test.AppendAsync(new CompromiseRetracted("ADV-1", "wrong file"));
        AdvisoryRecord after = (await reads.OfEntitiesAsync([1], Cancelled))[1].Single();

        Assert.Equal([new AdvisorySubjectRecord(key, null), new("sha256:b", null)], before.Subjects);
        Assert.Null(before.Retraction);
        Assert.Equal([new AdvisorySubjectRecord(key, 1), new("sha256:b", null)], after.Subjects);
        Assert.Equal(("wrong file", test.Clock.Now), (after.Retraction!.Reason, after.Retraction.At));
        Assert.Equal((1, 1), (await reads.CountAsync(Cancelled), (await reads.PageAsync(0, 10, Cancelled)).Length));
    }

    private static (string Name, string? Organization) Bound(OrganizationClaimRecord claim) =>
        (claim.Name, claim.Organization);

    private static DateTimeOffset? Instant(string? day) => day is null ? null : DateTimeOffset.Parse(
        day, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);

    private static DeploymentRecorded Deploy(string model, int day, int? until = null, bool isSplit = false) => new(
        "eu",
        DeploymentEnvironment.Production,
        "team",
        System: null,
        model,
        July.AddDays(day),
        until is { } end ? July.AddDays(end) : null,
        isSplit);

    private static async Task<string> IntervalsAsync(TestStore test) => string.Join(
        ' ',
        (await test.Store.Reads.Deployments.IntervalsAsync(["eu"], Cancelled))["eu"]
            .OrderBy(one => one.Sequence)
            .Select(one => $"{one.Sequence}:{(one.From - July).Days}-{(one.Until - July)?.Days}"));

    private static async Task<IEnumerable<long>> RunningAsync(TestStore test, DateTimeOffset instant) =>
        (await test.Store.Reads.Deployments.AtAsync(instant, Cancelled)).Select(one => one.Sequence);
}
