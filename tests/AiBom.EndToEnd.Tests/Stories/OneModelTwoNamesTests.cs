using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Stories;

/// <summary>
/// Vendors name one base model, each in the way of its tools. An incident finds all of them; what only a person knows
/// to be the same is found as long as somebody says so.
/// </summary>
public sealed class OneModelTwoNamesTests
{
    private const string Commit = "abcdef1234567890abcdef1234567890abcdef12";
    private const string Base = "pkg:huggingface/pine/base@" + Commit;
    private const string Mirror = "pkg:huggingface/mirror/base@9999999999999999999999999999999999999999";

    private static readonly object Both = new
    {
        one = new { packageUrl = Mirror },
        other = new { packageUrl = Base },
        reason = "The weights are equal byte for byte.",
    };

    [Fact]
    public async Task Every_spelling_of_the_base_model_leads_to_it_and_a_word_joins_until_it_is_taken_back()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await PostAsync(host, "oak/spelled", Purl(
            "pkg:huggingface/pine%2Fbase@ABCDEF1234567890ABCDEF1234567890ABCDEF12"
            + "?repository_url=https://huggingface.co"));
        await PostAsync(host, "elm/short", Purl("pkg:huggingface/pine/base@abcdef1"));
        await PostAsync(host, "fir/linked", new JsonObject
        {
            ["type"] = "machine-learning-model",
            ["name"] = "pine/base",
            ["externalReferences"] = new JsonArray(new JsonObject
            {
                ["type"] = "model-card",
                ["url"] = $"https://huggingface.co/pine/base/tree/{Commit}",
            }),
        });
        await PostAsync(host, "ash/moving", Purl("pkg:huggingface/pine/base@main"));
        await PostAsync(host, "yew/mirrored", Purl(Mirror));
        await PostAsync(host, "pine/base", [], Base);
        const string all = "oak/spelled elm/short fir/linked";
        await CheckAsync(host, all);
        Assert.Equal($"pine/base main -> {Base}", await CandidatesAsync(host, "ash/moving"));

        Assert.Equal(
            $"asserted ASSERTED bootstrap {Mirror} {Base}",
            await SayAsync(host, "assertSameAs", Both));
        await CheckAsync(host, $"{all} yew/mirrored");
        Assert.Equal("asserted bootstrap, short-commit bootstrap", await SameAsAsync(host));
        Assert.Equal(
            "NOT_YOURS",
            await SayAsync(host, "retractSameAs", new
            {
                one = new { packageUrl = "pkg:huggingface/pine/base@abcdef1" },
                other = new { packageUrl = Base },
                reason = "No.",
            }));

