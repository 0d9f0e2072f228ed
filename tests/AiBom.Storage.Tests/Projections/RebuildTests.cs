using System.Globalization;
using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Relational;
using AiBom.Storage.Sqlite;
using static AiBom.Storage.Tests.SampleDocument;

namespace AiBom.Storage.Tests.Projections;

public sealed class RebuildTests
{
    private static readonly DateTimeOffset July = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rebuild_restores_every_row_of_every_damaged_table()
    {
        await using TestStore test = await TestStore.OpenAsync();
        await FillAsync(test);
        string before = await DumpAsync(test);
        Assert.All(Tables(test), table => Assert.Contains($"{table}: ", before, StringComparison.Ordinal));

        await DamageAsync(test);
        Assert.NotEqual(before, await DumpAsync(test));
        var progress = new LastProgress();
        await test.Store.RebuildAsync(progress, Cancelled);

        Assert.Equal(before, await DumpAsync(test));
        long head = await test.Store.Journal.HeadAsync(Cancelled);
        Assert.Equal(new RebuildProgress(head, head), progress.Last);
    }

    [Fact]
    public async Task A_rebuild_that_fails_changes_nothing()
    {
        await using TestStore test = await TestStore.OpenAsync();
        await FillAsync(test);
        string before = await DumpAsync(test);
        string set = (await test.Store.Reads.Submissions.PageAsync(null, 1, Cancelled))[0].StatementSet.Hex;
        await RawDatabase.ExecuteAsync(test, $"DELETE FROM Contents WHERE Digest = '{set}'");

        await Assert.ThrowsAsync<InvalidDataException>(() => test.Store.RebuildAsync(progress: null, Cancelled));

        Assert.Equal(before, await DumpAsync(test));
    }

    [Fact]
    public async Task Tables_of_another_version_are_derived_anew_when_the_store_is_opened()
    {
        await using TestStore test = await TestStore.OpenAsync();
        await FillAsync(test);
        string before = await DumpAsync(test);

        await RawDatabase.ExecuteAsync(
            test, "UPDATE ProjectionState SET Version = 0; DROP TABLE Labelings; ALTER TABLE Artifacts ADD Old int");
        await test.ReopenAsync();

        Assert.Equal(before, await DumpAsync(test));
    }

    /// <summary>Brings at least one row into every table.</summary>
    private static async Task FillAsync(TestStore test)
    {
        Digest artifact = await test.Store.Blobs.WriteAsync("bytes"u8.ToArray(), Cancelled);
        await test.AppendAsync(
            new OrganizationRegistered("acme", "ACME", ["Acme Inc"]),
            new SignerRegistered("acme", DigestOf("key"), "PEM", July, null),
            new AccessTokenIssued(DigestOf("token"), "pipeline"),
            new ArtifactStored(artifact, 5),
            Deploy(Sha256("w").ToString(), July, null));
        DeclaredEntity model = Model("模型") with
        {
            Group = "acme",
            Digests = [Sha256("w"), new DeclaredDigest(HashFunction.Md5, new string('a', 32))],
            PackageUrl = "pkg:huggingface/acme/m@abc",
            Description = "A model",
            Created = July.AddTicks(3),
            Files = [new DeclaredFile("a.bin", [Sha256("f")], "/f/0"), new DeclaredFile("b.bin", [], "/f/1")],
            Organizations = [new OrganizationClaim(OrganizationRole.Supplier, "Acme Inc", "/s")],
            Completeness = [new CompletenessClaim(CompletenessRelation.Labels, Completeness.Incomplete, "/c")],
        };
        DeclaredEntity labels =
            Entity(EntityKind.LabelSet, "labels") with
            {
                LabeledFrom = July.ToOffset(TimeSpan.FromHours(2)),
                Digests = [Sha256("l")],
            };
        SampleDocument document = new("1")
        {
            SerialNumber = "urn:uuid:1",
            Version = 1,
            Subject = 0,
            Entities = [model, labels],
            Statements = [Edge(0, EdgeKind.TrainedOn, 1) with { Role = DatasetRole.Training }],
            Checks = [new ArtifactCheck("a.bin", "/f/0", DigestStatus.NotAvailable, Sha256("f"), null)],
        };
        await test.SubmitAsync(document);
        await FillIdentitiesAsync(test);
        await FillVerdictsAsync(test, document);
    }

