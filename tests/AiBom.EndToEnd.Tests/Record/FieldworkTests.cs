using System.Text.Json;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Testing;

namespace AiBom.EndToEnd.Tests.Record;

/// <summary>
/// Real documents, posted as they are: the sources that a person wrote down from the JSON, before there was a reader,
/// against those that GraphQL answers.
/// </summary>
public sealed class FieldworkTests
{
    private const string Question =
        """
        query($of: EntityReference!) {
          lineage(of: $of, maxDepth: 1, edgeKinds: [DERIVED_FROM, TRAINED_ON, TESTED_ON]) {
            ... on Lineage { edges(first: 200) { nodes { kind from { qualifiedName } to { qualifiedName } } } }
            ... on RequestError { message }
          }
        }
        """;

    [Theory]
    [InlineData("manifest-qwen.txt", "manifest-cyber-aibom/examples/Qwen2.5-7B-Instruct.json", "/components/0")]
    [InlineData("bxf12315-28d1da0.txt", "bxf12315-hf-aibom/28d1da0__aibom.json", "/components/4")]
    [InlineData("bxf12315-b5f642a.txt", "bxf12315-hf-aibom/b5f642a__aibom.json", "/components/5")]
    public async Task What_a_person_reads_from_a_real_document_is_what_is_answered(
        string written, string document, string model)
    {
        string path = $"conformance/bom/{document}";
        if (!Repository.HasShared(path, out string reason))
        {
            Assert.Skip(reason);
        }

        string[] lines = await File.ReadAllLinesAsync(
            Repository.At($"tests/AiBom.Documents.Tests/Fieldwork/{written}"), TestContext.Current.CancellationToken);
        await using ServerHost server = await ServerHost.StartAsync();

        Answer answer = await server.Client.PostAsync(await File.ReadAllBytesAsync(
            Repository.Shared(path), TestContext.Current.CancellationToken));
        Assert.StartsWith("201 ACCEPTED", answer.Verdict(), StringComparison.Ordinal);

        Assert.Equal(Expected(lines, model), await AnsweredAsync(server, NameOf(lines, model)));
    }

    private static string Expected(string[] lines, string model) => string.Join('\n', lines
        .Select(line => line.Split(' '))
        .Where(parts => parts.Length > 2 && parts[0] == model && parts[1] is "DerivedFrom" or "TrainedOn" or "TestedOn")
        .Select(parts => $"{parts[1]} {NameOf(lines, parts[2])}")
        .Order(StringComparer.Ordinal));

    private static async Task<string> AnsweredAsync(ServerHost server, string name)
    {
        JsonElement data = await server.Client.AskAsync(Question, new { of = new { name } });
        return string.Join('\n', data.GetProperty("lineage").GetProperty("edges").GetProperty("nodes").EnumerateArray()
            .Where(edge => edge.GetProperty("from").GetProperty("qualifiedName").ValueEquals(name))
            .Select(edge => $"{Pascal(edge.GetProperty("kind").GetString()!)} "
                + edge.GetProperty("to").GetProperty("qualifiedName").GetString())
            .Order(StringComparer.Ordinal));
    }

    /// <summary>The name that stands behind a pointer in what the person wrote.</summary>
    private static string NameOf(string[] lines, string pointer) => lines
        .Select(line => line.Split(' ', 3))
        .First(parts => parts.Length == 3 && parts[0] is "Model" or "Dataset" && parts[1] == pointer)[2];

    private static string Pascal(string upperSnake) =>
        string.Concat(upperSnake.Split('_').Select(word => word[..1] + word[1..].ToLowerInvariant()));
}