        Assert.StartsWith("asserted", await SayAsync(host, "retractSameAs", Both), StringComparison.Ordinal);
        await CheckAsync(host, all);
        Assert.Equal("short-commit bootstrap", await SameAsAsync(host));
    }

    [Fact]
    public async Task Other_bytes_are_not_said_to_be_one()
    {
        await using ServerHost host = await ServerHost.StartAsync();
        await PostAsync(host, "oak/one", [], "pkg:huggingface/oak/one@7", digit: 'a');
        await PostAsync(host, "oak/two", [], "pkg:huggingface/oak/two@7", digit: 'b');
        long head = await host.HeadAsync();

        string answer = await SayAsync(host, "assertSameAs", new
        {
            one = new { packageUrl = "pkg:huggingface/oak/one@7" },
            other = new { packageUrl = "pkg:huggingface/oak/two@7" },
            reason = "They look alike.",
        });

        Assert.Equal("IDENTITY_CONFLICT", answer);
        Assert.Equal(head, await host.HeadAsync());
    }

    /// <summary>Whom a compromise of the base model reaches, as it is, after a restart, and derived anew.</summary>
    private static async Task CheckAsync(ServerHost host, string affected)
    {
        IEnumerable<string> expected = affected.Split(' ').Order(StringComparer.Ordinal);
        Assert.Equal(expected, await AffectedAsync(host));
        await host.RestartAsync();
        Assert.Equal(expected, await AffectedAsync(host));
        await host.RebuildAsync();
        Assert.Equal(expected, await AffectedAsync(host));
    }

    private static async Task<IEnumerable<string>> AffectedAsync(ServerHost host)
    {
        JsonElement impact =
            await Questions.ImpactOf("impact", new { packageUrl = Base }).AskAsync(host.Client);
        return impact.Nodes("affected")
            .Select(node => node.At("entity").String("qualifiedName").Split('@')[0])
            .Order(StringComparer.Ordinal);
    }

    private static async Task<string> SameAsAsync(ServerHost host)
    {
        JsonElement data = await host.Client.AskAsync(
            "query($url: String!) { entity(ref: {packageUrl: $url}) { ... on Entity { sameAs { rule claimedBy } } } }",
            new { url = Base });
        return string.Join(", ", data.At("entity.sameAs").EnumerateArray()
            .Select(said => $"{said.String("rule")} {said.String("claimedBy")}")
            .Order(StringComparer.Ordinal));
    }

    private static async Task<string> CandidatesAsync(ServerHost host, string child)
    {
        JsonElement data = await host.Client.AskAsync(
            """
            query($name: String!) {
              lineage(of: {name: $name}) {
                ... on Lineage {
                  completeness { unknownParents { nodes { name group version candidates { packageUrl } } } }
                }
              }
            }
            """,
            new { name = child });
        return string.Join(", ", data.At("lineage.completeness.unknownParents.nodes").EnumerateArray().Select(gap =>
            $"{gap.String("group")}/{gap.String("name")} {gap.String("version")} -> "
            + string.Join(
                ' ', gap.GetProperty("candidates").EnumerateArray().Select(own => own.String("packageUrl")))));
    }

    /// <summary>What was said, or the code of the refusal.</summary>
    private static async Task<string> SayAsync(ServerHost host, string mutation, object input)
    {
        string type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        JsonElement data = await host.Client.AskAsync(
            $$"""
            mutation($input: {{type}}!) {
              {{mutation}}(input: $input) {
                ... on RequestError { code }
                ... on SameAs { rule assurance claimedBy key with }
              }
            }
            """,
            new { input });
        JsonElement answer = data.GetProperty(mutation);
        return string.Join(' ', answer.EnumerateObject().Select(field => field.Value.GetString()));
    }

    private static JsonObject Purl(string packageUrl) => new()
    {
        ["type"] = "machine-learning-model",
        ["group"] = "pine",
        ["name"] = "base",
        ["version"] = packageUrl.Contains('@', StringComparison.Ordinal)
            ? packageUrl.Split('@')[1].Split('?')[0]
            : "1.0",
        ["purl"] = packageUrl,
    };

    private static Task PostAsync(ServerHost host, string child, JsonObject ancestor) =>
        PostAsync(host, child, [ancestor], packageUrl: null);

    private static async Task PostAsync(
        ServerHost host, string model, JsonArray ancestors, string? packageUrl, char? digit = null)
    {
        var component = new JsonObject
        {
            ["type"] = "machine-learning-model",
            ["bom-ref"] = "subject",
            ["group"] = model.Split('/')[0],
            ["name"] = model.Split('/')[1],
            ["version"] = "7",
            ["pedigree"] = new JsonObject { ["ancestors"] = ancestors },
        };
        if (packageUrl is not null)
        {
            component["purl"] = packageUrl;
        }

        if (digit is { } own)
        {
            component["hashes"] = new JsonArray(
                new JsonObject { ["alg"] = "SHA-256", ["content"] = new string(own, 64) });
        }

        var bom = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = component },
        };
        Answer answer = await host.Client.PostAsync(JsonSerializer.SerializeToUtf8Bytes(bom));
        Assert.StartsWith("201 ACCEPTED", answer.Verdict(), StringComparison.Ordinal);
    }
}
