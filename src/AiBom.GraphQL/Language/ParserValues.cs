namespace AiBom.GraphQL.Language;

/// <content>Values, types and coordinates (September 2025, sections 2.9 to 2.11 and 3.14).</content>
internal ref partial struct Parser
{
    public ValueNode ParseValue(bool isConstant)
    {
        switch (_token.Kind)
        {
            case TokenKind.Name:
                return ParseNamedValue();
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Int:
                var integer = new IntValueNode(_token.Location, TokenText());
                Advance();
                return integer;
            case TokenKind.Float:
                var number = new FloatValueNode(_token.Location, TokenText());
                Advance();
                return number;
            case TokenKind.Dollar when !isConstant:
                return ParseVariable();
            case TokenKind.BracketLeft or TokenKind.BraceLeft:
                return ParseComposite(isConstant);
            default:
                FailUnexpected(isConstant ? "a value without variables" : "a value");
                return new NullValueNode(_token.Location);
        }
    }

    public TypeNode ParseType()
    {
        SourceLocation start = _token.Location;
        TypeNode type = At(TokenKind.BracketLeft) ? ParseListType() : ParseNamedType();
        return Skip(TokenKind.Bang) ? new NonNullTypeNode(start, type) : type;
    }

    public SchemaCoordinateNode ParseCoordinate()
    {
        SourceLocation start = _token.Location;
        bool isDirective = Skip(TokenKind.At);
        NameNode name = ParseName();
        NameNode? member = !isDirective && Skip(TokenKind.Dot) ? ParseName() : null;
        NameNode? argument = null;
        if ((isDirective || member is not null) && Skip(TokenKind.ParenLeft))
        {
            argument = ParseName();
            Expect(TokenKind.Colon);
            Expect(TokenKind.ParenRight);
        }

        return (isDirective, member, argument) switch
        {
            (true, _, null) => new DirectiveCoordinateNode(start, name),
            (true, _, not null) => new DirectiveArgumentCoordinateNode(start, name, argument),
            (_, null, _) => new TypeCoordinateNode(start, name),
            (_, not null, null) => new MemberCoordinateNode(start, name, member),
            (_, not null, not null) => new ArgumentCoordinateNode(start, name, member, argument),
        };
    }

    private ValueNode ParseNamedValue()
    {
        NameNode name = ParseName();
        return name.Value switch
        {
            "true" => new BooleanValueNode(name.Location, Value: true),
            "false" => new BooleanValueNode(name.Location, Value: false),
            "null" => new NullValueNode(name.Location),
            _ => new EnumValueNode(name.Location, name.Value),
        };
    }

    private StringValueNode ParseString()
    {
        var value = new StringValueNode(_token.Location, _token.Value!, At(TokenKind.BlockString));
        Advance();
        return value;
    }

    private VariableNode ParseVariable()
    {
        SourceLocation start = _token.Location;
        Expect(TokenKind.Dollar);
        return new VariableNode(start, ParseName());
    }

    private ValueNode ParseComposite(bool isConstant)
    {
        SourceLocation start = _token.Location;
        if (!Enter())
        {
            return new NullValueNode(start);
        }

        ValueNode value = At(TokenKind.BracketLeft) ? ParseList(start, isConstant) : ParseObject(start, isConstant);
        Leave();
        return value;
    }

    private ListValueNode ParseList(SourceLocation start, bool isConstant)
    {
        Production<ValueNode> item = isConstant
            ? static (ref p) => p.ParseValue(isConstant: true)
            : static (ref p) => p.ParseValue(isConstant: false);
        return new ListValueNode(start, Any(TokenKind.BracketLeft, item, TokenKind.BracketRight));
    }

    private ObjectValueNode ParseObject(SourceLocation start, bool isConstant)
    {
        Production<ObjectFieldNode> field = isConstant
            ? static (ref p) => p.ParseObjectField(isConstant: true)
            : static (ref p) => p.ParseObjectField(isConstant: false);
        return new ObjectValueNode(start, Any(TokenKind.BraceLeft, field, TokenKind.BraceRight));
    }

    private ObjectFieldNode ParseObjectField(bool isConstant)
    {
        NameNode name = ParseName();
        Expect(TokenKind.Colon);
        return new ObjectFieldNode(name.Location, name, ParseValue(isConstant));
    }

    private NamedTypeNode ParseNamedType()
    {
        NameNode name = ParseName();
        return new NamedTypeNode(name.Location, name);
    }

    private TypeNode ParseListType()
    {
        SourceLocation start = _token.Location;
        if (!Enter())
        {
            return new NamedTypeNode(start, new NameNode(start, string.Empty));
        }

        Expect(TokenKind.BracketLeft);
        var list = new ListTypeNode(start, ParseType());
        Expect(TokenKind.BracketRight);
        Leave();
        return list;
    }
}
