using System.Text;
using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;
using AiBom.Testing;
using AiBom.Testing.Signing;

namespace AiBom.Registry.Tests.Ingestion;

/// <summary>By which rules submissions are taken, and who may ask for which.</summary>
public sealed class IngestPolicyTests
{
    private const string Serial = "\"serialNumber\":\"urn:uuid:00000000-0000-4000-8000-000000000001\"";
    private const string Model = """
        "type":"machine-learning-model","name":"base","version":"1","group":"acme","bom-ref":"m"
        """;

    [Theory]
    [InlineData("FIELD_INVALID", "", ",\"timestamp\":\"soon\"", "")]
    [InlineData("LICENSE_UNKNOWN", ",\"licenses\":[{\"license\":{\"id\":\"llama3.1\"}}]", "", "")]
    [InlineData("LINEAGE_INFERRED", ",\"properties\":[{\"name\":\"base_model\",\"value\":\"acme/older\"}]", "", "")]
    [InlineData("REFERENCE_DANGLING", "", "", ",\"dependencies\":[{\"ref\":\"m\",\"dependsOn\":[\"n\"]}]")]
    [InlineData("SCHEMA_INVALID", "", "", ",\"extra\":1")]
    [InlineData(
        "WEAK_DIGEST", ",\"hashes\":[{\"alg\":\"MD5\",\"content\":\"d41d8cd98f00b204e9800998ecf8427e\"}]", "", "")]
    public async Task A_rule_refuses_exactly_what_breaks_it_where_a_policy_enforces_it(
        string rule, string ofModel, string ofMetadata, string ofBom)
    {
        await using Desk desk = await Desk.OpenAsync();
        await Register(desk, "ours", 1, rule);
        byte[] sound = Document();
        byte[] broken = Document(ofModel, ofMetadata, ofBom);
        Assert.SkipUnless(
            rule is not ("SCHEMA_INVALID" or "LICENSE_UNKNOWN") || HasSchema(broken), "This build has no schemas.");
        long head = await desk.Head();

        string refused = await desk.Post(broken, askedBy: "ours");

        Assert.StartsWith("Rejected", refused, StringComparison.Ordinal);
        Assert.EndsWith($" {rule}", refused, StringComparison.Ordinal);
        Assert.Equal(head, await desk.Head());
        Assert.StartsWith("Accepted", await desk.Post(sound, askedBy: "ours"), StringComparison.Ordinal);
        Assert.StartsWith("Accepted", await desk.Post(broken, poster: "other"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUBLISHER_UNREGISTERED")]
    [InlineData("SIGNATURE_MISSING")]
    [InlineData("SERIAL_NUMBER_MISSING")]
    public async Task What_nobody_says_is_told_by_the_rule_alone(string rule)
    {
        await using Desk desk = await Desk.OpenAsync();
        var signer = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Trust("acme", signer);
        await Register(desk, "ours", 1, rule);
        var nameless = new Bom("acme/base@1");
        var whole = new Bom("acme/base@2") { Serial = 1, Publisher = "Acme" };

        Assert.Equal($"Rejected {rule}", await desk.Post(nameless, askedBy: "ours"));
        Assert.Equal("Accepted", await desk.Post(nameless));
        Assert.Equal("Accepted", await desk.Post(whole, signedBy: signer, askedBy: "ours"));
        Assert.Equal("Accepted", await desk.Post(whole with { Serial = 2 }, signedBy: signer, askedBy: "strict"));
    }

    [Fact]
    public async Task What_contradicts_the_record_is_refused_where_that_is_enforced()
    {
        await using Desk desk = await Desk.OpenAsync();
        await Register(desk, "names", 1, "NAME_DIGEST_CONFLICT");
        await Register(desk, "times", 1, "TEMPORAL_INCONSISTENCY");
        await Register(desk, "cycles", 1, "LINEAGE_CYCLE");
        await Register(desk, "files", 1, "ARTIFACT_UNDECLARED");
        await desk.Post(new Bom("acme/base@1") { Digit = 'a', Created = "2026-01-05T00:00:00Z" });
        await desk.Post(new Bom("acme/child@1") { Parents = ["acme/base@1"] });

        Assert.EndsWith(
            "NAME_DIGEST_CONFLICT",
            await desk.Post(new Bom("acme/base@1") { Digit = 'b' }, askedBy: "names"),
            StringComparison.Ordinal);
        Assert.Equal(
            "Rejected TEMPORAL_INCONSISTENCY TEMPORAL_INCONSISTENCY",
            await desk.Post(
                new Bom("acme/other@1") { Parents = ["acme/base@1"], Created = "2026-01-01T00:00:00Z" },
                askedBy: "times"));
        Assert.Equal(
            "Rejected LINEAGE_CYCLE LINEAGE_CYCLE",
            await desk.Post(new Bom("acme/base@1") { Parents = ["acme/child@1"] }, askedBy: "cycles"));
        Assert.Equal(
            "Rejected ARTIFACT_UNDECLARED ARTIFACT_UNDECLARED",
            await desk.Post(
                new Bom("acme/files@1").ToBytes(), files: [await desk.Upload("stray", "x")], askedBy: "files"));
    }

    [Fact]
    public async Task Unknown_license_ids_alone_never_make_a_document_invalid_however_many_there_are()
    {
        await using Desk desk = await Desk.OpenAsync();
        await Register(desk, "ours", 1, "SCHEMA_INVALID");
        string many = string.Join(
            ',', Enumerable.Range(0, 300).Select(i => $$$"""{"license":{"id":"llama{{{i}}}"}}"""));
        string licenses = $",\"licenses\":[{many}]";
        byte[] broken = Document(licenses, ofBom: ",\"extra\":1");
        Assert.SkipUnless(HasSchema(broken), "This build has no schemas.");

        Assert.Equal("AcceptedWithFindings", await desk.Post(Document(licenses), askedBy: "ours"));
        Assert.Equal("Rejected SCHEMA_INVALID", await desk.Post(broken, askedBy: "ours"));
    }

    [Fact]
    public async Task What_could_not_be_checked_is_refused_only_where_the_policy_asks_for_the_check()
    {
        await using Desk desk = await Desk.OpenAsync();
        await Register(desk, "ours", 1, "SCHEMA_INVALID");
        await Register(desk, "theirs", 1, "SCHEMA_INVALID", "\"requireSchema\":true");
        byte[] deep = Document(ofBom: $",\"extra\":{new string('[', 200)}{new string(']', 200)}");

        // The reader's bound on depth is that of the schema, so what is too deep is refused before.
        Assert.Equal("Rejected DEPTH_EXCEEDED", await desk.Post(deep, askedBy: "ours"));
        bool hasSchema = HasSchema(Document(ofBom: ",\"extra\":1"));
        Assert.Equal(
            hasSchema ? "Accepted" : "Rejected SCHEMA_INVALID", await desk.Post(Document(), askedBy: "theirs"));
        Assert.StartsWith(
            "Accepted", await desk.Post(Document(), poster: "b", askedBy: "ours"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_of_the_operator_may_take_what_a_stranger_signed_as_the_posters_words()
    {
        await using Desk desk = await Desk.OpenAsync("lenient");
        var stranger = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Register("other");
        await desk.Trust("acme", Signer.Ecdsa());
        await desk.Trust("other", stranger);
        var bom = new Bom("acme/tuned@1") { Publisher = "Acme", Parents = ["acme/base@1"] };

        Assert.Equal("AcceptedWithFindings UNTRUSTED_SIGNER", await desk.Post(bom, signedBy: stranger));
        Assert.Equal("Asserted", await desk.Edge("acme/tuned@1", "acme/base@1"));
        Assert.Equal(
            "Quarantined UNTRUSTED_SIGNER", await desk.Post(bom, "other", signedBy: stranger, askedBy: "standard"));

        byte[] forged = stranger.SignDocument(new Bom("acme/tuned@2").ToBytes()).ToBytes();
        Assert.StartsWith("Quarantined", await desk.Post(bom, "third", envelope: forged), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stricter_policy_quarantines_a_stranger_also_where_nobody_is_registered()
    {
        await using Desk desk = await Desk.OpenAsync();
        var stranger = Signer.Ecdsa();
        await desk.Register("acme");
        await desk.Register("other");
        await desk.Trust("other", stranger);
        await Register(desk, "ours", 1, "UNTRUSTED_SIGNER", "\"anyPublisher\":true");
        var bom = new Bom("acme/base@1") { Publisher = "Acme" };

        Assert.Equal(
            "Quarantined UNTRUSTED_SIGNER UNTRUSTED_SIGNER",
            await desk.Post(bom, signedBy: stranger, askedBy: "ours"));
        Assert.StartsWith(
            "AcceptedWithFindings", await desk.Post(bom, "b", signedBy: stranger), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poster_asks_for_more_and_never_for_less()
    {
        await using Desk desk = await Desk.OpenAsync("strict");

        string asked = await desk.Post(Document(), askedBy: "lenient");

        Assert.StartsWith("Rejected", asked, StringComparison.Ordinal);
        Assert.Contains("SIGNATURE_MISSING", asked, StringComparison.Ordinal);
        Assert.Equal(0, await desk.Head());
    }

    [Fact]
    public async Task What_is_recorded_stays_and_who_asks_again_by_a_policy_is_told_what_that_policy_says()
    {
        await using Desk desk = await Desk.OpenAsync();
        await desk.Post(Document());
        long head = await desk.Head();

        string asked = await desk.Post(Document(), askedBy: "strict");

        Assert.StartsWith("Rejected again", asked, StringComparison.Ordinal);
        Assert.Equal("Accepted again", await desk.Post(Document(), askedBy: "lenient"));
        Assert.Equal("Accepted again", await desk.Post(Document()));
        Assert.Equal(head, await desk.Head());
    }

    [Fact]
    public async Task The_record_cites_the_policies_and_a_refusal_names_the_one_that_refuses()
    {
        await using Desk desk = await Desk.OpenAsync();
        PolicySet policies = desk.Registry.Policies.Current;
        Verdict taken = await Ingest(desk, Document(), "lenient");
        Verdict refused = await Ingest(desk, Document(), "strict");

        await desk.RestartAsync();
        var records = await desk.Registry.Store.Reads.Submissions.PageAsync(
            before: null, 1, TestContext.Current.CancellationToken);
        SubmissionReport report = await desk.Registry.Store.ReadReportAsync(
            records[0].Report, TestContext.Current.CancellationToken);
        PolicyVersion[] applied = [policies.FindIngest("standard")!, policies.FindIngest("lenient")!];
        Assert.Equal(
            applied.Select(policy => new AppliedPolicy(policy.Id, policy.Version, policy.Digest)), report.Policies);
        Assert.Equal((taken.Schema, taken.Policies.Length), (report.Schema, 2));
        Assert.All(
            refused.Findings.Where(finding => finding.Severity is Severity.Error),
            finding => Assert.Contains(
                $"'strict' version 1 ({policies.FindIngest("strict")!.Digest}) enforces {finding.Code}",
                finding.Message,
                StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_policy_that_changes_while_a_submission_waits_decides_of_it()
    {
        await using Desk desk = await Desk.OpenAsync();
        await Register(desk, "ours", 1, "SIGNATURE_MISSING", mode: "REPORT");
        byte[][] documents = [.. Enumerable.Range(1, 5).Select(i => new Bom($"acme/base@{i}").ToBytes())];
        var writerIsBusy = new TaskCompletionSource();
        Task busy = desk.Registry.Store.Journal.DecideAsync<bool>(
            async (_, _) =>
            {
                await writerIsBusy.Task;
                return false;
            },
            TestContext.Current.CancellationToken);

        // These wait for the writer together: the policy first, and then what was judged before it was known.
        Task registration = Register(desk, "ours", 2, "SIGNATURE_MISSING");
        Task<string>[] posts = [.. documents.Select(document => desk.Post(document, askedBy: "ours"))];
        while (!documents.All(document => desk.Registry.Store.Blobs.Exists(Digest.Of(document))))
        {
            await Task.Yield();
        }

        writerIsBusy.SetResult();
        await Task.WhenAll(busy, registration);

        Assert.All(await Task.WhenAll(posts), verdict => Assert.Equal("Rejected SIGNATURE_MISSING", verdict));
    }

    [Fact]
    public async Task A_newer_version_of_a_policy_is_for_what_the_one_before_was_for()
    {
        await using Desk desk = await Desk.OpenAsync();

        PolicyRegistration registration = await desk.Registry.Policies.RegisterAsync(
            """{"id":"standard","version":2,"rules":[{"rule":"UNTRUSTED_SIGNER","mode":"REPORT"}]}"""u8.ToArray(),
            "admin",
            TestContext.Current.CancellationToken);

        Finding finding = Assert.Single(Assert.IsType<PolicyRegistration.Refused>(registration).Findings);
        Assert.Equal("FIELD_MISSING /ingest", $"{finding.Code} {finding.Pointer}");
    }

    [Theory]
    [InlineData("lenient", "")]
    [InlineData("standard", "UNTRUSTED_SIGNER")]
    [InlineData(
        "strict",
        "ARTIFACT_UNDECLARED FIELD_INVALID PUBLISHER_UNREGISTERED REFERENCE_DANGLING SCHEMA_INVALID "
        + "SERIAL_NUMBER_MISSING SIGNATURE_MISSING UNTRUSTED_SIGNER")]
    public void A_built_in_policy_is_the_file_of_the_repository_and_names_every_rule(string id, string enforced)
    {
        byte[] json = File.ReadAllBytes(Repository.At($"schemas/policies/{id}.json"));
        PolicyVersion file = Assert.IsType<PolicyReading.Read>(PolicyReader.Read(json)).Policy;

        Assert.Equal(PolicySet.BuiltIn.Single(policy => policy.Id == id).Digest, file.Digest);
        Assert.Equal(IngestRules.All.Select(rule => rule.Code), file.Ingest.Select(rule => rule.Code));
        Assert.Equal(
            enforced,
            string.Join(' ', file.Ingest.Where(rule => rule.Mode is RuleMode.Enforce).Select(rule => rule.Code)));
    }

    [Fact]
    public void The_rules_stand_in_the_table_of_the_policies()
    {
        string[] rows = File.ReadAllLines(Repository.At("schemas/policies/README.md"));

        Assert.All(IngestRules.All, rule => Assert.Contains(rows, row =>
            row.StartsWith($"| `{rule.Code}` |", StringComparison.Ordinal)
            && row.EndsWith(
                rule.Default is RuleMode.Enforce ? "| enforces |" : "| reports |", StringComparison.Ordinal)));
    }

    private static byte[] Document(string ofModel = "", string ofMetadata = "", string ofBom = "") =>
        Encoding.UTF8.GetBytes(
            $$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,{{Serial}},
             "metadata":{"component":{ {{Model}}{{ofModel}} }{{ofMetadata}} }{{ofBom}} }
            """);

    private static bool HasSchema(byte[] document) => Documents.DocumentInspection.Of(
        document, Documents.DocumentLimits.Default).Schema is not SchemaVerdict.NotChecked;

    private static async Task<Verdict> Ingest(Desk desk, byte[] document, string askedBy) =>
        await desk.Registry.Ingestion.IngestAsync(
            new Submission(document, "application/vnd.cyclonedx+json", "ci") { IngestPolicy = askedBy },
            TestContext.Current.CancellationToken);

    private static async Task Register(
        Desk desk, string id, int version, string rule, string parameters = "", string mode = "ENFORCE") =>
        Assert.IsType<PolicyRegistration.Registered>(await desk.Registry.Policies.RegisterAsync(
            Encoding.UTF8.GetBytes(
                $$"""
                {"id":"{{id}}","version":{{version}},
                 "ingest":[{"rule":"{{rule}}","mode":"{{mode}}","parameters":{ {{parameters}} } }]}
                """),
            "admin",
            TestContext.Current.CancellationToken));
}
