using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Tests;

/// <summary>Where each element of a schema was written, so that a problem can be told by its places.</summary>
internal sealed class SdlOrigins
{
    private readonly Dictionary<object, List<SyntaxNode>> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly List<(NamedType Type, NamedType Target, SyntaxNode Node)> _references = [];
    private readonly List<SyntaxNode> _schemas = [];
    private readonly List<(string Operation, SyntaxNode Node)> _roots = [];

    public void Add(object element, SyntaxNode node)
    {
        if (!_nodes.TryGetValue(element, out List<SyntaxNode>? nodes))
        {
            _nodes[element] = nodes = [];
        }

        nodes.Add(node);
    }

    public void AddReference(NamedType type, NamedType target, SyntaxNode node) =>
        _references.Add((type, target, node));

    public void AddSchemas(IEnumerable<SchemaDefinitionNode> schemas) => _schemas.AddRange(schemas);

    public void AddRoots(IEnumerable<SchemaDefinitionNode> schemas, OperationType operation) =>
        _roots.AddRange(schemas.SelectMany(schema => schema.OperationTypes)
            .Where(root => root.Operation == operation)
            .Select(root => (operation.ToString(), (SyntaxNode)root.Type)));

    public IEnumerable<string> LocationsOf(object subject) => Nodes(subject)
        .Select(node => $"{node.Location.Line}:{node.Location.Column}");

    private IEnumerable<SyntaxNode> Nodes(object subject) => subject switch
    {
        TypeSubject { Element: InputValue value } =>
            Of(value).Cast<InputValueDefinitionNode>().Select(node => node.Type),
        TypeSubject { Element: Field field } => Of(field).Cast<FieldDefinitionNode>().Select(node => node.Type),
        DeprecationSubject deprecated => Of(deprecated.Element)
            .SelectMany(node => node is FieldDefinitionNode field
                ? field.Directives
                : ((InputValueDefinitionNode)node).Directives)
            .Where(directive => directive.Name.Value == "deprecated"),
        DefaultSubject value => Of(value.Element).Cast<InputValueDefinitionNode>().Select(node => node.DefaultValue!),
        ReferenceSubject reference => _references
            .Where(known => known.Type == reference.Type && known.Target == reference.Target)
            .Select(known => known.Node),
        RootSubject root => _roots.Exists(known => known.Operation == root.Operation)
            ? _roots.Where(known => known.Operation == root.Operation).Select(known => known.Node)
            : Of(root.Type),
        SchemaSubject => _schemas,
        _ => Of(subject),
    };

    private List<SyntaxNode> Of(object element) => _nodes.GetValueOrDefault(element, []);
}
