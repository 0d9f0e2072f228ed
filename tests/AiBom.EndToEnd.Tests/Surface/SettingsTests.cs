using AiBom.EndToEnd.Tests.Hosting;

namespace AiBom.EndToEnd.Tests.Surface;

/// <summary>A wrong setting stops the start with a message that names it.</summary>
public sealed class SettingsTests
{
    [Theory]
    [InlineData("MaxComponents=0", "MaxComponents")]
    [InlineData("MaxDocumentBytes=5", "MaxDocumentBytes")]
    [InlineData("MaxDocumentBytes=many", "MaxDocumentBytes")]
    [InlineData("BootstrapToken=short", "BootstrapToken")]
    [InlineData("DataFolder=", "DataFolder")]
    [InlineData("MaxComponent=5", "MaxComponent")]
    [InlineData("Introspection=maybe", "Introspection")]
    [InlineData("GraphQL:MaxTokens=0", "MaxTokens")]
    [InlineData("GraphQL:MaxTokens=many", "MaxTokens")]
    [InlineData("GraphQL:MaxToken=5", "MaxToken")]
    [InlineData("GraphQL:MaxConditions=65", "MaxConditions")]
    [InlineData("GraphQLHttp:MaxBodyBytes=5", "MaxBodyBytes")]
    [InlineData("GraphQLHttp:Timeout=00:00:00", "Timeout")]
    [InlineData("TrustedDocumentsOnly=true", "Aibom:TrustedDocuments")]
    [InlineData("TrustedDocuments=nowhere.json", "Aibom:TrustedDocuments")]
    [InlineData("SigningKey=nowhere.pem", "Aibom:SigningKey")]
    [InlineData("TrustedRoots:0=nowhere.json", "Aibom:TrustedRoots")]
    [InlineData("IngestPolicy=nowhere", "Aibom:IngestPolicy")]
    [InlineData("IngestPolicy=default", "Aibom:IngestPolicy")]
    [InlineData("IngestPolicy=", "IngestPolicy")]
    [InlineData("PublicUrl=aibom.example", "PublicUrl")]
    [InlineData("PublicUrl=https://aibom.example/?x", "PublicUrl")]
    [InlineData("AllowedOrigins:0=console.example", "AllowedOrigins")]
    [InlineData("AllowedOrigins:0=*", "AllowedOrigins")]
    [InlineData("AllowedOrigins:0=https://console.example/", "AllowedOrigins")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string setting, string named)
    {
        using var folder = new DataFolder();

        (int exitCode, string output, string error) =
            await ServerProcess.RunAsync([.. ServerHost.Arguments(folder.Path, setting)]);

        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n")]
    public async Task A_file_that_holds_no_signing_key_stops_the_start_and_is_not_repeated(string content)
    {
        using var folder = new DataFolder();
        string path = Path.Combine(folder.Path, "key.pem");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);

        (int exitCode, _, string error) = await ServerProcess.RunAsync(
            [.. ServerHost.Arguments(folder.Path, $"SigningKey={path}")]);

        Assert.Equal(2, exitCode);
        Assert.Contains($"Aibom:SigningKey: {path}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("c2Vj", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verb_that_is_not_there_is_refused_with_the_help()
    {
        (int exitCode, _, string error) = await ServerProcess.RunAsync("serv");

        Assert.Equal(2, exitCode);
        Assert.Contains("There is no verb 'serv'", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_belongs_to_one_process_at_a_time()
    {
        await using ServerHost host = await ServerHost.StartAsync();

        (int exitCode, _, string error) = await ServerProcess.RunAsync(ServerHost.Arguments(host.Folder));

        Assert.Equal(2, exitCode);
        Assert.Contains(host.Folder, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rebuild_is_a_verb_that_ends_by_itself()
    {
        using var folder = new DataFolder();

        (int exitCode, string output, _) =
            await ServerProcess.RunAsync("rebuild", $"--Aibom:DataFolder={folder.Path}");

        Assert.Equal(0, exitCode);
        Assert.Contains("up to entry 0", output, StringComparison.Ordinal);
    }
}
