namespace AiBom.GraphQL.Language;

/// <summary>What a token is (section 2.1.7).</summary>
internal enum TokenKind
{
    /// <summary>Not a token: what stands here is not GraphQL. The token's value is the message.</summary>
    Invalid,
    EndOfText,
    Bang,
    Dollar,
    Ampersand,
    ParenLeft,
    ParenRight,
    Dot,
    Spread,
    Colon,
    Equal,
    At,
    BracketLeft,
    BracketRight,
    BraceLeft,
    Pipe,
    BraceRight,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>A lexical token.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Location">Its first character; of an invalid one, the character that is wrong.</param>
/// <param name="End">The offset after its last character.</param>
/// <param name="Value">The meaning of a string, the message of an invalid token, else null.</param>
internal readonly record struct Token(TokenKind Kind, SourceLocation Location, int End, string? Value = null)
{
    /// <summary>How messages name a kind of token.</summary>
    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.EndOfText => "the end of the text",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.ParenLeft => "\"(\"",
        TokenKind.ParenRight => "\")\"",
        TokenKind.Dot => "\".\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.Equal => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.BracketLeft => "\"[\"",
        TokenKind.BracketRight => "\"]\"",
        TokenKind.BraceLeft => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.BraceRight => "\"}\"",
        TokenKind.Name => "a name",
        TokenKind.Int => "an integer",
        TokenKind.Float => "a float",
        TokenKind.String or TokenKind.BlockString => "a string",
        _ => "an invalid token",
    };
}
