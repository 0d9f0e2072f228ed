using System.Net;
using System.Text.RegularExpressions;
using AiBom.Testing;

namespace AiBom.GraphQL.Http.Tests;

public sealed partial class PageTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "200 text/html")]
    [InlineData("text/html", "200 text/html")]
    [InlineData("application/json, text/html;q=0.9", "400 application/json")]
    [InlineData("*/*", "400 application/json")]
    public async Task A_browser_gets_the_page(string accept, string expected) => Assert.StartsWith(
        expected,
        await shared.Site.AskAsync($"GET ?query={{hello}} | Accept: {accept}"),
        StringComparison.Ordinal);

    [Fact]
    public async Task The_page_runs_nothing_inline_and_nothing_from_elsewhere()
    {
        using HttpResponseMessage response = await shared.Site.SendAsync("GET | Accept: text/html");
        string html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script[^>]*>[^<]|<style| on[a-z]+=", html);
    }

    [Fact]
    public async Task Every_script_and_style_that_the_page_names_is_there()
    {
        string html = await shared.Site.AskAsync("GET | Accept: text/html");

        string[] addresses = [.. Addresses().Matches(html).Select(match => match.Groups["address"].Value)];
        Assert.NotEmpty(addresses);
        foreach (string address in addresses)
        {
            Assert.StartsWith("/graphql/graphiql/", address, StringComparison.Ordinal);
            string answer = await shared.Site.AskAsync($"GET {address["/graphql".Length..]}");
            Assert.StartsWith("200 text/", answer, StringComparison.Ordinal);
            Assert.True(answer.Length > 100, $"{address} is empty.");
        }
    }

    [Fact]
    public async Task A_script_is_sent_once_and_compressed_for_who_reads_that()
    {
        const string address = "GET /graphiql/connection.js";
        using HttpResponseMessage first = await shared.Site.SendAsync(address);
        string known = $"{address} | If-None-Match: {first.Headers.ETag}";
        using HttpResponseMessage again = await shared.Site.SendAsync(known);

        Assert.Equal("text/javascript", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Graphiql_is_there_where_it_was_built_compressed_or_not()
    {
        Assert.SkipUnless(GraphiqlPage.IsBuiltIn, "GraphiQL was not built in: Node was absent.");
        const string address = "GET /graphiql/react.js";
        using HttpResponseMessage plain = await shared.Site.SendAsync(address);
        using HttpResponseMessage packed = await shared.Site.SendAsync($"{address} | Accept-Encoding: br, gzip");

        Assert.Empty(plain.Content.Headers.ContentEncoding);
        Assert.Equal("gzip", Assert.Single(packed.Content.Headers.ContentEncoding));
        Assert.Contains(
            "React",
            await plain.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_follows_a_subscription_event_by_event_until_it_is_told_to_stop()
    {
        var source = new TestSource();
        await using Site site = await Site.StartAsync(declare: source.Declare);
        string script = Path.Combine(Directory.CreateTempSubdirectory("graphql-page-").FullName, "page.mjs");
        await File.WriteAllTextAsync(
            script,
            $$"""
            import { send } from './connection.mjs';
            globalThis.sessionStorage = { getItem: () => 'secret' };
            globalThis.location = { pathname: '{{site.Address}}' };
            const print = (result) => console.log(JSON.stringify(result));
            print(await send({ query: '{ hello }' }));
            for await (const result of await send({ query: 'subscription { ticks }' })) print(result);
            const endless = await send({ query: 'subscription { events }' });
            const next = endless.next();
            await endless.return();
            print(await next);
            """,
            TestContext.Current.CancellationToken);
        string page = Repository.At("src/AiBom.GraphQL.Http/Pages/connection.js");
        File.Copy(page, Path.Combine(Path.GetDirectoryName(script)!, "connection.mjs"));

        (int? exitCode, string output) = await Programs.RunAsync("node", [script]);
        Directory.Delete(Path.GetDirectoryName(script)!, recursive: true);

        Assert.SkipWhen(exitCode is null, "Node is absent.");
        Assert.Equal(
            [
                """{"data":{"hello":"hello world"}}""",
                """{"data":{"ticks":1}}""",
                """{"data":{"ticks":2}}""",
                """{"data":{"ticks":3}}""",
                """{"done":true}""",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        await source.Released;
    }

    [Theory]
    [InlineData("nothing.js")]
    [InlineData("plain.html")]
    [InlineData("..%2Fgraphql")]
    public async Task Nothing_else_is_below_the_page(string name) =>
        Assert.Equal("404", await shared.Site.AskAsync($"GET /graphiql/{name}"));

    [Fact]
    public async Task The_page_can_be_switched_off()
    {
        await using Site site = await Site.StartAsync(options => options with { ShowPage = false });

        Assert.StartsWith("400 ", await site.AskAsync("GET | Accept: text/html"), StringComparison.Ordinal);
        Assert.Equal("404", await site.AskAsync("GET /graphiql/page.css"));
    }

    [GeneratedRegex("(src|href)=\"(?<address>/[^\"]*)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Addresses();
}
