using System.Text.Json.Nodes;
using AiBom.Testing;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>
/// A file of cases with the reference implementation's answers: one JSON object with its <c>cases</c>, or a case a
/// line (<c>.ndjson</c>).
/// </summary>
/// <param name="path">Where it lies.</param>
internal sealed class CaseFile(string path)
{
    /// <summary>Where the cases lie among the shared material.</summary>
    public const string Folder = "conformance/graphql";

    private const string WithSchemas = "validation-cases.json";
    private const int ShownFailures = 30;

    private readonly Lazy<JsonObject> _content = new(() => Read(path));

    /// <summary>The paths of the recorded and the generated cases beside the checkout, which must be there.</summary>
    public static IEnumerable<string> SharedPaths => Directory
        .EnumerateFiles(Repository.Shared(Folder), "*-cases.json")
        .Concat(Directory.EnumerateFiles(Repository.Shared(Folder), "*.ndjson"))
        .Order(StringComparer.Ordinal);

    /// <summary>The cases in their order, each with the answer that September 2025 asks for.</summary>
    public IEnumerable<JsonObject> Cases =>
        _content.Value["cases"]!.AsArray().Select(one => WithAnswer(one!.AsObject()));

    /// <summary>
    /// The schemas that cases of validation name: the file's own, else those of the recorded cases beside it, else
    /// of those beside the checkout.
    /// </summary>
    public JsonObject Schemas => _content.Value["schemas"] is JsonObject own ? own : Others().Schemas;

    /// <summary>What the file says beside its cases.</summary>
    public JsonObject Member(string name) => _content.Value[name]!.AsObject();

    /// <summary>A file beside the checkout; skips the test where it is not there.</summary>
    public static CaseFile Shared(string name)
    {
        if (!Repository.HasShared($"{Folder}/{name}", out string reason))
        {
            Assert.Skip(reason);
        }

        return new CaseFile(Repository.Shared($"{Folder}/{name}"));
    }

    /// <summary>Plays all cases, writes the count where it is seen, and fails with what differs.</summary>
    public async Task PlayAsync(Func<JsonObject, ValueTask<CaseAnswer>> play)
    {
        int played = 0;
        var failed = new List<string>();
        var excluded = new List<string>();
        foreach (JsonObject one in Cases)
        {
            played++;
            CaseAnswer answer = await play(one);
            if (answer.Expected == answer.Found)
            {
                continue;
            }

            if (answer.Excluded is not null)
            {
                excluded.Add($"{one["id"]}: {answer.Excluded}");
            }
            else
            {
                string asked = (string?)(one["query"] ?? one["source"]) ?? one.ToJsonString();
                failed.Add($"{one["id"]}: {asked}\nexpected {answer.Expected}\nfound    {answer.Found}");
            }
        }

        int passed = played - failed.Count - excluded.Count;
        string line = $"{Path.GetFileName(path)}: {passed} passed, {failed.Count} failed, {excluded.Count} excluded";
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n  excluded ", [line, .. excluded]));
        TestContext.Current.SendDiagnosticMessage(line);
        Assert.True(failed.Count == 0, $"{line}\n{string.Join('\n', failed.Take(ShownFailures))}");
        Assert.NotEqual(0, played);
    }

    private static JsonObject Read(string path) => path.EndsWith(".ndjson", StringComparison.Ordinal)
        ? new JsonObject { ["cases"] = new JsonArray([.. File.ReadLines(path).Select(line => JsonNode.Parse(line))]) }
        : JsonNode.Parse(File.ReadAllText(path))!.AsObject();

    private CaseFile Others()
    {
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, WithSchemas);
        return File.Exists(beside) ? new CaseFile(beside) : Shared(WithSchemas);
    }

    // Where the two versions of the reference implementation differ, "spec" says which one answers as September 2025
    // does: the older one also where the newer follows a later draft, the newer one also where either will do.
    private static JsonObject WithAnswer(JsonObject one)
    {
        string? spec = (string?)one["spec"];
        switch (spec is null ? null : one[spec is "v16" or "draft" ? "v16" : "v17"])
        {
            case JsonObject answer:
                foreach ((string key, JsonNode? value) in answer)
                {
                    one[key] = value?.DeepClone();
                }

                break;
            case JsonArray errors:
                one["errors"] = errors.DeepClone();
                break;
        }

        return one;
    }
}

/// <summary>What a case expects and what was found, in any form in which equal answers are equal texts.</summary>
/// <param name="Expected">Of the reference implementation.</param>
/// <param name="Found">Of the engine.</param>
/// <param name="Excluded">Why they may differ: a sentence about what September 2025 does not have.</param>
internal readonly record struct CaseAnswer(string Expected, string Found, string? Excluded = null);
