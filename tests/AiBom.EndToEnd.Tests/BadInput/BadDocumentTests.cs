using System.Net;
using System.Text;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.BadInput;

/// <summary>Bad documents are answered clearly, and leave the record as it was and the server up.</summary>
public sealed class BadDocumentTests(BadInputServer server) : IClassFixture<BadInputServer>
{
    private const string File = """{"type":"file","name":"f"}""";
    private const string Model = """{"type":"machine-learning-model","bom-ref":"m","name":"m","version":"1"}""";

    [Theory]
    [InlineData("truncated", """{"bomFormat":"CycloneDX","specVersion":"1.7","components":[{"na""", "JSON_MALFORMED")]
    [InlineData("empty", "", "JSON_MALFORMED")]
    [InlineData("log text before", """INFO writing {"bomFormat":"CycloneDX","specVersion":"1.7"}""", "JSON_MALFORMED")]
    [InlineData("two documents", "{}{}", "JSON_MALFORMED")]
    [InlineData("another format", """{"@context":"https://schema.org/","@type":"Dataset"}""", "FORMAT_UNKNOWN")]
    [InlineData("SPDX 2", """{"spdxVersion":"SPDX-2.3"}""", "SPEC_VERSION_UNSUPPORTED")]
    [InlineData("an array", "[]", "FORMAT_UNKNOWN")]
    [InlineData("no such version", """{"bomFormat":"CycloneDX","specVersion":"9.9"}""", "SPEC_VERSION_UNSUPPORTED")]
    [InlineData(
        "a name twice",
        """{"bomFormat":"CycloneDX","specVersion":"1.7","version":1,"version":2}""",
        "JSON_DUPLICATE_NAME")]
    [InlineData(
        "a lone surrogate",
        """{"bomFormat":"CycloneDX","specVersion":"1.7","metadata":{"component":{"type":"data","name":"\ud800"}}}""",
        "JSON_MALFORMED")]
    public Task An_unreadable_document_is_rejected_with_a_finding(string what, string document, string code) =>
        server.CheckAsync(what, document, $"422 REJECTED gate FAILED {code} [{code}]", isRecorded: false);

    [Fact]
    public async Task Sixty_four_megabytes_of_brackets_are_rejected_with_a_finding()
    {
        byte[] brackets = new byte[64 * 1_024 * 1_024];
        Array.Fill(brackets, (byte)'[');

        Answer answer = await server.UnchangedAsync(() => server.Client.PostAsync(brackets));

        Assert.Equal("422 REJECTED gate FAILED DEPTH_EXCEEDED [DEPTH_EXCEEDED]", answer.Verdict());
    }

    [Fact]
    public Task An_array_where_an_object_belongs_is_a_finding_and_the_rest_is_taken() => server.CheckAsync(
        "array for object",
        """{"bomFormat":"CycloneDX","specVersion":"1.7","metadata":[],"components":[]}""",
        "201 ACCEPTED_WITH_FINDINGS gate FAILED SUBJECT_MISSING [TYPE_MISMATCH]",
        isRecorded: true);

    [Fact]
    public Task A_reference_that_nothing_declares_is_a_finding_and_the_rest_is_taken() => server.CheckAsync(
        "dangling",
        $$"""
        {"bomFormat":"CycloneDX","specVersion":"1.7","metadata":{"component":{{Model}}},
         "dependencies":[{"ref":"m","dependsOn":["nothing"]}]}
        """,
        "201 ACCEPTED_WITH_FINDINGS gate PASSED [REFERENCE_DANGLING]",
        isRecorded: true);

    [Fact]
    public Task A_pedigree_that_runs_in_a_circle_is_rejected_with_its_path() => server.CheckAsync(
        "circle",
        """
        {"bomFormat":"CycloneDX","specVersion":"1.7","components":[
          {"type":"machine-learning-model","bom-ref":"a","name":"a","version":"1","purl":"pkg:generic/a@1",
           "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"b","purl":"pkg:generic/b@1"}]}},
          {"type":"machine-learning-model","bom-ref":"b","name":"b","version":"1","purl":"pkg:generic/b@1",
           "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"a","purl":"pkg:generic/a@1"}]}}]}
        """,
        "422 REJECTED gate FAILED LINEAGE_CYCLE [LINEAGE_CYCLE]",
        isRecorded: false);

    [Fact]
    public Task Its_own_ancestor_is_rejected() => server.CheckAsync(
        "self",
        """
        {"bomFormat":"CycloneDX","specVersion":"1.7","metadata":{"component":
          {"type":"machine-learning-model","bom-ref":"a","name":"a","version":"1","purl":"pkg:generic/a@1",
           "pedigree":{"ancestors":[{"type":"machine-learning-model","name":"a","purl":"pkg:generic/a@1"}]}}}}
        """,
        "422 REJECTED gate FAILED SELF_ANCESTOR [SELF_ANCESTOR]",
        isRecorded: false);

    [Fact]
    public Task More_components_than_the_bound_are_rejected() => server.CheckAsync(
        "many",
        $$"""
        {"bomFormat":"CycloneDX","specVersion":"1.7",
         "components":[{{string.Join(',', Enumerable.Repeat(File, BadInputServer.MaxComponents + 1))}}]}
        """,
        "422 REJECTED gate FAILED COMPONENTS_EXCEEDED [COMPONENTS_EXCEEDED]",
        isRecorded: false);
}

/// <summary>A server with lowered bounds.</summary>
public sealed class BadInputServer : IAsyncLifetime
{
    internal const int MaxComponents = 20;

    private ServerHost? host;

    internal AibomClient Client => host!.Client;

    public async ValueTask InitializeAsync() =>
        host = await ServerHost.StartAsync($"MaxComponents={MaxComponents}", "MaxParts=3", "MaxBundleBytes=2048");

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Posts a document and compares the verdict; the journal grows by one entry or not at all.</summary>
    internal async Task CheckAsync(string what, string document, string verdict, bool isRecorded)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(document);

        Answer answer = isRecorded
            ? await Client.PostAsync(bytes)
            : await UnchangedAsync(() => Client.PostAsync(bytes));

        Assert.True(answer.Verdict() == verdict, $"{what}: {answer.Text}");
        Assert.All(answer.Problems(), finding => Assert.NotEqual("", finding.String("message")));
        Assert.Equal(
            isRecorded ? HttpStatusCode.OK : HttpStatusCode.NotFound, (await Client.OriginalAsync(bytes)).Status);
    }

    /// <summary>Sends something that must leave the journal as it is and the server up.</summary>
    internal async Task<Answer> UnchangedAsync(Func<Task<Answer>> send)
    {
        long before = await host!.HeadAsync();

        Answer answer = await send();

        Assert.Equal(before, await host.HeadAsync());
        Assert.Equal(HttpStatusCode.OK, (await Client.GetAsync("/readyz")).Status);
        return answer;
    }
}
