using System.Collections.Immutable;

namespace AiBom.GraphQL.Language;

/// <content>Documents, operations and fragments (September 2025, sections 2.2 to 2.8).</content>
internal ref partial struct Parser
{
    public DocumentNode ParseDocument()
    {
        SourceLocation start = _token.Location;
        ImmutableArray<DefinitionNode>.Builder definitions = ImmutableArray.CreateBuilder<DefinitionNode>(2);
        do
        {
            if (ParseDefinition() is { } definition)
            {
                definitions.Add(definition);
            }
        }
        while (!At(TokenKind.EndOfText));
        return new DocumentNode(start, definitions.DrainToImmutable());
    }

    private DefinitionNode? ParseDefinition()
    {
        SourceLocation start = _token.Location;
        StringValueNode? description = ParseDescription();
        if (At(TokenKind.BraceLeft))
        {
            return ParseShorthandQuery(start, description);
        }

        if (!At(TokenKind.Name))
        {
            FailUnexpected("a definition");
            return null;
        }

        string keyword = TokenText();
        switch (keyword)
        {
            case "query" or "mutation" or "subscription":
                return ParseOperation(start, description);
            case "fragment":
                return ParseFragmentDefinition(start, description);
            case "extend" when description is null:
                Advance();
                return ParseTypeSystemDefinition(start, null, isExtension: true);
            default:
                return ParseTypeSystemDefinition(start, description, isExtension: false);
        }
    }

    private StringValueNode? ParseDescription() => AtString ? ParseString() : null;

    private OperationDefinitionNode ParseShorthandQuery(SourceLocation start, StringValueNode? description)
    {
        if (description is not null)
        {
            Fail(start, "Expected no description before a query in short form.");
        }

        return new OperationDefinitionNode(start, null, OperationType.Query, null, [], [], ParseSelectionSet());
    }

    private OperationDefinitionNode ParseOperation(SourceLocation start, StringValueNode? description)
    {
        OperationType operation = ParseOperationType();
        return new OperationDefinitionNode(
            start,
            description,
            operation,
            At(TokenKind.Name) ? ParseName() : null,
            OptionalMany(TokenKind.ParenLeft, static (ref p) => p.ParseVariableDefinition(), TokenKind.ParenRight),
            ParseDirectives(isConstant: false),
            ParseSelectionSet());
    }

    private OperationType ParseOperationType()
    {
        if (SkipKeyword("query"))
        {
            return OperationType.Query;
        }

        if (SkipKeyword("mutation"))
        {
            return OperationType.Mutation;
        }

        if (!SkipKeyword("subscription"))
        {
            FailUnexpected("\"query\", \"mutation\" or \"subscription\"");
        }

        return OperationType.Subscription;
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        SourceLocation start = _token.Location;
        StringValueNode? description = ParseDescription();
        VariableNode variable = ParseVariable();
        Expect(TokenKind.Colon);
        return new VariableDefinitionNode(
            start,
            description,
            variable,
            ParseType(),
            Skip(TokenKind.Equal) ? ParseValue(isConstant: true) : null,
            ParseDirectives(isConstant: true));
    }

    private SelectionSetNode ParseSelectionSet()
    {
        SourceLocation start = _token.Location;
        if (!Enter())
        {
            return new SelectionSetNode(start, []);
        }

        var selections = new SelectionSetNode(
            start, Many(TokenKind.BraceLeft, static (ref p) => p.ParseSelection(), TokenKind.BraceRight));
        Leave();
        return selections;
    }

    private SelectionNode ParseSelection() => At(TokenKind.Spread) ? ParseSpread() : ParseField();

    private FieldNode ParseField()
    {
        SourceLocation start = _token.Location;
        NameNode name = ParseName();
        NameNode? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
        }

        return new FieldNode(
            start,
            alias,
            name,
            ParseArguments(isConstant: false),
            ParseDirectives(isConstant: false),
            At(TokenKind.BraceLeft) ? ParseSelectionSet() : null);
    }

    // "..." name, unless the name is "on", which begins the type condition of an inline fragment.
    private SelectionNode ParseSpread()
    {
        SourceLocation start = _token.Location;
        Expect(TokenKind.Spread);
        NamedTypeNode? typeCondition = null;
        if (SkipKeyword("on"))
        {
            typeCondition = ParseNamedType();
        }
        else if (At(TokenKind.Name))
        {
            return new FragmentSpreadNode(start, ParseName(), ParseDirectives(isConstant: false));
        }

        return new InlineFragmentNode(start, typeCondition, ParseDirectives(isConstant: false), ParseSelectionSet());
    }

    private FragmentDefinitionNode ParseFragmentDefinition(SourceLocation start, StringValueNode? description)
    {
        ExpectKeyword("fragment");
        if (AtKeyword("on"))
        {
            FailUnexpected("the name of a fragment, which cannot be \"on\"");
        }

        NameNode name = ParseName();
        ExpectKeyword("on");
        return new FragmentDefinitionNode(
            start, description, name, ParseNamedType(), ParseDirectives(isConstant: false), ParseSelectionSet());
    }

    private ImmutableArray<ArgumentNode> ParseArguments(bool isConstant)
    {
        Production<ArgumentNode> argument = isConstant
            ? static (ref p) => p.ParseArgument(isConstant: true)
            : static (ref p) => p.ParseArgument(isConstant: false);
        return OptionalMany(TokenKind.ParenLeft, argument, TokenKind.ParenRight);
    }

    private ArgumentNode ParseArgument(bool isConstant)
    {
        NameNode name = ParseName();
        Expect(TokenKind.Colon);
        return new ArgumentNode(name.Location, name, ParseValue(isConstant));
    }

    private ImmutableArray<DirectiveNode> ParseDirectives(bool isConstant)
    {
        if (!At(TokenKind.At))
        {
            return [];
        }

        ImmutableArray<DirectiveNode>.Builder directives = ImmutableArray.CreateBuilder<DirectiveNode>(1);
        while (At(TokenKind.At))
        {
            SourceLocation start = _token.Location;
            if (directives.Count == _limits.MaxDirectives)
            {
                Exceed(
                    start,
                    $"Expected at most {_limits.MaxDirectives} directives in one place (MaxDirectives), found another.");
                break;
            }

            Advance();
            directives.Add(new DirectiveNode(start, ParseName(), ParseArguments(isConstant)));
        }

        return directives.DrainToImmutable();
    }
}
