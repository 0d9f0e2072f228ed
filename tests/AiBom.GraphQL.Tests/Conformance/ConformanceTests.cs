using System.Text.Json.Nodes;
using AiBom.Testing;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>
/// Plays every file of cases in <c>conformance/graphql</c> beside the checkout, and those whose paths the environment
/// variable <c>AIBOM_GRAPHQL_CASES</c> lists (separated as in <c>PATH</c>): recorded cases (<c>*.json</c>) and
/// generated ones (<c>*.ndjson</c>) of any kind, told apart by what a case holds.
/// </summary>
public sealed class ConformanceTests
{
    private const string Given = "AIBOM_GRAPHQL_CASES";

    public static IEnumerable<TheoryDataRow<string>> Files =>
    [
        .. Repository.HasShared(CaseFile.Folder, out string reason)
            ? CaseFile.SharedPaths.Select(Row)
            : [new TheoryDataRow<string>("") { Skip = reason }],
        .. (Environment.GetEnvironmentVariable(Given) ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Row),
    ];

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public async Task Every_case_is_answered_as_the_reference_implementation_answers_it(string path)
    {
        var file = new CaseFile(path);
        await file.PlayAsync(PlayerOf(file));
    }

    private static TheoryDataRow<string> Row(string path) =>
        new(path) { TestDisplayName = $"Every case of {Path.GetFileName(path)} is answered" };

    private static Func<JsonObject, ValueTask<CaseAnswer>> PlayerOf(CaseFile file)
    {
        JsonObject first = file.Cases.First();
        bool Has(string property) => first.ContainsKey(property);
        return first switch
        {
            _ when Has("tokens") => one => new(LexerCases.Answer(one)),
            _ when Has("as") => one => new(ParserCases.Answer(one)),
            _ when Has("kind") => one => new(SdlCases.Answer(one)),
            _ when Has("introspection") => SchemaCases.AnswerAsync,
            _ when Has("type") => one => new(CoercionCases.Answer(one)),
            _ when Has("result") => ExecutionCases.AnswerAsync,
            _ => new ValidationCases(file.Schemas).AnswerAsync,
        };
    }
}
