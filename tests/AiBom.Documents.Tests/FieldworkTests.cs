using System.Text;
using AiBom.Testing;

namespace AiBom.Documents.Tests;

/// <summary>
/// What a person read from every AI document of others, written down from the JSON before the reader ran, against what
/// comes out. Order does not matter; nothing may be missing, nothing may be extra.
/// </summary>
public sealed class FieldworkTests(ITestOutputHelper output)
{
    private const string Folder = "tests/AiBom.Documents.Tests/Fieldwork";
    private const string Corpus = "conformance/bom";

    private static readonly string[][] Index =
    [
        .. File.ReadLines(Repository.At($"{Folder}/INDEX.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t')),
    ];

    /// <summary>Table and document.</summary>
    public static TheoryData<string, string> Tables =>
        [.. Of("table").Select(row => new TheoryDataRow<string, string>(row[1], row[2]))];

    [Theory]
    [MemberData(nameof(Tables))]
    public void The_lineage_that_a_person_reads_comes_out(string table, string document)
    {
        string[] expected = [.. LinesOf(table).Order(StringComparer.Ordinal)];
        string[] actual =
            [.. Reading.Account(Reading.Of(File.ReadAllBytes(InCorpus(document)))).Order(StringComparer.Ordinal)];

        string[] difference =
        [
            .. expected.Except(actual, StringComparer.Ordinal).Select(line => $"person: {line}"),
            .. actual.Except(expected, StringComparer.Ordinal).Select(line => $"reader: {line}"),
        ];

        Assert.True(difference.Length == 0, string.Join('\n', difference));
        Assert.Equal(expected.Length, actual.Length);
    }

    [Fact]
    public void Every_AI_document_of_others_has_a_table_or_a_reason_why_not()
    {
        byte[][] marks = [.. Of("mark").Select(row => Encoding.UTF8.GetBytes(row[1]))];
        string[] documents =
        [
            .. File.ReadLines(InCorpus("INDEX.tsv"))
                .Skip(1)
                .Select(line => line.Split('\t')[0])
                .Where(document => IsMarked(File.ReadAllBytes(InCorpus(document)), marks)),
        ];

        output.WriteLine(
            $"fieldwork: {documents.Length} AI documents, {Of("table").Count()} with a table, "
            + $"{Of("table").Sum(row => LinesOf(row[1]).Count())} lines");
        Assert.NotEmpty(documents);
        Assert.All(documents, document => Assert.True(IsListed(document), document));
    }

    [Fact]
    public void Every_table_is_read_against_a_document()
    {
        IEnumerable<string> tables = Directory.EnumerateFiles(Repository.At(Folder), "*.txt")
            .Select(file => Path.GetFileName(file));

        Assert.Empty(tables.Except(Of("table").Select(row => row[1]), StringComparer.Ordinal));
    }

    private static IEnumerable<string[]> Of(string kind) => Index.Where(row => row[0] == kind);

    private static IEnumerable<string> LinesOf(string table) =>
        File.ReadLines(Repository.At($"{Folder}/{table}")).Where(line => line.Length > 0 && line[0] != '#');

    private static bool IsMarked(byte[] document, byte[][] marks) =>
        marks.Any(mark => document.AsSpan().IndexOf(mark) >= 0);

    private static bool IsListed(string document) => Of("table").Concat(Of("reason")).Any(row =>
        row[2] == document || (row[2].EndsWith('/') && document.StartsWith(row[2], StringComparison.Ordinal)));

    private static string InCorpus(string document)
    {
        string path = $"{Corpus}/{document}";
        if (!Repository.HasShared(path, out string reason))
        {
            Assert.Skip(reason);
        }

        return Repository.Shared(path);
    }
}
