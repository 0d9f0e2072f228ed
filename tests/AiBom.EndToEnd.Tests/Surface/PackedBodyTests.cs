using System.IO.Compression;
using System.Net;
using System.Text;
using AiBom.EndToEnd.Tests.Chains;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>Bodies that are packed with gzip: the unpacked bytes are what counts, within their bound.</summary>
public sealed class PackedBodyTests
{
    private const string Path = "/v1/documents";

    private static readonly byte[] Document = SpeechChain.Posting("harbor/spell-base@3").Document;

    [Fact]
    public async Task A_packed_document_is_the_same_submission_as_the_plain_one()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Answer packed = await PostAsync(host, Pack(Document), "gzip");
        Answer members = await PostAsync(host, [.. Pack(Document[..100]), .. Pack(Document[100..])], "x-gzip");
        Answer plain = await PostAsync(host, Document, "identity");

        Assert.Equal(HttpStatusCode.Created, packed.Status);
        Assert.Equal(HttpStatusCode.OK, members.Status);
        Assert.Equal(HttpStatusCode.OK, plain.Status);
        Assert.Equal(Receipt(packed), Receipt(plain));
        Assert.Equal(Receipt(packed), Receipt(members));
        Assert.Equal(Document, (await host.Client.OriginalAsync(Document)).Body);
    }

    [Fact]
    public async Task A_packed_attestation_is_taken_too()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] statement = Encoding.UTF8.GetBytes(
            """{"_type":"https://in-toto.io/Statement/v1","predicateType":"https://a.example/b","subject":[]}""");

        Answer answer = await host.Client.PostRawAsync(
            "/v1/attestations", Pack(statement), "application/json", ("Content-Encoding", "gzip"));

        Assert.Equal("201 ACCEPTED", $"{(int)answer.Status} {answer.Json.String("status")}");
    }

    [Fact]
    public async Task Other_codings_are_refused_with_the_one_that_is_taken()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        foreach (string coding in (string[])["br", "deflate", "gzip, gzip", "compress"])
        {
            Answer answer = await PostAsync(host, Document, coding);

            Assert.Equal("415 CONTENT_ENCODING_UNSUPPORTED", answer.Verdict());
            Assert.Equal("gzip", answer.Header("Accept-Encoding"));
        }

        Answer form = await host.Client.PostRawAsync(
            Path, Pack(Document), "multipart/form-data; boundary=b", ("Content-Encoding", "gzip"));
        Assert.Equal("415 CONTENT_ENCODING_UNSUPPORTED", form.Verdict());
        Answer type = await host.Client.PostRawAsync(Path, Pack(Document), "application/gzip");
        Assert.Equal("415 MEDIA_TYPE_UNSUPPORTED", type.Verdict());
    }

    [Fact]
    public async Task What_breaks_off_or_is_no_gzip_is_malformed_and_changes_nothing()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] packed = Pack(Document);
        foreach (byte[] body in (byte[][])[packed[..^1], packed[..^9], packed[..20], [], Document, [.. packed, 7]])
        {
            Assert.Equal("400 MALFORMED_REQUEST", (await PostAsync(host, body, "gzip")).Verdict());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.OriginalAsync(Document)).Status);
    }

    [Fact]
    public async Task A_bomb_is_too_large_for_what_comes_out_of_it()
    {
        await using ServerHost host = await ServerHost.StartAsync("MaxDocumentBytes=100000");
        byte[] bomb = Pack(new byte[50_000_000]);
        Assert.InRange(bomb.Length, 1, 60_000);

        Assert.Equal("413 SIZE_EXCEEDED", (await PostAsync(host, bomb, "gzip")).Verdict());
    }

    private static string Receipt(Answer answer) => answer.Json.GetProperty("receipt").GetRawText();

    private static Task<Answer> PostAsync(ServerHost host, byte[] body, string coding) =>
        host.Client.PostRawAsync(Path, body, AibomClient.CycloneDx, ("Content-Encoding", coding));

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Optimal))
        {
            packing.Write(content);
        }

        return packed.ToArray();
    }
}
