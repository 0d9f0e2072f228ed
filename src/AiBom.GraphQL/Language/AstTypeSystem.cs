using System.Collections.Immutable;

namespace AiBom.GraphQL.Language;

/// <summary>
/// A definition or an extension of the type system (section 3). An extension has the form of its definition, with
/// <paramref name="IsExtension"/> set, no description, and whichever parts it adds.
/// </summary>
public abstract record TypeSystemNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    ImmutableArray<DirectiveNode> Directives)
    : DefinitionNode(Location, Description);

/// <summary>A SchemaDefinition or SchemaExtension (section 3.3).</summary>
public sealed record SchemaDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<RootOperationTypeDefinitionNode> OperationTypes)
    : TypeSystemNode(Location, Description, IsExtension, Directives);

/// <summary>A RootOperationTypeDefinition, such as <c>query: Query</c>.</summary>
public sealed record RootOperationTypeDefinitionNode(
    SourceLocation Location,
    OperationType Operation,
    NamedTypeNode Type)
    : SyntaxNode(Location);

/// <summary>A DirectiveDefinition (section 3.13); it takes no directives in the 2025 edition.</summary>
public sealed record DirectiveDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<InputValueDefinitionNode> Arguments,
    bool IsRepeatable,
    ImmutableArray<NameNode> DirectiveLocations)
    : TypeSystemNode(Location, Description, IsExtension: false, []);

/// <summary>A TypeDefinition or TypeExtension (section 3.4).</summary>
public abstract record TypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives)
    : TypeSystemNode(Location, Description, IsExtension, Directives);

/// <summary>A ScalarTypeDefinition (section 3.5).</summary>
public sealed record ScalarTypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives)
    : TypeDefinitionNode(Location, Description, IsExtension, Name, Directives);

/// <summary>What object and interface types have in common.</summary>
public abstract record FieldsTypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<NamedTypeNode> Interfaces,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields)
    : TypeDefinitionNode(Location, Description, IsExtension, Name, Directives);

/// <summary>An ObjectTypeDefinition (section 3.6).</summary>
public sealed record ObjectTypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<NamedTypeNode> Interfaces,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields)
    : FieldsTypeDefinitionNode(Location, Description, IsExtension, Name, Interfaces, Directives, Fields);

/// <summary>An InterfaceTypeDefinition (section 3.7).</summary>
public sealed record InterfaceTypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<NamedTypeNode> Interfaces,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<FieldDefinitionNode> Fields)
    : FieldsTypeDefinitionNode(Location, Description, IsExtension, Name, Interfaces, Directives, Fields);

/// <summary>A UnionTypeDefinition (section 3.8).</summary>
public sealed record UnionTypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<NamedTypeNode> Members)
    : TypeDefinitionNode(Location, Description, IsExtension, Name, Directives);

/// <summary>An EnumTypeDefinition (section 3.9).</summary>
public sealed record EnumTypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<EnumValueDefinitionNode> Values)
    : TypeDefinitionNode(Location, Description, IsExtension, Name, Directives);

/// <summary>An InputObjectTypeDefinition (section 3.10).</summary>
public sealed record InputObjectTypeDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    bool IsExtension,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives,
    ImmutableArray<InputValueDefinitionNode> Fields)
    : TypeDefinitionNode(Location, Description, IsExtension, Name, Directives);

/// <summary>A FieldDefinition (section 3.6).</summary>
public sealed record FieldDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<InputValueDefinitionNode> Arguments,
    TypeNode Type,
    ImmutableArray<DirectiveNode> Directives)
    : SyntaxNode(Location);

/// <summary>An InputValueDefinition: an argument or an input field (section 3.6.1).</summary>
public sealed record InputValueDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    NameNode Name,
    TypeNode Type,
    ValueNode? DefaultValue,
    ImmutableArray<DirectiveNode> Directives)
    : SyntaxNode(Location);

/// <summary>An EnumValueDefinition (section 3.9).</summary>
public sealed record EnumValueDefinitionNode(
    SourceLocation Location,
    StringValueNode? Description,
    NameNode Name,
    ImmutableArray<DirectiveNode> Directives)
    : SyntaxNode(Location);
