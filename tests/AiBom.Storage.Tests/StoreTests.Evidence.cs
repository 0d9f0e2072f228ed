using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;
using static AiBom.Storage.Tests.SampleAttestation;
using static AiBom.Storage.Tests.SampleDocument;

namespace AiBom.Storage.Tests;

/// <summary>What attestations and revocations make of the assurance of statements.</summary>
public abstract partial class StoreTests
{
    private static readonly SampleDocument Tuned = new("tuned")
    {
        Author = "acme",
        Signer = DigestOf("acme's key"),
        Entities = [Weights("tuned"), Weights("base"), Weights("data"), Weights("tested")],
        Statements =
        [
            Edge(0, EdgeKind.DerivedFrom, 1),
            Edge(0, EdgeKind.TrainedOn, 2),
            Edge(0, EdgeKind.TestedOn, 3),
            Edge(0, EdgeKind.Supersedes, 1),
        ],
    };

    [Fact]
    public async Task A_trusted_builders_run_verifies_the_edges_whose_ends_it_names()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned);

        await test.AttestAsync(Provenance("tuned", "base", "tested"));

        Assert.Equal(
            "tuned DERIVED_FROM base VERIFIED [BUILDER_PROVENANCE acme], tuned TRAINED_ON data SIGNED [], "
            + "tuned TESTED_ON tested VERIFIED [BUILDER_PROVENANCE acme], tuned SUPERSEDES base SIGNED []",
            await EdgesAsync(test));
    }

    [Theory]
    [InlineData("an untrusted builder")]
    [InlineData("another organization")]
    [InlineData("no valid signature")]
    [InlineData("another output")]
    [InlineData("the input as output")]
    [InlineData("a test result")]
    public async Task What_is_no_provenance_of_this_edge_verifies_nothing(string by)
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned);
        SampleAttestation sound = Provenance("tuned", "base");

        await test.AttestAsync(by switch
        {
            "an untrusted builder" => sound with { IsBuilderTrusted = false },
            "another organization" => sound with { Authors = ["other"] },
            "no valid signature" => sound with { Authenticity = Authenticity.NotChecked },
            "another output" => Provenance("tuned elsewhere", "base"),
            "the input as output" => Provenance("base", "tuned"),
            _ => sound with { Kind = AttestationKind.TestResult },
        });

        Assert.StartsWith("tuned DERIVED_FROM base SIGNED [],", await EdgesAsync(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suppliers_record_corroborates_what_the_recipient_says_it_used()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned);

        await test.AttestAsync(Delivery("vendor", "data", "ACME Labs"));
        await test.AttestAsync(Delivery("acme", "base", "acme"));
        await test.AttestAsync(Delivery("vendor", "base", "other"));

        Assert.Equal(
            "tuned DERIVED_FROM base SIGNED [], tuned TRAINED_ON data CORROBORATED [COUNTERPARTY_RECORD vendor], "
            + "tuned TESTED_ON tested SIGNED [], tuned SUPERSEDES base SIGNED []",
            await EdgesAsync(test));
    }

    [Fact]
    public async Task A_record_that_says_what_something_was_given_for_supports_no_other_use_of_it()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned);

        await test.AttestAsync(Delivery("vendor", "data", "acme") with { Targets = ["something else"] });
        Assert.Contains("TRAINED_ON data SIGNED []", await EdgesAsync(test), StringComparison.Ordinal);

        await test.AttestAsync(Delivery("vendor", "data", "acme") with { Text = "again", Targets = ["more", "tuned"] });
        Assert.Contains("TRAINED_ON data CORROBORATED", await EdgesAsync(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suppliers_own_bill_of_materials_may_be_the_record()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned);

        SampleDocument licensed = new("licensed")
        {
            Author = "vendor",
            Entities = [Weights("data") with { Organizations = [new(OrganizationRole.Recipient, "acme", "/licence")] }],
        };
        await test.SubmitAsync(licensed);

        Assert.Contains(
            "TRAINED_ON data CORROBORATED [COUNTERPARTY_RECORD vendor]",
            await EdgesAsync(test),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipients_name_counts_from_when_it_is_bound_to_the_claimant()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned);
        await test.AttestAsync(Delivery("vendor", "data", "ACME Holding"));
        Assert.DoesNotContain("CORROBORATED", await EdgesAsync(test), StringComparison.Ordinal);

        await test.AppendAsync(new OrganizationRegistered("acme", "ACME Labs", ["acme holding"]));

        Assert.Contains("data CORROBORATED", await EdgesAsync(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_signed_stays_asserted_whatever_proves_it()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned with { Author = null, Publisher = "acme", Poster = "acme" });

        await test.AttestAsync(Provenance("tuned", "base", "data"));
        await test.AttestAsync(Delivery("vendor", "data", "acme"));

        Assert.DoesNotContain("[BUILDER", await EdgesAsync(test), StringComparison.Ordinal);
        Assert.Contains("tuned TRAINED_ON data ASSERTED []", await EdgesAsync(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_is_matched_by_the_keys_of_the_claimants_own_document()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        DeclaredEntity bare = Model("data", "1") with { PackageUrl = "pkg:generic/data@1" };
        await test.SubmitAsync(Tuned with { Entities = Tuned.Entities.SetItem(2, bare) });

        // That the name stands for the bytes is a stranger's word.
        await test.SubmitAsync(new SampleDocument("stranger")
        {
            Author = "other",
            Entities = [bare with { Digests = [Sha256("data")] }],
        });
        await test.AttestAsync(Provenance("tuned", "base", "data"));
        Assert.Contains("TRAINED_ON data SIGNED []", await EdgesAsync(test), StringComparison.Ordinal);

        await test.SubmitAsync(Tuned with
        {
            Text = "tuned, with the digest beside the name",
            Entities = Tuned.Entities.SetItem(
                2, bare with { Digests = [new(HashFunction.Sha512, new string('5', 128)), Sha256("data")] }),
        });
        Assert.Contains("TRAINED_ON data VERIFIED", await EdgesAsync(test), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task The_order_in_which_evidence_and_statements_come_does_not_matter(int seed)
    {
        await using TestStore sorted = await OpenWithOrganizationsAsync();
        await using TestStore shuffled = await OpenWithOrganizationsAsync();
        Func<TestStore, Task<JournalEntry>>[] steps =
        [
            test => test.SubmitAsync(Tuned),
            test => test.AttestAsync(Provenance("tuned", "base")),
            test => test.AttestAsync(Provenance("tuned", "data")),
            test => test.AttestAsync(Delivery("vendor", "data", "acme")),
            test => test.AttestAsync(Delivery("vendor", "base", "acme holding")),
            test => test.SubmitAsync(Tuned with { Text = "again", Author = "other" }),
            async test => (await test.AppendAsync(
                new OrganizationRegistered("acme", "ACME Labs", ["ACME Holding"])))[0],
        ];
        foreach (Func<TestStore, Task<JournalEntry>> step in steps)
        {
            await step(sorted);
        }

        Func<TestStore, Task<JournalEntry>>[] order = [.. steps];
        new Random(seed).Shuffle(order);
        foreach (Func<TestStore, Task<JournalEntry>> step in order)
        {
            await step(shuffled);
        }

        Assert.Equal(
            await EdgesAsync(sorted, isOrdered: true), await EdgesAsync(shuffled, isOrdered: true));
        Assert.Contains("VERIFIED", await EdgesAsync(shuffled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_tells_the_graph_what_it_proves_and_what_it_takes_back()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        List<LineageChange> changes = [];
        test.Store.Journal.Observe(committed => changes.Add(committed.Lineage));
        await test.SubmitAsync(Tuned);
        await test.AttestAsync(Provenance("tuned", "base"));
        await test.AppendAsync(new SignerRevoked("acme", DigestOf("key"), DateTimeOffset.MinValue, "stolen"));
        await test.AppendAsync(new SignerRevoked("acme", DigestOf("acme's key"), DateTimeOffset.MinValue, "stolen"));

        Assert.Equal(
            ["added 4, lowered 0", "added 1, lowered 0", "added 0, lowered 1", "added 0, lowered 4"],
            changes.Select(change => $"added {change.Statements.Length}, lowered {change.Lowered.Length}"));
        Assert.Equal(Assurance.Verified, changes[1].Statements[0].Assurance);
        Assert.Equal(Assurance.Signed, changes[2].Lowered[0].Assurance);
        Assert.All(changes[3].Lowered, fact => Assert.Equal(Assurance.Asserted, fact.Assurance));
    }

    [Theory]
    [InlineData(-1, null, "REVOKED ASSERTED")]
    [InlineData(0, null, "REVOKED ASSERTED")]
    [InlineData(1, null, "VALID SIGNED")]
    [InlineData(-1, -2, "VALID SIGNED")]
    [InlineData(-1, -1, "REVOKED ASSERTED")]
    [InlineData(1, 2, "VALID SIGNED")]
    public async Task A_revocation_leaves_what_a_trusted_time_shows_to_be_earlier(
        int since, int? signed, string expected)
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        DateTimeOffset now = test.Clock.GetUtcNow();
        await test.SubmitAsync(Tuned with { SignedAt = signed is { } days ? now.AddDays(days) : null });

        await test.AppendAsync(new SignerRevoked("acme", DigestOf("acme's key"), now.AddDays(since), "lost"));

        SubmissionRecord submission = (await test.Store.Reads.Submissions.PageAsync(null, 1, Cancelled))[0];
        var statements = await test.Store.Reads.Statements.OfSubmissionAsync(submission.Sequence, Cancelled);
        string authenticity = submission.Authenticity.ToString().ToUpperInvariant();
        Assert.Equal(expected, $"{authenticity} {statements[0].Assurance.ToString().ToUpperInvariant()}");
        Assert.Equal("acme", statements[0].Claimant);
    }

    [Fact]
    public async Task A_revocation_takes_back_the_evidence_that_the_signer_gave_and_no_other()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.SubmitAsync(Tuned);
        await test.AttestAsync(Provenance("tuned", "base"));
        await test.AttestAsync(Provenance("tuned", "base", "data") with { Signer = DigestOf("second key") });
        await test.AttestAsync(Delivery("vendor", "data", "acme") with { Signer = DigestOf("vendor's key") });

        await test.AppendAsync(new SignerRevoked("acme", DigestOf("second key"), DateTimeOffset.MinValue, "stolen"));
        Assert.Equal(
            "tuned DERIVED_FROM base VERIFIED [BUILDER_PROVENANCE acme], "
            + "tuned TRAINED_ON data CORROBORATED [COUNTERPARTY_RECORD vendor], tuned TESTED_ON tested SIGNED [], "
            + "tuned SUPERSEDES base SIGNED []",
            await EdgesAsync(test));

        await test.AppendAsync(new SignerRevoked("acme", DigestOf("key"), DateTimeOffset.MinValue, "stolen"));
        await test.AppendAsync(
            new SignerRevoked("vendor", DigestOf("vendor's key"), DateTimeOffset.MinValue, "stolen"));
        Assert.DoesNotContain("[C", await EdgesAsync(test), StringComparison.Ordinal);
        Assert.DoesNotContain("[B", await EdgesAsync(test), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_earlier_revocation_stands_against_a_later_one()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        DateTimeOffset now = test.Clock.GetUtcNow();

        await test.AppendAsync(new SignerRevoked("acme", DigestOf("key"), now, "lost"));
        await test.AppendAsync(new SignerRevoked("acme", DigestOf("key"), now.AddDays(1), "found"));

        SignerRecord signer = (await test.Store.Reads.Organizations.SignersByKeyAsync([DigestOf("key")], Cancelled))
            [DigestOf("key")].Single();
        Assert.Equal(now, signer.RevokedSince);
    }

    [Fact]
    public async Task Claims_of_a_revoked_signer_give_way_to_better_proved_ones()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        static DeclaredEntity Named(string name) =>
            Model(name, "1") with { Digests = [Sha256("w")], Description = name };
        await test.SubmitAsync(new SampleDocument("asserted") { Entities = [Named("asserted")] });
        await test.SubmitAsync(new SampleDocument("signed")
        {
            Author = "vendor",
            Signer = DigestOf("vendor's key"),
            Entities = [Named("vendor's")],
        });
        await test.SubmitAsync(new SampleDocument("false")
        {
            Author = "acme",
            Signer = DigestOf("acme's key"),
            Entities = [Named("false")],
        });
        Assert.Equal("false false", await NamesAsync());

        await test.AppendAsync(new SignerRevoked("acme", DigestOf("acme's key"), DateTimeOffset.MinValue, "stolen"));

        Assert.Equal("vendor's vendor's", await NamesAsync());

        async Task<string> NamesAsync()
        {
            EntityRecord entity = (await test.Store.Reads.Entities.ByIdAsync([1], Cancelled))[1];
            return $"{entity.Name} {entity.Description?.Value}";
        }
    }

    [Fact]
    public async Task Attestations_are_found_by_id_by_subject_and_by_page()
    {
        await using TestStore test = await OpenWithOrganizationsAsync();
        await test.AttestAsync(Provenance("tuned", "base"));
        await test.AttestAsync(Provenance("other", "base") with { Authenticity = Authenticity.NotChecked });
        AttestationReads reads = test.Store.Reads.Attestations;

        ImmutableArray<AttestationRecord> page = await reads.PageAsync(null, 10, Cancelled);
        ILookup<string, AttestationRecord> about = await reads.OfKeysAsync(
            [Sha256("other").ToString(), Sha256("base").ToString()], Cancelled);

        Assert.Equal(
            [Authenticity.NotChecked, Authenticity.Valid], page.Select(attestation => attestation.Authenticity));
        Assert.Equal(page[0].Sequence, Assert.Single(about[Sha256("other").ToString()]).Sequence);
        Assert.Empty(about[Sha256("base").ToString()]);
        Assert.Equal(
            page[1].Sequence, (await reads.ByIdAsync([page[1].Attestation], Cancelled)).Values.Single().Sequence);
        AttestationReport report = await test.Store.ReadAttestationReportAsync(page[1].Report, Cancelled);
        Assert.Equal("tuned", Assert.Single(report.Facts!.Subjects).Name);
    }

    private static DeclaredEntity Weights(string name) => Model(name, "1") with { Digests = [Sha256(name)] };

    private async Task<TestStore> OpenWithOrganizationsAsync()
    {
        TestStore test = await OpenAsync();
        await test.AppendAsync(
            new OrganizationRegistered("acme", "ACME Labs", []),
            new OrganizationRegistered("vendor", "Vendor", []),
            new OrganizationRegistered("other", "Other", []),
            new SignerRegistered("acme", DigestOf("key"), "PEM", null, null),
            new SignerRegistered("acme", DigestOf("second key"), "PEM", null, null),
            new SignerRegistered("acme", DigestOf("acme's key"), "PEM", null, null),
            new SignerRegistered("vendor", DigestOf("vendor's key"), "PEM", null, null));
        return test;
    }

    /// <summary>Every edge with its assurance and what supports it.</summary>
    private static async Task<string> EdgesAsync(TestStore test, bool isOrdered = false)
    {
        RegistryReads reads = test.Store.Reads;
        var submissions = await reads.Submissions.PageAfterAsync(0, 100, Cancelled);
        List<string> edges = [];
        foreach (SubmissionRecord submission in submissions)
        {
            ImmutableArray<StatementRecord> statements =
            [
                .. (await reads.Statements.OfSubmissionAsync(submission.Sequence, Cancelled))
                    .Where(statement => statement.Predicate is not EdgeKind.SameAs),
            ];
            ILookup<(long, int), SupportRecord> support = await reads.Attestations.SupportAsync(statements, Cancelled);
            IReadOnlyDictionary<int, EntityRecord> entities = await reads.Entities.ByIdAsync(
                statements.SelectMany(statement => (int[])[statement.Subject, statement.Object]), Cancelled);
            edges.AddRange(statements.Select(statement =>
            {
                IEnumerable<string> by = support[(statement.Submission, statement.Ordinal)]
                    .Select(piece => $"{Words(piece.Kind)} {piece.Author}").Distinct();
                return $"{entities[statement.Subject].Name} {Words(statement.Predicate)} "
                    + $"{entities[statement.Object].Name} {Words(statement.Assurance)} "
                    + $"[{string.Join(' ', isOrdered ? by.Order(StringComparer.Ordinal) : by)}]";
            }));
        }

        return string.Join(", ", isOrdered ? edges.Order(StringComparer.Ordinal) : edges);

        static string Words<T>(T value)
            where T : struct, Enum =>
            System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());
    }
}
