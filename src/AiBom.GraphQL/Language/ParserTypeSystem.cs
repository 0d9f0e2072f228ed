using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AiBom.GraphQL.Language;

/// <content>Type system definitions and extensions (September 2025, section 3).</content>
internal ref partial struct Parser
{
    // Section 3.13: ExecutableDirectiveLocation and TypeSystemDirectiveLocation.
    private static readonly FrozenSet<string> DirectiveLocations = FrozenSet.Create(
        StringComparer.Ordinal,
        "QUERY", "MUTATION", "SUBSCRIPTION", "FIELD", "FRAGMENT_DEFINITION", "FRAGMENT_SPREAD", "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION", "SCHEMA", "SCALAR", "OBJECT", "FIELD_DEFINITION", "ARGUMENT_DEFINITION", "INTERFACE",
        "UNION", "ENUM", "ENUM_VALUE", "INPUT_OBJECT", "INPUT_FIELD_DEFINITION");

    private TypeSystemNode? ParseTypeSystemDefinition(
        SourceLocation start,
        StringValueNode? description,
        bool isExtension)
    {
        string keyword = At(TokenKind.Name) ? TokenText() : string.Empty;
        if (keyword is "directive" && !isExtension)
        {
            return ParseDirectiveDefinition(start, description);
        }

        if (keyword is not ("schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input"))
        {
            if (description is null)
            {
                FailUnexpected(isExtension ? "the keyword of a type or \"schema\"" : "a definition");
            }

            Fail(start, $"Expected a description before a definition only, found one before {DescribeToken()}.");
            return null;
        }

        Advance();
        return keyword is "schema"
            ? ParseSchema(start, description, isExtension)
            : ParseTypeDefinition(keyword, start, description, isExtension);
    }

    private SchemaDefinitionNode ParseSchema(SourceLocation start, StringValueNode? description, bool isExtension)
    {
        ImmutableArray<DirectiveNode> directives = ParseDirectives(isConstant: true);
        var schema = new SchemaDefinitionNode(
            start,
            description,
            isExtension,
            directives,
            isExtension && !At(TokenKind.BraceLeft)
                ? []
                : Many(TokenKind.BraceLeft, static (ref p) => p.ParseRootOperationType(), TokenKind.BraceRight));
        ExpectContent(isExtension, !directives.IsEmpty || !schema.OperationTypes.IsEmpty);
        return schema;
    }

    private RootOperationTypeDefinitionNode ParseRootOperationType()
    {
        SourceLocation start = _token.Location;
        OperationType operation = ParseOperationType();
        Expect(TokenKind.Colon);
        return new RootOperationTypeDefinitionNode(start, operation, ParseNamedType());
    }

    private TypeDefinitionNode ParseTypeDefinition(
        string keyword,
        SourceLocation start,
        StringValueNode? description,
        bool isExtension)
    {
        NameNode name = ParseName();
        ImmutableArray<NamedTypeNode> interfaces = keyword is "type" or "interface" ? ParseInterfaces() : [];
        ImmutableArray<DirectiveNode> directives = ParseDirectives(isConstant: true);
        SourceLocation contentStart = _token.Location;
        TypeDefinitionNode type = keyword switch
        {
            "scalar" => new ScalarTypeDefinitionNode(start, description, isExtension, name, directives),
            "type" => new ObjectTypeDefinitionNode(
                start, description, isExtension, name, interfaces, directives, ParseFields()),
            "interface" => new InterfaceTypeDefinitionNode(
                start, description, isExtension, name, interfaces, directives, ParseFields()),
            "union" => new UnionTypeDefinitionNode(
                start, description, isExtension, name, directives, ParseMembers()),
            "enum" => new EnumTypeDefinitionNode(
                start, description, isExtension, name, directives, ParseEnumValues()),
            _ => new InputObjectTypeDefinitionNode(
                start, description, isExtension, name, directives, ParseInputFields()),
        };
        ExpectContent(isExtension, !interfaces.IsEmpty || !directives.IsEmpty || _token.Location != contentStart);
        return type;
    }

    // An extension that adds nothing is not in the grammar.
    private void ExpectContent(bool isExtension, bool hasContent)
    {
        if (isExtension && !hasContent)
        {
            FailUnexpected("something that the extension adds");
        }
    }

    private ImmutableArray<NamedTypeNode> ParseInterfaces() => SkipKeyword("implements")
        ? Separated(TokenKind.Ampersand, static (ref p) => p.ParseNamedType())
        : [];

    private ImmutableArray<NamedTypeNode> ParseMembers() => Skip(TokenKind.Equal)
        ? Separated(TokenKind.Pipe, static (ref p) => p.ParseNamedType())
        : [];

    private ImmutableArray<FieldDefinitionNode> ParseFields() =>
        OptionalMany(TokenKind.BraceLeft, static (ref p) => p.ParseFieldDefinition(), TokenKind.BraceRight);

    private FieldDefinitionNode ParseFieldDefinition()
    {
        SourceLocation start = _token.Location;
        StringValueNode? description = ParseDescription();
        NameNode name = ParseName();
        ImmutableArray<InputValueDefinitionNode> arguments = ParseArgumentDefinitions();
        Expect(TokenKind.Colon);
        return new FieldDefinitionNode(
            start, description, name, arguments, ParseType(), ParseDirectives(isConstant: true));
    }

    private ImmutableArray<InputValueDefinitionNode> ParseArgumentDefinitions() =>
        OptionalMany(TokenKind.ParenLeft, static (ref p) => p.ParseInputValue(), TokenKind.ParenRight);

    private ImmutableArray<InputValueDefinitionNode> ParseInputFields() =>
        OptionalMany(TokenKind.BraceLeft, static (ref p) => p.ParseInputValue(), TokenKind.BraceRight);

    private InputValueDefinitionNode ParseInputValue()
    {
        SourceLocation start = _token.Location;
        StringValueNode? description = ParseDescription();
        NameNode name = ParseName();
        Expect(TokenKind.Colon);
        return new InputValueDefinitionNode(
            start,
            description,
            name,
            ParseType(),
            Skip(TokenKind.Equal) ? ParseValue(isConstant: true) : null,
            ParseDirectives(isConstant: true));
    }

    private ImmutableArray<EnumValueDefinitionNode> ParseEnumValues() =>
        OptionalMany(TokenKind.BraceLeft, static (ref p) => p.ParseEnumValue(), TokenKind.BraceRight);

    private EnumValueDefinitionNode ParseEnumValue()
    {
        SourceLocation start = _token.Location;
        StringValueNode? description = ParseDescription();
        if (AtKeyword("true") || AtKeyword("false") || AtKeyword("null"))
        {
            FailUnexpected("the name of an enum value, which cannot be \"true\", \"false\" or \"null\"");
        }

        return new EnumValueDefinitionNode(start, description, ParseName(), ParseDirectives(isConstant: true));
    }

    private DirectiveDefinitionNode ParseDirectiveDefinition(SourceLocation start, StringValueNode? description)
    {
        ExpectKeyword("directive");
        Expect(TokenKind.At);
        NameNode name = ParseName();
        ImmutableArray<InputValueDefinitionNode> arguments = ParseArgumentDefinitions();
        bool isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        return new DirectiveDefinitionNode(
            start,
            description,
            name,
            arguments,
            isRepeatable,
            Separated(TokenKind.Pipe, static (ref p) => p.ParseDirectiveLocation()));
    }

    private NameNode ParseDirectiveLocation()
    {
        if (At(TokenKind.Name) && !DirectiveLocations.Contains(TokenText()))
        {
            FailUnexpected("the location of a directive");
        }

        return ParseName();
    }
}
