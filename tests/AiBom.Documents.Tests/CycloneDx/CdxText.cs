using AiBom.Domain;

namespace AiBom.Documents.Tests.CycloneDx;

/// <summary>
/// CycloneDX 1.7 documents from short texts, in which <c>'</c> stands for a quotation mark. Components that every
/// document has: the models <c>m</c> (the subject) and <c>b</c>, the datasets <c>d</c> and <c>e</c>, and the library
/// <c>l</c>, each with its name as bom-ref.
/// </summary>
internal static class CdxText
{
    public static string Document(string more, string components = "") => $$"""
        {'bomFormat':'CycloneDX','specVersion':'1.7','serialNumber':'urn:uuid:11111111-2222-4333-8444-555555555555',
        'version':3,'metadata':{'component':{'type':'machine-learning-model','bom-ref':'m','name':'m','version':'1'} },
        'components':[{'type':'machine-learning-model','bom-ref':'b','name':'b','version':'1'},
        {'type':'data','bom-ref':'d','name':'d'},{'type':'data','bom-ref':'e','name':'e'},
        {'type':'library','bom-ref':'l','name':'l'}{{components}}]{{more}}}
        """.Replace('\'', '"');

    public static ReadResult Read(string more, string components = "") => Reading.Of(Document(more, components));

    public static StatementSet Set(string more, string components = "")
    {
        ReadResult read = Read(more, components);
        return read.Statements ?? throw new InvalidOperationException($"Refused: {Reading.Findings(read)}");
    }

    /// <summary>The edges by names: <c>m DerivedFrom b Declared FineTuning</c>.</summary>
    public static string Edges(StatementSet set) => string.Join("; ", set.Statements.Select(statement =>
    {
        string detail = statement.Method?.ToString() ?? statement.Role?.ToString() ?? "";
        return $"{set.Entities[statement.Subject].Name} {statement.Predicate} "
            + $"{set.Entities[statement.Object].Name} {statement.Reading} {detail}".TrimEnd();
    }));

    /// <summary>The parts of organizations in an entity: <c>Supplier:acme</c>.</summary>
    public static string Organizations(StatementSet set, string name) => string.Join(' ', set.Entities
        .First(entity => entity.Name == name).Organizations
        .Select(claim => $"{claim.Role}:{claim.Name}"));

    public static string NamesOf(StatementSet set, IEnumerable<int> entities) =>
        string.Join(',', entities.Select(entity => set.Entities[entity].Name));
}
