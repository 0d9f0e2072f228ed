using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Asking;

/// <summary>What reads or writes whole documents cannot be asked many times in one request.</summary>
public sealed class DearQuestionTests
{
    [Theory]
    [InlineData("aibomDiff(from: \"x\", to: \"x\") { __typename }", 3)]
    [InlineData("exportLineage(of: {name: \"x\"}, format: CYCLONEDX) { __typename }", 4)]
    [InlineData("conflicts(first: 1) { __typename }", 12)]
    [InlineData("staleAiboms(first: 1) { __typename }", 12)]
    public async Task Only_so_many_are_answered_in_one_request(string question, int most)
    {
        await using ServerHost host = await ServerHost.StartAsync();

        Assert.DoesNotContain("LIMIT_EXCEEDED", await Ask(host, question, most), StringComparison.Ordinal);
        Assert.Contains("LIMIT_EXCEEDED", await Ask(host, question, most + 1), StringComparison.Ordinal);
    }

    private static async Task<string> Ask(ServerHost host, string question, int times) =>
        (await host.Client.GraphQLAsync(
            $"{{ {string.Join(' ', Enumerable.Range(0, times).Select(i => $"q{i}: {question}"))} }}")).Text;
}
