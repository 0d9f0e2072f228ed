using System.Collections.Immutable;

namespace AiBom.GraphQL.Language;

/// <summary>A Value (section 2.9).</summary>
public abstract record ValueNode(SourceLocation Location) : SyntaxNode(Location);

/// <summary>A use of a variable; in a constant value there is none.</summary>
public sealed record VariableNode(SourceLocation Location, NameNode Name) : ValueNode(Location);

/// <summary>An IntValue as it is written, such as <c>-12</c>; it may exceed every numeric type.</summary>
public sealed record IntValueNode(SourceLocation Location, string Value) : ValueNode(Location);

/// <summary>A FloatValue as it is written, such as <c>1.5e3</c>.</summary>
public sealed record FloatValueNode(SourceLocation Location, string Value) : ValueNode(Location);

/// <summary>
/// A StringValue: <paramref name="Value"/> is its meaning, with escapes resolved and the common indentation of a
/// block string removed.
/// </summary>
public sealed record StringValueNode(SourceLocation Location, string Value, bool IsBlock) : ValueNode(Location);

/// <summary>A BooleanValue.</summary>
public sealed record BooleanValueNode(SourceLocation Location, bool Value) : ValueNode(Location);

/// <summary>The literal <c>null</c>.</summary>
public sealed record NullValueNode(SourceLocation Location) : ValueNode(Location);

/// <summary>An EnumValue: a name other than <c>true</c>, <c>false</c> and <c>null</c>.</summary>
public sealed record EnumValueNode(SourceLocation Location, string Value) : ValueNode(Location);

/// <summary>A ListValue.</summary>
public sealed record ListValueNode(SourceLocation Location, ImmutableArray<ValueNode> Values) : ValueNode(Location);

/// <summary>An ObjectValue; the same name may come twice until the document is validated.</summary>
public sealed record ObjectValueNode(SourceLocation Location, ImmutableArray<ObjectFieldNode> Fields)
    : ValueNode(Location);

/// <summary>An ObjectField.</summary>
public sealed record ObjectFieldNode(SourceLocation Location, NameNode Name, ValueNode Value) : SyntaxNode(Location);

/// <summary>A reference to a type (section 2.11).</summary>
public abstract record TypeNode(SourceLocation Location) : SyntaxNode(Location);

/// <summary>A NamedType.</summary>
public sealed record NamedTypeNode(SourceLocation Location, NameNode Name) : TypeNode(Location);

/// <summary>A ListType.</summary>
public sealed record ListTypeNode(SourceLocation Location, TypeNode Type) : TypeNode(Location);

/// <summary>A NonNullType; <paramref name="Type"/> is a named or a list type.</summary>
public sealed record NonNullTypeNode(SourceLocation Location, TypeNode Type) : TypeNode(Location);
