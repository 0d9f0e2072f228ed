using System.Collections.Immutable;

namespace AiBom.GraphQL.Language;

/// <summary>
/// A node of the syntax tree. Nodes are immutable; two nodes are equal only if they are the same node, so that a
/// node can be a dictionary key whatever it contains.
/// </summary>
/// <param name="Location">The node's first character; a description belongs to its node.</param>
public abstract record SyntaxNode(SourceLocation Location)
{
    /// <summary>Identity, not content.</summary>
    public virtual bool Equals(SyntaxNode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => Location.Offset;

    /// <summary>The node as GraphQL text.</summary>
    public sealed override string ToString() => Printer.Print(this);
}

/// <summary>A Name (section 2.1.9).</summary>
public sealed record NameNode(SourceLocation Location, string Value) : SyntaxNode(Location);

/// <summary>A Document (section 2.2): executable definitions, type system definitions, or both.</summary>
public sealed record DocumentNode(SourceLocation Location, ImmutableArray<DefinitionNode> Definitions)
    : SyntaxNode(Location);

/// <summary>A Definition: <see cref="ExecutableDefinitionNode"/> or <see cref="TypeSystemNode"/>.</summary>
public abstract record DefinitionNode(SourceLocation Location, StringValueNode? Description) : SyntaxNode(Location);

/// <summary>An operation or a fragment.</summary>
public abstract record ExecutableDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    ImmutableArray<VariableDefinitionNode> Variables,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet)
    : DefinitionNode(Location, Description);

/// <summary>The three kinds of operation (section 2.3).</summary>
public enum OperationType
{
    /// <summary>A read.</summary>
    Query,

    /// <summary>A write followed by a read.</summary>
    Mutation,

    /// <summary>A long-lived read.</summary>
    Subscription,
}

/// <summary>An OperationDefinition (section 2.3). <paramref name="Name"/> is null for an anonymous one.</summary>
public sealed record OperationDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    OperationType Operation,
    NameNode? Name,
    ImmutableArray<VariableDefinitionNode> Variables,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet)
    : ExecutableDefinitionNode(Location, Description, Variables, Directives, SelectionSet);

/// <summary>A FragmentDefinition (section 2.8); it defines no variables of its own.</summary>
public sealed record FragmentDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    NameNode Name,
    NamedTypeNode TypeCondition,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet)
    : ExecutableDefinitionNode(Location, Description, [], Directives, SelectionSet);

/// <summary>A VariableDefinition (section 2.10).</summary>
public sealed record VariableDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    VariableNode Variable,
    TypeNode Type,
    ValueNode? DefaultValue,
    ImmutableArray<DirectiveNode> Directives)
    : SyntaxNode(Location);

/// <summary>A SelectionSet (section 2.4); never empty.</summary>
public sealed record SelectionSetNode(SourceLocation Location, ImmutableArray<SelectionNode> Selections)
    : SyntaxNode(Location);

/// <summary>A Selection: a field, a fragment spread or an inline fragment.</summary>
public abstract record SelectionNode(SourceLocation Location, ImmutableArray<DirectiveNode> Directives)
    : SyntaxNode(Location);

/// <summary>A Field (section 2.5).</summary>
public sealed record FieldNode(
    SourceLocation Location,
    NameNode? Alias,
    NameNode Name,
    ImmutableArray<ArgumentNode> Arguments,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode? SelectionSet)
    : SelectionNode(Location, Directives)
{
    /// <summary>The key of the field in the response: its alias, or its name (section 2.7).</summary>
    public string ResponseKey => (Alias ?? Name).Value;
}

/// <summary>A FragmentSpread (section 2.8).</summary>
public sealed record FragmentSpreadNode(
    SourceLocation Location,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives)
    : SelectionNode(Location, Directives);

/// <summary>An InlineFragment (section 2.8.2).</summary>
public sealed record InlineFragmentNode(
    SourceLocation Location,
    NamedTypeNode? TypeCondition,
    ImmutableArray<DirectiveNode> Directives,
    SelectionSetNode SelectionSet)
    : SelectionNode(Location, Directives);

/// <summary>An Argument (section 2.6).</summary>
public sealed record ArgumentNode(SourceLocation Location, NameNode Name, ValueNode Value) : SyntaxNode(Location);

/// <summary>A Directive where it is applied (section 2.12).</summary>
public sealed record DirectiveNode(SourceLocation Location, NameNode Name, ImmutableArray<ArgumentNode> Arguments)
    : SyntaxNode(Location);
