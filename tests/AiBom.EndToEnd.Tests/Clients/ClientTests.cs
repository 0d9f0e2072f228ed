using System.Globalization;
using AiBom.Testing;

namespace AiBom.EndToEnd.Tests.Clients;

/// <summary>The GraphQL clients that people use, each a program of <c>tests/clients</c>, against a real server.</summary>
public sealed class ClientTests(ClientRuns clients) : IClassFixture<ClientRuns>
{
    [Theory]
    [InlineData("graphql-request")]
    [InlineData("apollo")]
    [InlineData("urql")]
    [InlineData("codegen")]
    [InlineData("inspector")]
    public void A_client_gets_what_it_asks_for(string client)
    {
        Assert.SkipWhen(clients.Absent is not null, clients.Absent ?? "");

        (int exitCode, string printed) = clients.Results[client];
        Assert.True(exitCode == 0, printed);
        TestContext.Current.TestOutputHelper?.WriteLine($"{client}: {printed.TrimEnd()}");
    }

    [Fact]
    public void Every_client_of_the_folder_is_run_and_counted()
    {
        int passed = clients.Results.Values.Count(result => result.ExitCode == 0);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"clients: {passed} passed, {clients.Results.Count - passed} failed, "
            + $"{ClientRuns.Names.Count - clients.Results.Count} excluded"));

        Assert.Equal(
            ClientRuns.Names.Order(StringComparer.Ordinal),
            Directory.GetFiles(Repository.At(ClientRuns.Folder), "*.mjs")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(name => name is not "aibom")
                .Order(StringComparer.Ordinal));
    }
}
