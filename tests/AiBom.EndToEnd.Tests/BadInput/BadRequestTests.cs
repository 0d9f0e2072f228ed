using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.BadInput;

/// <summary>Requests that are none: each is refused with a status and a code, and nothing is recorded.</summary>
public sealed class BadRequestTests(BadInputServer server) : IClassFixture<BadInputServer>
{
    private static readonly byte[] Document = SpeechChain.Posting("harbor/spell-base@3").Document;

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("no media type")]
    [InlineData("")]
    public async Task A_wrong_content_type_is_unsupported(string mediaType) => await RefusesAsync(
        "415 MEDIA_TYPE_UNSUPPORTED", () => server.Client.PostAsync(Document, mediaType));

    [Theory]
    [InlineData("no boundary", "multipart/form-data", "400 MALFORMED_REQUEST")]
    [InlineData("not what the boundary says", "multipart/form-data; boundary=x", "400 MALFORMED_REQUEST")]
    public Task A_form_that_is_none_is_malformed(string what, string mediaType, string refusal) =>
        RefusesAsync(refusal, () => server.Client.PostAsync(Document, mediaType), what);

    [Theory]
    [InlineData("cut", "--x\r\nContent-Disposition: form-data; name=\"document\"\r\n\r\n{")]
    [InlineData("no document", "--x\r\nContent-Disposition: form-data; name=\"bundle\"\r\n\r\n{}\r\n--x--\r\n")]
    [InlineData("no name", "--x\r\nContent-Type: text/plain\r\n\r\n{}\r\n--x--\r\n")]
    [InlineData(
        "a part of another name",
        "--x\r\nContent-Disposition: form-data; name=\"dokument\"\r\n\r\n{}\r\n--x--\r\n")]
    [InlineData(
        "an artifact without a name",
        "--x\r\nContent-Disposition: form-data; name=\"artifact\"\r\n\r\n{}\r\n--x--\r\n")]
    [InlineData(
        "two documents",
        "--x\r\nContent-Disposition: form-data; name=\"document\"\r\n\r\n{}\r\n"
        + "--x\r\nContent-Disposition: form-data; name=\"document\"\r\n\r\n{}\r\n--x--\r\n")]
    public Task A_form_with_wrong_parts_is_malformed(string what, string form) => RefusesAsync(
        "400 MALFORMED_REQUEST",
        () => server.Client.PostAsync(Encoding.UTF8.GetBytes(form), "multipart/form-data; boundary=x"),
        what);

    [Fact]
    public Task More_parts_than_the_bound_are_refused() => RefusesAsync(
        "400 MALFORMED_REQUEST",
        () => server.Client.PostAsync(
            Document, [], [.. Enumerable.Range(0, 4).Select(i => new ChainFile($"f{i}", "f\n"))]));

    [Fact]
    public Task A_bundle_over_the_bound_is_refused() => RefusesAsync(
        "413 SIZE_EXCEEDED", () => server.Client.PostAsync(Document, [new byte[2_049]]));

    [Fact]
    public async Task A_document_over_the_bound_is_refused_raw_and_in_a_form()
    {
        await using ServerHost host = await ServerHost.StartAsync("MaxDocumentBytes=1024");
        byte[] large = new byte[1_025];

        Assert.Equal("413 SIZE_EXCEEDED", (await host.Client.PostAsync(large)).Verdict());
        Assert.Equal("413 SIZE_EXCEEDED", (await host.Client.PostAsync(large, [])).Verdict());
    }

    [Fact]
    public async Task A_compressed_document_is_refused()
    {
        using var content = new ByteArrayContent(Document);
        content.Headers.ContentType = new MediaTypeHeaderValue(AibomClient.CycloneDx);
        content.Headers.ContentEncoding.Add("br");

        await RefusesAsync(
            "415 CONTENT_ENCODING_UNSUPPORTED",
            () => server.Client.SendAsync(HttpMethod.Post, "/v1/documents", content));
    }

    [Fact]
    public async Task A_bundle_that_is_no_envelope_quarantines_and_brings_nothing()
    {
        Answer answer = await server.Client.PostAsync(Document, ["{}"u8.ToArray()]);

        Assert.Equal("422 QUARANTINED gate FAILED ENVELOPE_MALFORMED [ENVELOPE_MALFORMED]", answer.Verdict());
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/readyz")).Status);
    }

    private async Task RefusesAsync(string refusal, Func<Task<Answer>> send, string? what = null)
    {
        Answer answer = await server.UnchangedAsync(send);

        Assert.True(answer.Verdict() == refusal, $"{what}: {answer.Status} {answer.Text}");
    }
}
