using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using static AiBom.EndToEnd.Tests.Chains.FixtureNames;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>Story 2: parameters were changed before production, and the pipeline is stopped.</summary>
public sealed class StoppedPipelineTests
{
    private static readonly Question Models = Questions.Models("models");
    private static readonly Question Lineage = Questions.Lineage("det10", Questions.Reference(Of("det10")));

    [Fact]
    public async Task Weights_that_are_not_those_declared_stop_the_pipeline_and_bring_no_model()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        string models = (await Models.AskAsync(pipeline.Client)).GetRawText();

        Answer answer = await pipeline.Poster.PostAsync(
            pipeline.Client, pipeline.Candidate, FixtureChain.TamperedWeights());

        Assert.Equal("422 QUARANTINED gate FAILED DIGEST_MISMATCH [DIGEST_MISMATCH]", answer.Verdict());
        JsonElement finding = Assert.Single(answer.Problems());
        JsonElement artifact = answer.Json.GetProperty("artifacts").EnumerateArray()
            .Single(check => check.String("pointer") == finding.String("pointer"));
        Assert.Equal("model.safetensors MISMATCH", $"{artifact.String("name")} {artifact.String("status")}");
        Assert.Equal(
            "sha256:a6348129af64538f3057dd5baa4262f96d242a84019af656cbee89230f399726", finding.String("expected"));
        Assert.Equal(
            "sha256:35a7ca2d4de3c0812adca2284e9a64ed2899f7a0309818697703b614389c0444", finding.String("found"));
        Assert.Equal(models, (await Models.AskAsync(pipeline.Client)).GetRawText());
        Assert.Equal("NotFoundError", (await Lineage.AskAsync(pipeline.Client)).String("__typename"));
    }

    [Fact]
    public async Task A_quarantined_submission_is_kept_for_forensics_and_spoils_nothing()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        await pipeline.Poster.PostAsync(pipeline.Client, pipeline.Candidate, FixtureChain.TamperedWeights());

        Assert.Equal(
            pipeline.Candidate.Document, (await pipeline.Client.OriginalAsync(pipeline.Candidate.Document)).Body);
        Answer genuine = await pipeline.Poster.PostAsync(
            pipeline.Client, pipeline.Candidate, [.. pipeline.Candidate.Subject.Files]);
        Assert.Equal("201 ACCEPTED gate PASSED []", genuine.Verdict());
        Assert.All(
            genuine.Json.GetProperty("artifacts").EnumerateArray(),
            check => Assert.Equal("MATCH", check.String("status")));
    }

    [Fact]
    public async Task Bytes_that_did_not_come_are_not_available_and_never_a_match()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();

        Answer answer = await pipeline.Poster.PostAsync(pipeline.Client, pipeline.Candidate);

        Assert.All(
            answer.Json.GetProperty("artifacts").EnumerateArray(),
            check => Assert.Equal("NOT_AVAILABLE", check.String("status")));
    }

    [Fact]
    public async Task A_signature_of_another_organization_stops_the_pipeline()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        byte[] document = pipeline.Candidate.Document;

        Answer answer = await pipeline.Client.PostAsync(
            document, [pipeline.Poster.Sign(document, "cobalt")], [.. pipeline.Candidate.Subject.Files]);

        Assert.Equal("422 QUARANTINED gate FAILED UNTRUSTED_SIGNER [UNTRUSTED_SIGNER]", answer.Verdict());
        Assert.Equal("UNTRUSTED_SIGNER", answer.Json.At("verification").String("authenticity"));
        Assert.Equal("NotFoundError", (await Lineage.AskAsync(pipeline.Client)).String("__typename"));
    }

    [Fact]
    public async Task One_changed_byte_makes_the_signature_invalid()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        byte[] signature = pipeline.Poster.Sign(pipeline.Candidate.Document, "northwind");
        byte[] changed = [.. pipeline.Candidate.Document, (byte)'\n'];

        Answer answer = await pipeline.Client.PostAsync(changed, [signature]);

        Assert.Equal("422 QUARANTINED gate FAILED SUBJECT_MISMATCH [SUBJECT_MISMATCH]", answer.Verdict());
        Assert.Equal("INVALID", answer.Json.At("verification").String("authenticity"));
    }

    [Fact]
    public async Task Swapped_labels_are_told_by_the_signature_over_the_models_files()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();

        Answer answer = await pipeline.PostSignedAsync(
            [FixtureChain.SwappedLabels(), .. pipeline.Files.Where(file => file.Name != "labels.json")]);

        Assert.Equal("422 QUARANTINED gate FAILED FILE_CHANGED [FILE_CHANGED]", answer.Verdict());
        JsonElement finding = Assert.Single(answer.Problems());
        Assert.Contains("labels.json", finding.String("message"), StringComparison.Ordinal);
        Assert.Equal(
            pipeline.Files.Single(file => file.Name == "labels.json").Digest.ToString(), finding.String("expected"));
        Assert.Equal(FixtureChain.SwappedLabels().Digest.ToString(), finding.String("found"));
    }

    [Fact]
    public async Task A_file_that_nobody_signed_is_extra_unless_the_signature_says_that_it_is_ignored()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        ChainFile handler = new("handler.py", "import os\n");

        Answer refused = await pipeline.PostSignedAsync([.. pipeline.Files, handler]);
        Assert.Equal("422 QUARANTINED gate FAILED FILE_EXTRA [FILE_EXTRA]", refused.Verdict());
        Assert.Contains(
            "handler.py", Assert.Single(refused.Problems()).String("message"), StringComparison.Ordinal);

        Answer taken = await pipeline.PostSignedAsync([.. pipeline.Files, handler], "handler.py");
        Assert.Equal("201 ACCEPTED gate PASSED []", taken.Verdict());
        Assert.Contains(
            taken.Json.GetProperty("findings").EnumerateArray(),
            finding => finding.String("code") is "FILE_UNVERIFIED");
    }

    [Fact]
    public async Task The_models_signature_with_all_files_as_signed_passes()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();

        Assert.Equal("201 ACCEPTED gate PASSED []", (await pipeline.PostSignedAsync(pipeline.Files)).Verdict());
    }

    [Fact]
    public async Task The_lineage_of_the_accepted_model_is_unaffected_by_what_was_stopped()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        byte[] document = pipeline.Candidate.Document;
        await pipeline.Poster.PostAsync(pipeline.Client, pipeline.Candidate);
        string before = await NodesAndEdgesAsync(pipeline);

        await pipeline.Poster.PostAsync(pipeline.Client, pipeline.Candidate, FixtureChain.TamperedWeights());
        await pipeline.Client.PostAsync(document, [pipeline.Poster.Sign(document, "cobalt")]);

        Assert.Equal(before, await NodesAndEdgesAsync(pipeline));
        JsonElement submissions = await pipeline.Client.AskAsync(
            "{ aiboms(first: 3) { nodes { status entities { id } } } }");
        Assert.Equal(
            ["QUARANTINED 0", "QUARANTINED 0", "ACCEPTED 4"],
            submissions.At("aiboms.nodes").EnumerateArray()
                .Select(aibom => $"{aibom.String("status")} {aibom.GetProperty("entities").GetArrayLength()}"));
    }

    [Fact]
    public async Task What_stopped_the_pipeline_is_listed_with_who_when_and_what()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        byte[] document = pipeline.Candidate.Document;
        byte[] stranger = pipeline.Poster.Sign(document, "cobalt");
        ChainFile[] others = [.. pipeline.Files.Where(file => file.Name != "labels.json")];
        await pipeline.Poster.PostAsync(pipeline.Client, pipeline.Candidate, FixtureChain.TamperedWeights());
        await pipeline.PostSignedAsync([FixtureChain.SwappedLabels(), .. others]);
        await pipeline.PostSignedAsync([.. pipeline.Files, new ChainFile("handler.py", "import os\n")]);
        await pipeline.Client.PostAsync(document, [stranger], pipeline.Files);
        await pipeline.PostSignedAsync(pipeline.Files);

        Transcript listed = await Transcript.RecordAsync(
            pipeline.Host, Stopped("all", 50, since: null), Stopped("later", 50, since: "2026-07-01T09:00:01Z"));

        Assert.Equal(
            [
                "DIGEST_MISMATCH model.safetensors "
                    + "sha256:a6348129af64538f3057dd5baa4262f96d242a84019af656cbee89230f399726 "
                    + "sha256:35a7ca2d4de3c0812adca2284e9a64ed2899f7a0309818697703b614389c0444 "
                    + "AML.T0018+AML.M0014",
                "FILE_CHANGED labels.json "
                    + $"{pipeline.Files.Single(file => file.Name == "labels.json").Digest} "
                    + $"{FixtureChain.SwappedLabels().Digest} AML.T0018+AML.M0014",
                $"FILE_EXTRA   {Digest.Of("import os\n"u8)} AML.T0018+AML.M0014",
                $"UNTRUSTED_SIGNER   {pipeline.Poster.KeyOf("cobalt")} AML.T0018+AML.M0014+AML.M0013",
            ],
            listed["all"].Nodes().Select(Tell));
        Assert.All(listed["all"].Nodes(), finding => Assert.Equal(
            $"bootstrap 2026-07-01T09:00:00Z {Digest.Of(document)} QUARANTINED",
            $"{finding.String("actor")} {finding.String("at")} {finding.String("document")} "
            + finding.At("aibom").String("status")));
        Assert.Equal(4, listed["all"].GetProperty("totalCount").GetInt32());
        Assert.Equal(0, listed["later"].GetProperty("totalCount").GetInt32());
        listed.AssertSame();
    }

    [Fact]
    public async Task What_stopped_the_pipeline_is_read_page_by_page()
    {
        await using Pipeline pipeline = await Pipeline.StartAsync();
        byte[] document = pipeline.Candidate.Document;
        foreach (string signer in (string[])["cobalt", "aurora", "zephyr"])
        {
            await pipeline.Client.PostAsync(document, [pipeline.Poster.Sign(document, signer)]);
        }

        var pages = new List<string>();
        string? after = null;
        do
        {
            JsonElement page = await Stopped("page", 2, since: null, after).AskAsync(pipeline.Client);
            Assert.Equal(3, page.GetProperty("totalCount").GetInt32());
            pages.AddRange(page.GetProperty("nodes").EnumerateArray().Select(finding => finding.String("observed")));
            after = page.At("pageInfo.hasNextPage").GetBoolean() ? page.At("pageInfo").String("endCursor") : null;
        }
        while (after is not null);

        Assert.Equal(
            ((string[])["cobalt", "aurora", "zephyr"]).Select(signer => pipeline.Poster.KeyOf(signer).ToString()),
            pages);
    }

    private static Question Stopped(string name, int first, string? since, string? after = null) => new(
        name,
        """
        query($first: Int!, $since: DateTime, $after: String) {
          integrityFindings(stage: PRE_DEPLOYMENT, since: $since, first: $first, after: $after) {
            totalCount pageInfo { hasNextPage endCursor }
            nodes { code file expected observed atlas actor at document aibom { status } }
          }
        }
        """,
        new { first, since, after });

    private static string Tell(JsonElement finding) => string.Join(
        ' ',
        finding.String("code"),
        finding.String("file"),
        finding.String("expected"),
        finding.String("observed"),
        string.Join('+', finding.GetProperty("atlas").EnumerateArray().Select(tag => tag.GetString())));

    private static async Task<string> NodesAndEdgesAsync(Pipeline pipeline)
    {
        JsonElement lineage = await Lineage.AskAsync(pipeline.Client);
        return lineage.GetProperty("nodes").GetRawText() + lineage.GetProperty("edges").GetRawText();
    }

    /// <summary>A server that knows the organizations and the base model, and the candidate to be posted.</summary>
    private sealed class Pipeline : IAsyncDisposable
    {
        private ServerHost? host;

        public ServerHost Host => host!;

        public AibomClient Client => Host.Client;

        public ChainPoster Poster { get; } = new(FixtureChain.Load());

        public ChainPosting Candidate => Poster.Postings(Of("det10")).Single();

        public ChainFile[] Files => [.. Candidate.Subject.Files];

        /// <summary>Posts the candidate with files, signed by northwind: the document, and the model as it should be.
        /// </summary>
        public async Task<Answer> PostSignedAsync(ChainFile[] artifacts, params string[] ignorePaths)
        {
            byte[] model = await ChainPoster.SignModelAsync(Client, "northwind", Files, ignorePaths);
            return await Client.PostAsync(
                Candidate.Document, [Poster.Sign(Candidate.Document, "northwind"), model], artifacts);
        }

        public static async Task<Pipeline> StartAsync()
        {
            var pipeline = new Pipeline { host = await ServerHost.StartAsync() };
            await pipeline.Poster.RegisterAsync(pipeline.Client);
            await pipeline.Poster.PostAsync(pipeline.Client, Of("base21"));
            return pipeline;
        }

        public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
