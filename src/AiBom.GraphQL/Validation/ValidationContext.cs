using System.Collections.Immutable;
using System.Runtime.InteropServices;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Validation;

/// <summary>A variable where it is used.</summary>
/// <param name="Node">The use.</param>
/// <param name="Type">The type of the position; null where that is unknown.</param>
/// <param name="HasDefault">Whether the argument or input field that it is given to has a default.</param>
/// <param name="IsOneOf">Whether it is given to a field of a OneOf input object.</param>
internal readonly record struct VariableUse(VariableNode Node, GraphQLType? Type, bool HasDefault, bool IsOneOf);

/// <summary>What the rules share: the document, the schema, where the walk is, and the errors so far.</summary>
internal sealed class ValidationContext
{
    private readonly Dictionary<string, FragmentDefinitionNode> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DirectiveSignature?> _directives = new(StringComparer.Ordinal);
    private readonly HashSet<string> _definedTypes = new(StringComparer.Ordinal);
    private static readonly ReferenceEqualityComparer SameNode = ReferenceEqualityComparer.Instance;

    private readonly Dictionary<DefinitionNode, List<VariableUse>> _variableUses = new(SameNode);
    private readonly Dictionary<DefinitionNode, List<FragmentSpreadNode>> _spreads = new(SameNode);
    private readonly Dictionary<OperationDefinitionNode, List<FragmentDefinitionNode>> _reached = new(SameNode);
    private readonly List<VariableUse> _noUses = [];
    private readonly HashSet<FragmentDefinitionNode> _seen = new(SameNode);
    private readonly Stack<ExecutableDefinitionNode> _open = [];
    private readonly List<GraphQLError> _errors = [];

    public ValidationContext(Schema schema, DocumentNode document, GraphQLLimits limits)
    {
        Schema = schema;
        Document = document;
        Limits = limits;
        Operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
        foreach (DefinitionNode definition in document.Definitions)
        {
            switch (definition)
            {
                case FragmentDefinitionNode fragment:
                    _fragments[fragment.Name.Value] = fragment;
                    break;
                case DirectiveDefinitionNode directive:
                    _directives[directive.Name.Value] = DirectiveSignature.Of(directive);
                    break;
                case TypeDefinitionNode { IsExtension: false } type:
                    _definedTypes.Add(type.Name.Value);
                    break;
            }
        }
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public GraphQLLimits Limits { get; }

    public ImmutableArray<OperationDefinitionNode> Operations { get; }

    public ImmutableArray<GraphQLError> Errors => [.. _errors];

    /// <summary>Whether so many errors were found that no more are looked for.</summary>
    public bool IsFull => _errors.Count > Limits.MaxErrors;

    /// <summary>Where the walk is. Null where the document leaves the schema.</summary>
    public TypePosition Position { get; } = new();

    public FragmentDefinitionNode? FindFragment(string name) => _fragments.GetValueOrDefault(name);

    /// <summary>The directive of that name in the document, else in the schema.</summary>
    public DirectiveSignature? FindDirective(string name)
    {
        if (!_directives.TryGetValue(name, out DirectiveSignature? signature))
        {
            signature = Schema.FindDirective(name) is { } known ? DirectiveSignature.Of(known) : null;
            _directives[name] = signature;
        }

        return signature;
    }

    /// <summary>Whether the document itself defines a type of that name.</summary>
    public bool Defines(string type) => _definedTypes.Contains(type);

    public void Report(string rule, string message, params ReadOnlySpan<SyntaxNode> nodes)
    {
        if (_errors.Count < Limits.MaxErrors)
        {
            var locations = ImmutableArray.CreateBuilder<SourceLocation>(nodes.Length);
            foreach (SyntaxNode node in nodes)
            {
                locations.Add(node.Location);
            }

            _errors.Add(new GraphQLError(message, locations.MoveToImmutable(), rule));
        }
        else if (!IsFull)
        {
            _errors.Add(new GraphQLError(
                $"Expected at most {Limits.MaxErrors} errors (MaxErrors); there are more, which are not listed.", [])
            {
                IsLimit = true,
            });
        }
    }

    /// <summary>Reports that a bound was exceeded, and no rule broken.</summary>
    public void ReportLimit(string message, SyntaxNode node)
    {
        if (!IsFull)
        {
            _errors.Add(new GraphQLError(message, [node.Location]) { IsLimit = true });
        }
    }

    /// <summary>Notes the use of a variable in the definition that is being walked.</summary>
    public void Use(VariableNode variable)
    {
        ref List<VariableUse>? uses =
            ref CollectionsMarshal.GetValueRefOrAddDefault(_variableUses, Position.Definition!, out _);
        bool isOneOf = Position.ParentInputType is InputObjectType { IsOneOf: true };
        (uses ??= []).Add(new VariableUse(variable, Position.InputType, Position.HasDefault, isOneOf));
    }

    /// <summary>All uses of variables by an operation, through fragments too. Known at the end of the walk.</summary>
    public IEnumerable<VariableUse> UsesOf(OperationDefinitionNode operation)
    {
        foreach (VariableUse use in _variableUses.GetValueOrDefault(operation) ?? _noUses)
        {
            yield return use;
        }

        foreach (FragmentDefinitionNode fragment in FragmentsOf(operation))
        {
            foreach (VariableUse use in _variableUses.GetValueOrDefault(fragment) ?? _noUses)
            {
                yield return use;
            }
        }
    }

    /// <summary>The fragments that an operation spreads, directly or through others, each once.</summary>
    public List<FragmentDefinitionNode> FragmentsOf(OperationDefinitionNode operation)
    {
        if (_reached.TryGetValue(operation, out List<FragmentDefinitionNode>? reached))
        {
            return reached;
        }

        reached = [];
        _seen.Clear();
        _open.Push(operation);
        while (_open.TryPop(out ExecutableDefinitionNode? definition))
        {
            foreach (FragmentSpreadNode spread in SpreadsOf(definition))
            {
                if (FindFragment(spread.Name.Value) is { } fragment && _seen.Add(fragment))
                {
                    reached.Add(fragment);
                    _open.Push(fragment);
                }
            }
        }

        _reached[operation] = reached;
        return reached;
    }

    /// <summary>The spreads in a definition, at any depth; outer ones first.</summary>
    public List<FragmentSpreadNode> SpreadsOf(ExecutableDefinitionNode definition)
    {
        if (_spreads.TryGetValue(definition, out List<FragmentSpreadNode>? spreads))
        {
            return spreads;
        }

        spreads = [];
        var open = new Stack<SelectionSetNode>([definition.SelectionSet]);
        while (open.TryPop(out SelectionSetNode? set))
        {
            foreach (SelectionNode selection in set.Selections)
            {
                switch (selection)
                {
                    case FragmentSpreadNode spread:
                        spreads.Add(spread);
                        break;
                    case InlineFragmentNode inline:
                        open.Push(inline.SelectionSet);
                        break;
                    case FieldNode { SelectionSet: { } inner }:
                        open.Push(inner);
                        break;
                }
            }
        }

        _spreads[definition] = spreads;
        return spreads;
    }
}
