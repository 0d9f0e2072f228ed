using System.Text.Json.Nodes;
using AiBom.Testing;

namespace AiBom.GraphQL.Tests.Language;

/// <summary>The recorded cases beside the checkout; see the README in their folder.</summary>
internal static class ConformanceCases
{
    private const string Folder = "conformance/graphql/";

    /// <summary>A file as one JSON object; skips the test where the file is not there.</summary>
    public static JsonObject Read(string file) => JsonNode.Parse(ReadText(file))!.AsObject();

    /// <summary>A file of one JSON object a line.</summary>
    public static IEnumerable<JsonObject> ReadLines(string file) =>
        ReadText(file)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!.AsObject());

    /// <summary>
    /// The cases with their expected answers: where the two versions of the reference implementation differ, the
    /// answer that September 2025 asks for (of "either", the newer one's).
    /// </summary>
    public static IEnumerable<JsonObject> Expected(string file)
    {
        foreach (JsonNode? item in Read(file)["cases"]!.AsArray())
        {
            JsonObject one = item!.AsObject();
            string? spec = (string?)one["spec"];
            if (spec is not null && one[spec is "v16" ? "v16" : "v17"] is JsonObject answer)
            {
                foreach ((string key, JsonNode? value) in answer)
                {
                    one[key] = value?.DeepClone();
                }
            }

            yield return one;
        }
    }

    /// <summary>Writes the count where it is seen, and fails with the identifiers of what differs.</summary>
    public static void Report(
        string file,
        int passed,
        IReadOnlyCollection<string> excluded,
        IReadOnlyList<string> failed)
    {
        string line = $"{file}: {passed} passed, {failed.Count} failed, {excluded.Count} excluded";
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        foreach (string one in excluded)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"  excluded {one}");
        }

        TestContext.Current.SendDiagnosticMessage(line);
        Assert.True(failed.Count == 0, $"{line}\n{string.Join('\n', failed.Take(30))}");
    }

    /// <summary>The one-line form of a location in the cases.</summary>
    public static string Locations(JsonNode? error) => string.Join(
        ' ', (error?["locations"]?.AsArray() ?? []).Select(l => $"{l!["line"]}:{l["column"]}"));

    private static string ReadText(string file)
    {
        if (!Repository.HasShared(Folder + file, out string reason))
        {
            Assert.Skip(reason);
        }

        return File.ReadAllText(Repository.Shared(Folder + file));
    }
}
