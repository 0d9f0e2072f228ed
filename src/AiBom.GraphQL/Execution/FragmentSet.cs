using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>The fragments of a document by name.</summary>
internal sealed class FragmentSet(DocumentNode document)
{
    private readonly Dictionary<string, FragmentDefinitionNode> _byName = document.Definitions
        .OfType<FragmentDefinitionNode>()
        .DistinctBy(fragment => fragment.Name.Value, StringComparer.Ordinal)
        .ToDictionary(fragment => fragment.Name.Value, StringComparer.Ordinal);

    public IEnumerable<FragmentDefinitionNode> All => _byName.Values;

    public FragmentDefinitionNode? Find(string name) => _byName.GetValueOrDefault(name);
}
