using System.Collections.Immutable;
namespace AiBom.GraphQL.Language;

/// <summary>
/// A recursive descent parser. The first error is kept and the rest of the text hidden behind an early end, so that
/// every production runs out by itself; what they return then is thrown away. Each loop therefore ends at
/// <see cref="TokenKind.EndOfText"/>.
/// </summary>
internal ref partial struct Parser
{
    private readonly ReadOnlySpan<char> _source;
    private readonly GraphQLLimits _limits;
    private Lexer _lexer;
    private Token _token;
    private GraphQLError? _error;
    private int _tokens;
    private int _depth;

    public Parser(string source, GraphQLLimits limits, bool coordinate = false)
    {
        _source = source;
        _limits = limits;
        _lexer = new Lexer(source, coordinate);
        if (source.Length > limits.MaxDocumentLength)
        {
            Exceed(
                new SourceLocation(0, 1, 1),
                $"Expected at most {limits.MaxDocumentLength} characters (MaxDocumentLength), found {source.Length}.");
        }

        Advance();
    }

    /// <summary>Reads one item of a list.</summary>
    private delegate T Production<out T>(ref Parser parser);

    /// <summary>The result of the whole text: <paramref name="node"/>, if nothing comes behind it.</summary>
    public ParseResult<TNode> Finish<TNode>(TNode node)
        where TNode : SyntaxNode
    {
        Expect(TokenKind.EndOfText);
        return _error is null ? new ParseResult<TNode>(node) : new ParseResult<TNode>(_error);
    }

    private void Advance()
    {
        if (_error is not null)
        {
            return;
        }

        _token = _lexer.Next();
        if (_token.Kind is TokenKind.Invalid)
        {
            Fail(_token.Location, _token.Value!);
        }
        else if (_token.Kind is not TokenKind.EndOfText && ++_tokens > _limits.MaxTokens)
        {
            Exceed(
                _token.Location,
                $"Expected at most {_limits.MaxTokens} tokens (MaxTokens); the text has {_source.Length} characters "
                + $"and is over the bound after {_token.Location.Offset} of them.");
        }
    }

    private void Fail(SourceLocation location, string message)
    {
        _error ??= new GraphQLError(message, [location]);
        _token = new Token(TokenKind.EndOfText, location, location.Offset);
    }

    private void Exceed(SourceLocation location, string message)
    {
        Fail(location, message);
        _error = _error! with { IsLimit = true };
    }

    private void FailUnexpected(string expected) =>
        Fail(_token.Location, $"Expected {expected}, found {DescribeToken()}.");

    private readonly string DescribeToken() => _token.Kind switch
    {
        TokenKind.Name => $"the name {TokenExcerpt()}",
        TokenKind.Int or TokenKind.Float => $"the number {TokenExcerpt()}",
        _ => Token.Describe(_token.Kind),
    };

    private readonly string TokenExcerpt() => Excerpt.Of(_source[_token.Location.Offset.._token.End]);

    private readonly string TokenText() => _source[_token.Location.Offset.._token.End].ToString();

    private readonly bool At(TokenKind kind) => _token.Kind == kind;

    private readonly bool AtKeyword(string keyword) =>
        At(TokenKind.Name) && _source[_token.Location.Offset.._token.End].SequenceEqual(keyword);

    private readonly bool AtString => _token.Kind is TokenKind.String or TokenKind.BlockString;

    private bool Skip(TokenKind kind)
    {
        bool isHere = At(kind);
        if (isHere)
        {
            Advance();
        }

        return isHere;
    }

    private bool SkipKeyword(string keyword)
    {
        bool isHere = AtKeyword(keyword);
        if (isHere)
        {
            Advance();
        }

        return isHere;
    }

    private void Expect(TokenKind kind)
    {
        if (!At(kind))
        {
            FailUnexpected(Token.Describe(kind));
        }
        else
        {
            Advance();
        }
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
        {
            FailUnexpected($"\"{keyword}\"");
        }
    }

    private NameNode ParseName()
    {
        SourceLocation start = _token.Location;
        if (!At(TokenKind.Name))
        {
            FailUnexpected(Token.Describe(TokenKind.Name));
            return new NameNode(start, string.Empty);
        }

        var name = new NameNode(start, TokenText());
        Advance();
        return name;
    }

    // One or more items between open and close.
    private ImmutableArray<T> Many<T>(TokenKind open, Production<T> item, TokenKind close)
    {
        Expect(open);
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(4);
        do
        {
            items.Add(item(ref this));
        }
        while (!Skip(close) && _error is null);
        return items.DrainToImmutable();
    }

    // The same, where it may be left out altogether.
    private ImmutableArray<T> OptionalMany<T>(TokenKind open, Production<T> item, TokenKind close) =>
        At(open) ? Many(open, item, close) : [];

    // Any number of items between open and close.
    private ImmutableArray<T> Any<T>(TokenKind open, Production<T> item, TokenKind close)
    {
        Expect(open);
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(4);
        while (!Skip(close) && _error is null)
        {
            items.Add(item(ref this));
        }

        return items.DrainToImmutable();
    }

    // One or more items between separators, of which one more may lead.
    private ImmutableArray<T> Separated<T>(TokenKind separator, Production<T> item)
    {
        Skip(separator);
        ImmutableArray<T>.Builder items = ImmutableArray.CreateBuilder<T>(4);
        do
        {
            items.Add(item(ref this));
        }
        while (Skip(separator));
        return items.DrainToImmutable();
    }

    // Counts one more level around the next token; false if that is one too many. Each true asks for a Leave.
    private bool Enter()
    {
        if (_depth == _limits.MaxDepth)
        {
            Exceed(
                _token.Location,
                $"Expected at most {_limits.MaxDepth} levels of selections, values or types inside one another "
                + $"(MaxDepth), found level {_depth + 1}.");
            return false;
        }

        _depth++;
        return true;
    }

    private void Leave() => _depth--;
}
