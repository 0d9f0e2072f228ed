using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.GraphQL.Http;
using AiBom.Server;
using AiBom.Server.Options;
using AiBom.Testing;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>The settings of the GraphQL door, and what they are where nothing is set.</summary>
public sealed class GraphQLSettingsTests
{
    private const string Introspection = "{ __schema { description } }";

    /// <summary>Every setting of the program: its name, its default, and what holds it.</summary>
    public static TheoryData<string, string> Settings
    {
        get
        {
            var settings = new TheoryData<string, string>();
            Add(settings, AibomOptions.Section, new AibomOptions());
            return settings;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void A_setting_is_listed_in_the_readme_with_its_default(string name, string usual)
    {
        string row = Assert.Single(
            File.ReadLines(Repository.At("README.md")),
            line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal));
        string shown = row.Split('|')[2].Trim().Trim('`');

        Assert.True(usual.Length == 0 || string.Equals(usual, shown, StringComparison.OrdinalIgnoreCase), row);
    }

    [Fact]
    public void A_setting_reaches_its_bound()
    {
        AibomOptions options = ServerApplication.ReadOptions(
        [
            "--Aibom:GraphQL:MaxTokens=77", "--Aibom:GraphQL:MaxCost=78", "--Aibom:GraphQLHttp:Timeout=00:00:03",
        ]);

        Assert.Equal((77, 78L), (options.GraphQL.MaxTokens, options.GraphQL.MaxCost));
        Assert.Equal(TimeSpan.FromSeconds(3), options.GraphQLHttp.Timeout);
        Assert.Equal(GraphQLHttpLimits.Default.MaxStreams, options.GraphQLHttp.MaxStreams);
    }

    [Fact]
    public async Task The_bounds_that_are_set_are_those_that_hold()
    {
        await using ServerHost server = await ServerHost.StartAsync(
            "GraphQL:MaxTokens=20", "GraphQL:MaxCost=20", "GraphQLHttp:MaxBodyBytes=1024");

        Assert.Contains("(MaxTokens)", await RefusalAsync(server, "{ a a a a a a a a a a a a a a a a a a a a a }"));
        Assert.Contains("at most 20 is allowed (MaxCost)", await RefusalAsync(server, "{ aiboms { nodes { id } } }"));
        Assert.Contains("1024 bytes", await RefusalAsync(server, $"{{ a }} #{new string('x', 1_024)}"));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("--environment=Production", false)]
    [InlineData("--environment=Development", true)]
    [InlineData("--environment=Development --Aibom:Introspection=false", false)]
    [InlineData("--Aibom:Introspection=true", true)]
    public async Task The_schema_is_for_developers_unless_it_is_set_otherwise(string arguments, bool isShown)
    {
        using var folder = new DataFolder();
        using ServerProcess server = await ServerProcess.StartAsync(
            folder.Path, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Answer asked = await server.Client.GraphQLAsync(Introspection);
        Answer downloaded = await server.Client.GetAsync("/graphql/schema.graphql");

        Assert.Equal(isShown ? HttpStatusCode.OK : HttpStatusCode.BadRequest, asked.Status);
        Assert.Equal(isShown ? HttpStatusCode.OK : HttpStatusCode.Forbidden, downloaded.Status);
        Assert.Equal(!isShown, asked.Text.Contains("\"INTROSPECTION_DISABLED\"", StringComparison.Ordinal));
        Assert.Equal(isShown, downloaded.Text.Contains("type Query {", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_can_execute_the_documents_of_its_operator_alone()
    {
        using var folder = new DataFolder();
        const string document = "{ aiboms { nodes { document } } }";
        string hash = Domain.Digest.Of(System.Text.Encoding.UTF8.GetBytes(document)).Hex;
        string file = Path.Combine(folder.Path, "trusted.json");
        await File.WriteAllTextAsync(
            file,
            JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { [hash] = document }),
            TestContext.Current.CancellationToken);
        await using ServerHost server =
            await ServerHost.StartAsync($"TrustedDocuments={file}", "TrustedDocumentsOnly=true");

        using JsonContent request = JsonContent.Create(new { documentId = $"sha256:{hash}" });
        Answer listed = await server.Client.SendAsync(HttpMethod.Post, "/graphql", request);

        Assert.True(listed.Status is HttpStatusCode.OK, listed.Text);
        Assert.Contains("DOCUMENT_NOT_TRUSTED", await RefusalAsync(server, "{ aiboms { nodes { id } } }"));
    }

    [Fact]
    public async Task A_trusted_document_with_another_hash_stops_the_start_and_is_named()
    {
        using var folder = new DataFolder();
        string wrong = new('0', 64);
        string file = Path.Combine(folder.Path, "trusted.json");
        await File.WriteAllTextAsync(
            file, $$"""{"{{wrong}}":"{ __typename }"}""", TestContext.Current.CancellationToken);

        (int exitCode, _, string error) =
            await ServerProcess.RunAsync(ServerHost.Arguments(folder.Path, $"TrustedDocuments={file}"));

        Assert.Equal(2, exitCode);
        Assert.Contains($"Aibom:TrustedDocuments: Trusted document '{wrong}' has the SHA-256", error);
    }

    private static async Task<string> RefusalAsync(ServerHost server, string query)
    {
        Answer answer = await server.Client.GraphQLAsync(query);
        Assert.NotEqual(HttpStatusCode.OK, answer.Status);
        return answer.Text;
    }

    private static void Add(TheoryData<string, string> settings, string section, object options)
    {
        foreach (PropertyInfo property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            string name = $"{section}:{property.Name}";
            object? value = property.GetValue(options);
            if (value is GraphQL.GraphQLLimits or GraphQLHttpLimits)
            {
                Add(settings, name, value);
            }
            else
            {
                string usual = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
                settings.Add(name, value is string[] { Length: 0 } ? "none" : usual);
            }
        }
    }
}