    private static async Task FillIdentitiesAsync(TestStore test)
    {
        await test.SubmitAsync(new SampleDocument("short")
        {
            Entities =
            [
                Model("s") with { PackageUrl = "pkg:huggingface/acme/s@abcdef1" },
                Model("s") with { PackageUrl = $"pkg:huggingface/acme/s@abcdef1{new string('0', 33)}" },
            ],
        });
        await test.AppendAsync(
            new SameAsAsserted("pkg:huggingface/acme/s@abcdef1", Sha256("l").ToString(), "seen"),
            new SameAsRetracted("pkg:huggingface/acme/s@abcdef1", Sha256("l").ToString(), "not seen"),
            new SameAsAsserted("pkg:huggingface/acme/s@abcdef1", Sha256("l").ToString(), "seen again"));
    }

    private static async Task FillVerdictsAsync(TestStore test, SampleDocument document)
    {
        await test.SubmitAsync(document with { Author = "acme", Publisher = "acme" });
        await test.SubmitAsync(document with { Text = "revoked", Author = "acme", Signer = DigestOf("key") });
        await test.AttestAsync(SampleAttestation.Provenance("w", "l") with { Signer = DigestOf("build key") });
        await test.AttestAsync(SampleAttestation.Delivery("acme", "w", "Acme Inc"));
        await test.AppendAsync(new SignerRevoked("acme", DigestOf("key"), July.AddYears(-10), "stolen"));
        await test.SubmitAsync(document with
        {
            Text = "2",
            Status = SubmissionStatus.Quarantined,
            Findings =
            [
                new Finding("artifact", Outcome.Failed, "DIGEST_MISMATCH", Severity.Error, "/f/0", "Other bytes."),
            ],
        });
        await test.AppendAsync(
            Deploy("pkg:huggingface/acme/n@1", July.AddDays(1), "team"),
            new CompromiseReported("ADV-1", [Sha256("w").ToString()], null, "vendor", null),
            new CompromiseRetracted("ADV-1", "no"),
            new DeploymentEnded("eu", July.AddDays(2)),
            new PolicyRegistered("ours", 1, "{}", DigestOf("{}")));
    }

    private static DeploymentRecorded Deploy(string model, DateTimeOffset from, string? owner) =>
        new("eu", DeploymentEnvironment.Production, owner, "car", model, from, Until: null, IsTrafficSplit: false);

    private static string[] Tables(TestStore test)
    {
        using AibomContext context = SqliteDatabase.At(test.Folder.Database)();
        return [.. Schema.ProjectedTables(context).Select(table => table.Name)];
    }

    private static async Task DamageAsync(TestStore test)
    {
        var sql = new StringBuilder("PRAGMA foreign_keys = OFF;");
        foreach (string table in Tables(test).Except(["ProjectionState"]))
        {
            sql.Append(CultureInfo.InvariantCulture, $"DELETE FROM \"{table}\" WHERE rowid % 2 = 1;");
        }

        sql.Append("UPDATE Entities SET Name = 'x', KeyHash = 'y' || Id; UPDATE Submissions SET Status = 'ACCEPTED';");
        sql.Append("UPDATE Statements SET ObjectId = 1; UPDATE ProjectionState SET Watermark = 3;");
        sql.Append("UPDATE SameAs SET RetractionSequence = NULL;");
        await RawDatabase.ExecuteAsync(test, sql.ToString());
    }

    private static async Task<string> DumpAsync(TestStore test)
    {
        var dump = new StringBuilder();
        foreach (string table in Tables(test))
        {
            foreach (string row in await RawDatabase.ReadAsync(test, $"SELECT * FROM \"{table}\" ORDER BY 1, 2"))
            {
                dump.Append(table).Append(": ").Append(row).Append('\n');
            }
        }

        return dump.ToString();
    }

    private sealed class LastProgress : IProgress<RebuildProgress>
    {
        public RebuildProgress? Last { get; private set; }

        public void Report(RebuildProgress value) => Last = value;
    }
}
