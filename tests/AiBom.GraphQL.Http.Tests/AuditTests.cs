using System.Text.Json;
using System.Text.RegularExpressions;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>The checks of others, where Node is present.</summary>
public sealed partial class AuditTests
{
    /// <summary>The audits of graphql-http: 13 MUST, 23 SHOULD, 25 MAY.</summary>
    [Fact]
    public async Task All_audits_of_graphql_over_http_pass()
    {
        using ConformanceScripts scripts = await ConformanceScripts.InstallAsync();
        await using Site site = await Site.StartAsync();

        string output = await scripts.RunAsync("http-audit.mjs", site.Address.ToString(), "--json", "--preflight");

        Assert.Equal("MUST 13 of 13, SHOULD 23 of 23, MAY 25 of 25, failed: ", Summary(output));
    }

    /// <summary>The rules of graphql-ws and graphql-sse, among them that their clients work.</summary>
    [Fact]
    public async Task All_checks_of_both_transports_of_subscriptions_pass()
    {
        const string script = "transport-audit.mjs";
        using ConformanceScripts scripts = await ConformanceScripts.InstallAsync();
        await using Site site = await Site.StartAsync(options => options with
        {
            Limits = options.Limits with { InitTimeout = TimeSpan.FromMilliseconds(500) },
        });

        string output = await scripts.RunAsync(
            script, "--ws", site.SocketAddress.ToString(), "--sse", site.Address.ToString(), "--init-timeout", "500");

        int passed = Passed().Count(output);
        string[] failed = [.. Failed().Matches(output).Select(match => match.Value.Trim())];
        string line = $"{script}: {passed} passed, {failed.Length} failed, 0 excluded";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        TestContext.Current.SendDiagnosticMessage(line);
        Assert.True(failed is [] && passed == 28, $"{line}\n{string.Join('\n', failed)}");
        Assert.Empty(site.Failures);
    }

    // The script prints a list of results and then a sentence.
    private static string Summary(string output)
    {
        using var json = JsonDocument.Parse(output[..(output.LastIndexOf(']') + 1)]);
        var results = json.RootElement.EnumerateArray()
            .Select(result => (
                Id: result.GetProperty("id").GetString(),
                Level: result.GetProperty("name").GetString()!.Split(' ')[0],
                IsOk: result.GetProperty("status").GetString() is "ok"))
            .ToList();
        string levels = string.Join(", ", results.GroupBy(result => result.Level, StringComparer.Ordinal)
            .OrderBy(level => Array.IndexOf(["MUST", "SHOULD", "MAY"], level.Key))
            .Select(level => $"{level.Key} {level.Count(result => result.IsOk)} of {level.Count()}"));
        string failed = string.Join(' ', results.Where(result => !result.IsOk).Select(result => result.Id));
        return $"{levels}, failed: {failed}";
    }

    [GeneratedRegex("^ok +(WS|SSE)[0-9]+ ", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Passed();

    [GeneratedRegex("^FAIL .*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Failed();
}
