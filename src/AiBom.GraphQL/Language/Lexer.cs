using System.Buffers;
using System.Text;

namespace AiBom.GraphQL.Language;

/// <summary>
/// Divides a source text into tokens (September 2025, section 2.1). After an invalid token the lexer is not asked
/// again.
/// </summary>
/// <param name="source">UTF-16; a surrogate without its partner is an invalid character.</param>
/// <param name="coordinate">
/// Whether the text is a schema coordinate (section 3.14), which has a dot and ignores no white space.
/// </param>
internal ref partial struct Lexer(ReadOnlySpan<char> source, bool coordinate = false)
{
    private readonly ReadOnlySpan<char> _source = source;
    private readonly bool _coordinate = coordinate;
    private int _position;
    private int _line = 1;
    private int _lineStart;

    /// <summary>Reads the next token; at the end, <see cref="TokenKind.EndOfText"/> each time.</summary>
    public Token Next()
    {
        if (!_coordinate)
        {
            SkipIgnored();
        }

        if (_position >= _source.Length)
        {
            return new Token(TokenKind.EndOfText, Here(_position), _position);
        }

        char first = _source[_position];
        if (char.IsAsciiLetter(first) || first == '_')
        {
            return ReadName();
        }

        if (char.IsAsciiDigit(first) || first == '-')
        {
            return ReadNumber();
        }

        if (first == '"')
        {
            return _source[_position..].StartsWith("\"\"\"") ? ReadBlockString() : ReadString();
        }

        return ReadPunctuator(first);
    }

    // Section 2.1.1 to 2.1.5: white space, line terminators, comments, commas and the byte order mark separate
    // tokens and mean nothing else.
    private void SkipIgnored()
    {
        while (_position < _source.Length)
        {
            switch (_source[_position])
            {
                case ' ' or '\t' or ',' or '\uFEFF':
                    _position++;
                    break;
                case '\n' or '\r':
                    SkipLineTerminator();
                    break;
                case '#':
                    SkipComment();
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipLineTerminator()
    {
        bool isPair = _source[_position..].StartsWith("\r\n");
        _position += isPair ? 2 : 1;
        _line++;
        _lineStart = _position;
    }

    private void SkipComment()
    {
        // A lone surrogate ends the comment too, and is then found to be no token.
        while (_position < _source.Length && _source[_position] is not ('\n' or '\r'))
        {
            int length = ScalarLength();
            if (length == 0)
            {
                return;
            }

            _position += length;
        }
    }

    private Token ReadName()
    {
        int end = _position + 1;
        while (end < _source.Length && IsNameContinue(_source[end]))
        {
            end++;
        }

        return Take(TokenKind.Name, end);
    }

    private Token ReadPunctuator(char first)
    {
        TokenKind kind = first switch
        {
            '!' => TokenKind.Bang,
            '$' => TokenKind.Dollar,
            '&' => TokenKind.Ampersand,
            '(' => TokenKind.ParenLeft,
            ')' => TokenKind.ParenRight,
            ':' => TokenKind.Colon,
            '=' => TokenKind.Equal,
            '@' => TokenKind.At,
            '[' => TokenKind.BracketLeft,
            ']' => TokenKind.BracketRight,
            '{' => TokenKind.BraceLeft,
            '|' => TokenKind.Pipe,
            '}' => TokenKind.BraceRight,
            '.' when _coordinate => TokenKind.Dot,
            '.' when _source[_position..].StartsWith("...") => TokenKind.Spread,
            _ => TokenKind.Invalid,
        };
        return kind switch
        {
            TokenKind.Spread => Take(kind, _position + 3),
            TokenKind.Invalid => Invalid(_position, $"Expected a token, found {DescribeCharacter(_position)}."),
            _ => Take(kind, _position + 1),
        };
    }

    // IntValue and FloatValue (2.9.1, 2.9.2): no leading zeros, digits on both sides of the point, and neither a
    // name nor another point directly behind.
    private Token ReadNumber()
    {
        TokenKind kind = TokenKind.Int;
        int end = _position;
        if (_source[end] == '-')
        {
            end++;
        }

        if (CharacterAt(end) == '0')
        {
            end++;
            if (char.IsAsciiDigit(CharacterAt(end)))
            {
                return Invalid(end, $"Expected no digit after a leading zero, found {DescribeCharacter(end)}.");
            }
        }
        else if (!SkipDigits(ref end))
        {
            return DigitExpected(end);
        }

        if (CharacterAt(end) == '.')
        {
            kind = TokenKind.Float;
            end++;
            if (!SkipDigits(ref end))
            {
                return DigitExpected(end);
            }
        }

        if (CharacterAt(end) is 'e' or 'E')
        {
            kind = TokenKind.Float;
            end++;
            if (CharacterAt(end) is '+' or '-')
            {
                end++;
            }

            if (!SkipDigits(ref end))
            {
                return DigitExpected(end);
            }
        }

        return CharacterAt(end) == '.' || IsNameContinue(CharacterAt(end)) ? DigitExpected(end) : Take(kind, end);
    }

    private readonly bool SkipDigits(ref int end)
    {
        int start = end;
        while (char.IsAsciiDigit(CharacterAt(end)))
        {
            end++;
        }

        return end > start;
    }

    private readonly Token DigitExpected(int offset) =>
        Invalid(offset, $"Expected a digit in a number, found {DescribeCharacter(offset)}.");

    private static bool IsNameContinue(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    // NUL stands for the end: it is part of no token outside of strings, which do not ask here.
    private readonly char CharacterAt(int offset) => offset < _source.Length ? _source[offset] : '\0';

    private Token Take(TokenKind kind, int end)
    {
        SourceLocation start = Here(_position);
        _position = end;
        return new Token(kind, start, end);
    }

    private readonly Token Invalid(int offset, string message) =>
        new(TokenKind.Invalid, Here(offset), offset, message);

    // Right for offsets in the line that was reached; all callers are in it.
    private readonly SourceLocation Here(int offset) => new(offset, _line, offset - _lineStart + 1);

    // SourceCharacter (2.1): any Unicode scalar value. 0 at a lone surrogate.
    private readonly int ScalarLength()
    {
        if (!char.IsSurrogate(_source[_position]))
        {
            return 1;
        }

        return char.IsSurrogatePair(_source[_position], CharacterAt(_position + 1)) ? 2 : 0;
    }

    private readonly string DescribeCharacter(int offset)
    {
        if (offset >= _source.Length)
        {
            return Token.Describe(TokenKind.EndOfText);
        }

        char c = _source[offset];
        if (c is >= ' ' and <= '~')
        {
            return $"the character {c}";
        }

        bool isScalar = Rune.DecodeFromUtf16(_source[offset..], out Rune rune, out _)
            is OperationStatus.Done;
        return isScalar ? $"the character U+{rune.Value:X4}" : $"the lone surrogate U+{(int)c:X4}";
    }
}
