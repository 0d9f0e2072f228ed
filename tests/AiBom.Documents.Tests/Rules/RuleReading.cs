using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Testing;

namespace AiBom.Documents.Tests.Rules;

/// <summary>
/// What a rule makes of a document, as text. In documents <c>'</c> stands for a quotation mark, and <c>MODEL:'a'</c>
/// and <c>DATA:'a'</c> for the type and name of a component.
/// </summary>
internal static class RuleReading
{
    /// <summary>Reads a CycloneDX document of these components, and of what follows them.</summary>
    public static ReadResult Read(string components, string more = "") => Reading.Of(
        ("{'bomFormat':'CycloneDX','specVersion':'1.6','components':[" + components + "]" + more + "}")
            .Replace("MODEL", "'type':'machine-learning-model','name'", StringComparison.Ordinal)
            .Replace("DATA", "'type':'data','name'", StringComparison.Ordinal)
            .Replace('\'', '"'));

    /// <summary>A property, or several with the same name.</summary>
    public static string Properties(string name, params ReadOnlySpan<string> values) =>
        $"'properties':[{string.Join(',', [.. values.ToArray().Select(value => Pair(name, value))])}]";

    private static string Pair(string name, string value) => $"{{'name':'{name}','value':'{value}'}}";

    /// <summary>
    /// The edges by qualified names: <c>a DerivedFrom o/b Declared FineTuning</c>; a role stands where a method would.
    /// </summary>
    public static string Edges(ReadResult read) => string.Join("; ", Statements(read).Select(statement =>
        Edge(read.Statements!, statement)));

    /// <summary>The edges of one rule with where they stand: <c>a DerivedFrom o/b at /components/0</c>.</summary>
    public static string Places(ReadResult read, string rule) => string.Join("; ", Statements(read)
        .Where(statement => statement.Rule == rule)
        .Select(statement =>
            $"{Name(read, statement.Subject)} {statement.Predicate} {Name(read, statement.Object)} "
            + $"at {statement.Pointer}"));

    /// <summary>Reads a document of the corpus; the test is skipped where that is not there.</summary>
    public static ReadResult Corpus(string document)
    {
        string path = $"conformance/bom/{document}";
        if (!Repository.HasShared(path, out string reason))
        {
            Assert.Skip(reason);
        }

        return Reading.Of(File.ReadAllBytes(Repository.Shared(path)));
    }

    /// <summary>The edges to and from models and datasets; libraries are no lineage.</summary>
    public static string Lineage(ReadResult read) => string.Join("; ", Statements(read)
        .Where(statement => statement.Predicate is not (EdgeKind.DependsOn or EdgeKind.Contains))
        .Select(statement => Edge(read.Statements!, statement)));

    private static ImmutableArray<Statement> Statements(ReadResult read) => read.Statements?.Statements
        ?? throw new InvalidOperationException($"Refused: {string.Join(", ", read.Findings)}");

    private static string Edge(StatementSet set, Statement statement)
    {
        string detail = statement.Method?.ToString() ?? statement.Role?.ToString() ?? "";
        return $"{set.Entities[statement.Subject].QualifiedName()} {statement.Predicate} "
            + $"{set.Entities[statement.Object].QualifiedName()} {statement.Reading} {detail}".TrimEnd();
    }

    private static string Name(ReadResult read, int entity) => read.Statements!.Entities[entity].QualifiedName();
}
