using System.Text;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.BadInput;

/// <summary>A document with a million faults has a short answer that counts them.</summary>
public sealed class FloodTests
{
    private const int Million = 1_000_000;
    private const int ShortAnswer = 1 << 20;

    [Theory]
    [InlineData("properties", "7")]
    [InlineData("externalReferences", "{}")]
    public async Task A_million_broken_rules_are_counted_and_a_hundred_are_listed(string member, string item)
    {
        await using ServerHost host = await ServerHost.StartAsync();
        byte[] document = Encoding.UTF8.GetBytes(
            $$"""
            {"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
             "{{member}}":[{{string.Join(',', Enumerable.Repeat(item, Million))}}]}
            """);

        Answer answer = await host.Client.PostAsync(document);

        Assert.Equal(201, (int)answer.Status);
        Assert.InRange(answer.Body.Length, 1, ShortAnswer);
        if (answer.Json.String("schema") is "NOT_CHECKED")
        {
            Assert.Skip("This build has no official schemas.");
        }

        JsonElement last = answer.Json.GetProperty("findings").EnumerateArray()
            .Last(finding => finding.String("check") is "schema");
        Assert.Equal("FINDINGS_EXCEEDED", last.String("code"));
        string[] words = last.String("message").Split(' ');
        Assert.InRange(
            int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture), Million - 100, 10 * Million);
    }

    [Fact]
    public async Task A_name_of_megabytes_is_not_repeated_in_every_pointer()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        string name = new('n', 4 << 20);
        byte[] twice = Encoding.UTF8.GetBytes(
            $$"""{"bomFormat":"CycloneDX","specVersion":"1.6","{{name}}":1,"{{name}}":2}""");
        byte[] unknown = Encoding.UTF8.GetBytes($$"""{"bomFormat":"CycloneDX","specVersion":"1.6","{{name}}":1}""");

        Answer refused = await host.Client.PostAsync(twice);
        Answer taken = await host.Client.PostAsync(unknown);

        Assert.Equal("422 REJECTED gate FAILED JSON_DUPLICATE_NAME [JSON_DUPLICATE_NAME]", refused.Verdict());
        Assert.InRange(refused.Body.Length + taken.Body.Length, 1, ShortAnswer);
    }
}
