namespace AiBom.GraphQL.Language;

/// <summary>A SchemaCoordinate (section 3.14): the name of one element of a schema.</summary>
public abstract record SchemaCoordinateNode(SourceLocation Location, NameNode Name) : SyntaxNode(Location);

/// <summary>A type, such as <c>Business</c>.</summary>
public sealed record TypeCoordinateNode(SourceLocation Location, NameNode Name)
    : SchemaCoordinateNode(Location, Name);

/// <summary>A field, input field or enum value, such as <c>Business.name</c>.</summary>
public sealed record MemberCoordinateNode(SourceLocation Location, NameNode Name, NameNode MemberName)
    : SchemaCoordinateNode(Location, Name);

/// <summary>An argument of a field, such as <c>Query.search(by:)</c>.</summary>
public sealed record ArgumentCoordinateNode(
    SourceLocation Location,
    NameNode Name,
    NameNode FieldName,
    NameNode ArgumentName)
    : SchemaCoordinateNode(Location, Name);

/// <summary>A directive, such as <c>@skip</c>.</summary>
public sealed record DirectiveCoordinateNode(SourceLocation Location, NameNode Name)
    : SchemaCoordinateNode(Location, Name);

/// <summary>An argument of a directive, such as <c>@skip(if:)</c>.</summary>
public sealed record DirectiveArgumentCoordinateNode(SourceLocation Location, NameNode Name, NameNode ArgumentName)
    : SchemaCoordinateNode(Location, Name);
