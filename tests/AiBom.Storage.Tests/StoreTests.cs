using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Reads;
using static AiBom.Storage.Tests.SampleDocument;

namespace AiBom.Storage.Tests;

/// <summary>What every database must do alike; a class per database says how to open one.</summary>
public abstract partial class StoreTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_are_numbered_in_order_of_first_mention_and_known_keys_keep_their_number()
    {
        await using TestStore test = await OpenAsync();
        await test.SubmitAsync(new SampleDocument("1") { Entities = [Model("base"), Model("child")] });
        await test.SubmitAsync(new SampleDocument("2") { Entities = [Model("other"), Model("base")] });

        EntityReads reads = test.Store.Reads.Entities;
        ImmutableArray<EntityRecord> page = await reads.PageAsync(EntityKind.Model, 0, 10, Cancelled);

        Assert.Equal(["1 base", "2 child", "3 other"], page.Select(entity => $"{entity.Id} {entity.Name}"));
        Assert.Equal("name:ci:Model:base@1.0", page[0].Key);
        Assert.Equal([2, 3], (await reads.PageAsync(null, 1, 10, Cancelled)).Select(entity => entity.Id));
        Assert.Empty(await reads.PageAsync(EntityKind.Dataset, 0, 10, Cancelled));
    }

    [Fact]
    public async Task Several_keys_of_one_entity_are_rows_of_their_own_joined_by_statements()
    {
        await using TestStore test = await OpenAsync();
        DeclaredEntity model = Model("m") with
        {
            Digests = [Sha256("weights")],
            PackageUrl = "pkg:huggingface/acme/m@ABC",
        };
        await test.SubmitAsync(new SampleDocument("1") { Entities = [model] });

        ImmutableArray<StatementRecord> statements = await test.Store.Reads.Statements.OfSubmissionAsync(1, Cancelled);
        IReadOnlyDictionary<string, EntityRecord> byKey = await test.Store.Reads.Entities.ByKeyAsync(
            [Sha256("weights").ToString(), "pkg:huggingface/acme/m@abc", "name:none"], Cancelled);

        StatementRecord same = Assert.Single(statements);
        Assert.Equal((1, EdgeKind.SameAs, 2, "ci"), (same.Subject, same.Predicate, same.Object, same.Claimant));
        Assert.Equal([1, 2], byKey.Values.Select(entity => entity.Id).Order());
        Assert.All(byKey.Values, entity => Assert.Equal("m", entity.Name));
    }

    [Fact]
    public async Task The_better_proved_claim_is_read_and_of_equals_that_of_a_describing_document()
    {
        await using TestStore test = await OpenAsync();
        DeclaredDigest weights = Sha256("weights");
        DeclaredEntity Named(string name, bool isDescribed, string? description = null) =>
            Model(name, "1", isDescribed) with { Digests = [weights], Description = description };
        await test.SubmitAsync(new SampleDocument("1") { Entities = [Named("described", true, "first")] });
        await test.SubmitAsync(new SampleDocument("2") { Entities = [Named("mentioned", false, "second")] });
        EntityRecord asserted = (await test.Store.Reads.Entities.ByIdAsync([1], Cancelled))[1];
        await test.SubmitAsync(new SampleDocument("3") { Author = "acme", Entities = [Named("signed", false)] });
        await test.SubmitAsync(new SampleDocument("4") { Entities = [Named("late", true)] });
        EntityRecord signed = (await test.Store.Reads.Entities.ByIdAsync([1], Cancelled))[1];

        Assert.Equal(("described", "second"), (asserted.Name, asserted.Description?.Value));
        Assert.Equal(("signed", Assurance.Signed), (signed.Name, signed.NameAssurance));
        Assert.Equal(new Claimed<string>("second", Assurance.Asserted, 2), signed.Description);
        Assert.Equal(
            "signed", Assert.Single(await test.Store.Reads.Entities.ByNameAsync("late", null, Cancelled)).Name);
    }

    [Fact]
    public async Task Of_equally_proved_claims_of_completeness_the_worse_is_read()
    {
        await using TestStore test = await OpenAsync();
        static DeclaredEntity Claiming(Completeness completeness) => Model("m") with
        {
            Digests = [Sha256("weights")],
            Completeness = [new CompletenessClaim(CompletenessRelation.Ancestors, completeness, "/c")],
        };
        await test.SubmitAsync(new SampleDocument("1") { Entities = [Claiming(Completeness.Unknown)] });
        await test.SubmitAsync(new SampleDocument("2") { Entities = [Claiming(Completeness.Complete)] });

        EntityRecord model = (await test.Store.Reads.Entities.ByIdAsync([1], Cancelled))[1];

        Assert.Equal(new Claimed<Completeness>(Completeness.Unknown, Assurance.Asserted, 1), model.Ancestors);
        Assert.Null(model.TrainingData);
    }

    [Fact]
    public async Task Of_a_quarantined_submission_only_the_submission_is_read()
    {
        await using TestStore test = await OpenAsync();
        JournalEntry entry = await test.SubmitAsync(new SampleDocument("1")
        {
            Status = SubmissionStatus.Quarantined,
            SerialNumber = "urn:uuid:1",
            Subject = 0,
            Entities = [Model("a"), Model("b")],
            Statements = [Edge(0, EdgeKind.DerivedFrom, 1)],
        });

        SubmissionRecord submission = (await test.Store.Reads.Submissions.BySequenceAsync([1], Cancelled))[1];

        Assert.Equal((SubmissionStatus.Quarantined, null), (submission.Status, submission.SubjectId));
        Assert.Equal((entry.Hash, "urn:uuid:1"), (submission.EntryHash, submission.Header.SerialNumber));
        Assert.Empty(await test.Store.Reads.Entities.PageAsync(kind: null, 0, 10, Cancelled));
        Assert.Empty(await test.Store.Reads.Statements.OfSubmissionAsync(1, Cancelled));
    }

    [Fact]
    public async Task Submissions_are_found_by_document_id_serial_number_and_page()
    {
        await using TestStore test = await OpenAsync();
        SampleDocument document = new("1")
        {
            SerialNumber = "urn:uuid:1",
            Version = 2,
            Entities = [Model("a")],
            Subject = 0,
        };
        await test.SubmitAsync(document);
        await test.SubmitAsync(document with { Poster = "mallory" });
        SubmissionReads reads = test.Store.Reads.Submissions;
        Digest bytes = Digest.Of(document.Bytes());

        Assert.Equal([1, 2], (await reads.ByDocumentAsync([bytes], Cancelled))[bytes].Select(found => found.Sequence));
        Assert.Equal(1, Assert.Single(await reads.BySerialNumberAsync("ci", "urn:uuid:1", 2, Cancelled)).Sequence);
        Assert.Empty(await reads.BySerialNumberAsync("ci", "urn:uuid:1", 3, Cancelled));
        Assert.Equal([2, 1], (await reads.PageAsync(before: null, 10, Cancelled)).Select(found => found.Sequence));
        Assert.Equal([1], (await reads.PageAsync(before: 2, 10, Cancelled)).Select(found => found.Sequence));
        SubmissionRecord first = (await reads.BySequenceAsync([1], Cancelled))[1];
        Assert.Equal(1, first.SubjectId);
        Assert.Equal(1, (await reads.ByIdAsync([first.Submission], Cancelled)).Values.Single().Sequence);
        Assert.Equal("a", (await test.Store.ReadStatementSetAsync(first.StatementSet, Cancelled)).Entities[0].Name);
    }

    [Fact]
    public async Task A_digest_finds_the_thing_itself_and_whatever_has_a_file_with_it()
    {
        await using TestStore test = await OpenAsync();
        DeclaredDigest md5 = new(HashFunction.Md5, new string('a', 32));
        DeclaredFile file = new("model.safetensors", [Sha256("file"), md5], "/files/0");
        await test.SubmitAsync(new SampleDocument("1")
        {
            Entities = [Model("a") with { Files = [file] }, Model("b") with { Digests = [Sha256("file"), md5] }],
            Checks = [new ArtifactCheck(file.Name, file.Pointer, DigestStatus.Match, Sha256("file"), DigestOf("file"))],
        });

        ILookup<DeclaredDigest, DigestMatch> found =
            await test.Store.Reads.Entities.ByDigestAsync([Sha256("file"), md5, Sha256("no")], Cancelled);
        FileRecord read = (await test.Store.Reads.Documents.FilesAsync([1], Cancelled))[1].Single();

        Assert.Equal([new DigestMatch(2, null), new DigestMatch(1, file.Name)], found[Sha256("file")]);
        Assert.Equal([new DigestMatch(2, null), new DigestMatch(1, file.Name)], found[md5]);
        Assert.Equal((file.Name, DigestStatus.Match), (read.Name, read.Status));
        Assert.Equal(file.Digests, read.Digests);
    }

    [Fact]
    public async Task A_package_url_finds_every_version_or_the_one_it_names()
    {
        await using TestStore test = await OpenAsync();
        await test.SubmitAsync(new SampleDocument("1")
        {
            Entities =
            [
                Model("a") with { PackageUrl = "pkg:huggingface/acme%2Fm@aa" },
                Model("b") with { PackageUrl = "pkg:huggingface/acme/m@bb?x=y" },
            ],
        });

        async Task<IEnumerable<int>> Find(string text)
        {
            Assert.True(PackageUrl.TryParse(text, out PackageUrl? url));
            return (await test.Store.Reads.Entities.ByPackageUrlAsync(url, Cancelled)).Select(entity => entity.Id);
        }

        Assert.Equal([1, 2], await Find("pkg:huggingface/acme/m"));
        Assert.Equal([2], await Find("pkg:huggingface/acme/m@bb"));
        Assert.Empty(await Find("pkg:huggingface/acme/n"));
    }

    [Fact]
    public async Task Statements_behind_edges_say_who_where_and_how_far_proved()
    {
        await using TestStore test = await OpenAsync();
        SampleDocument document = new("1")
        {
            Entities = [Model("base"), Model("child"), Model("other")],
            Statements =
            [
                Edge(1, EdgeKind.DerivedFrom, 0) with { Method = DerivationMethod.FineTuning },
                Edge(1, EdgeKind.DerivedFrom, 2),
            ],
        };
        await test.SubmitAsync(document with { Publisher = "acme" });
        await test.SubmitAsync(document with { Author = "acme" });

        ILookup<(int Subject, int Object), StatementRecord> support =
            await test.Store.Reads.Statements.SupportAsync([2], [1], Cancelled);

        Assert.Equal((2, 1), Assert.Single(support).Key);
        Assert.Equal(
            ["1 ci Asserted /edges/1-0 FineTuning", "2 acme Signed /edges/1-0 FineTuning"],
            support[(2, 1)].Select(one =>
                $"{one.Submission} {one.Claimant} {one.Assurance} {one.Pointer} {one.Method}"));
    }

    [Fact]
    public async Task A_lookup_of_more_ids_than_a_query_takes_parameters_finds_all()
    {
        await using TestStore test = await OpenAsync();
        await test.SubmitAsync(new SampleDocument("1")
        {
            Entities = [.. Enumerable.Range(0, 2_500).Select(number => Model($"m{number}"))],
        });

        IReadOnlyDictionary<int, EntityRecord> found =
            await test.Store.Reads.Entities.ByIdAsync(Enumerable.Range(1, 5_000).Reverse(), Cancelled);

        Assert.Equal(Enumerable.Range(1, 2_500), found.Keys.Order());
    }

    [Fact]
    public async Task The_lineage_streams_what_observers_were_told()
    {
        await using TestStore test = await OpenAsync();
        var entities = new SortedDictionary<int, EntityFacts>();
        var statements = new List<StatementFacts>();
        test.Store.Journal.Observe(committed =>
        {
            foreach (EntityFacts facts in committed.Lineage.Entities)
            {
                entities[facts.Id] = facts;
            }

            statements.AddRange(committed.Lineage.Statements);
        });
        DeclaredEntity child = Model("child") with { Digests = [Sha256("w")], Created = test.Clock.Now.AddTicks(7) };
        SampleDocument document = new("1")
        {
            Entities = [Model("base", isDescribed: false), child],
            Statements = [Edge(1, EdgeKind.DerivedFrom, 0)],
        };
        await test.SubmitAsync(document);
        await test.SubmitAsync(document with { Author = "acme", Poster = "acme" });
        await test.SubmitAsync(new SampleDocument("2") { Entities = [Model("base")] });

        Assert.Equal(
            entities.Values, await test.Store.Reads.Lineage.ReadEntityFactsAsync(Cancelled).ToListAsync(Cancelled));
        Assert.Equal(
            statements, await test.Store.Reads.Lineage.ReadStatementFactsAsync(Cancelled).ToListAsync(Cancelled));
        Assert.Equal(2, statements.Count);
        Assert.True(entities[1].IsDescribed);
        Assert.Equal(3, await test.Store.Reads.Lineage.WatermarkAsync(Cancelled));
    }

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<TestStore> OpenAsync();
}
