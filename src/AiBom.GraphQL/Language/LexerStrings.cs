using System.Buffers;
using System.Globalization;
using System.Text;

namespace AiBom.GraphQL.Language;

/// <content>Strings (September 2025, section 2.9.4).</content>
internal ref partial struct Lexer
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private Token ReadString()
    {
        SourceLocation start = Here(_position);
        _position++;
        int unread = _position;

        // Stays null for the usual string, which has no escape and is a slice of the source.
        StringBuilder? value = null;
        while (_position < _source.Length && _source[_position] is not ('\n' or '\r'))
        {
            switch (_source[_position])
            {
                case '"':
                    string slice = _source[unread.._position].ToString();
                    _position++;
                    return new Token(
                        TokenKind.String, start, _position, value is null ? slice : value.Append(slice).ToString());
                case '\\':
                    value = (value ?? new StringBuilder()).Append(_source[unread.._position]);
                    int length = ReadEscape(value);
                    if (length == 0)
                    {
                        return Invalid(_position, "Expected an escape sequence of a Unicode character in the string.");
                    }

                    _position += length;
                    unread = _position;
                    break;
                default:
                    int scalar = ScalarLength();
                    if (scalar == 0)
                    {
                        return LoneSurrogate();
                    }

                    _position += scalar;
                    break;
            }
        }

        return Invalid(_position, "Expected a quotation mark to end the string.");
    }

    private readonly Token LoneSurrogate() =>
        Invalid(_position, $"Expected a Unicode character in the string, found {DescribeCharacter(_position)}.");

    // Appends what the escape at the position stands for and returns its length, or 0 if it is none.
    private readonly int ReadEscape(StringBuilder value)
    {
        char kind = CharacterAt(_position + 1);
        if (kind == 'u')
        {
            return CharacterAt(_position + 2) == '{' ? ReadVariableEscape(value) : ReadFixedEscape(value);
        }

        char meaning = kind switch
        {
            '"' or '\\' or '/' => kind,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => '\0',
        };
        if (meaning == '\0')
        {
            return 0;
        }

        value.Append(meaning);
        return 2;
    }

    // \u{1F600}: no surrogate and no more than the range of Unicode. The grammar lets zeros lead without end; more
    // than eight digits are refused here, as the reference implementation does.
    private readonly int ReadVariableEscape(StringBuilder value)
    {
        ReadOnlySpan<char> text = _source[(_position + 3)..];
        int digits = text.IndexOfAnyExcept(HexDigits);
        if (digits is < 1 or > 8
            || text[digits] != '}'
            || !uint.TryParse(
                text[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code)
            || !Rune.TryCreate(code, out Rune rune))
        {
            return 0;
        }

        value.Append(rune.ToString());
        return digits + "\\u{}".Length;
    }

    // \u2026, or two of them that make a surrogate pair.
    private readonly int ReadFixedEscape(StringBuilder value)
    {
        if (!TryReadFourDigits(_position, out char first))
        {
            return 0;
        }

        if (!char.IsSurrogate(first))
        {
            value.Append(first);
            return 6;
        }

        if (!TryReadFourDigits(_position + 6, out char second) || !char.IsSurrogatePair(first, second))
        {
            return 0;
        }

        value.Append(first).Append(second);
        return 12;
    }

    private readonly bool TryReadFourDigits(int offset, out char unit)
    {
        unit = '\0';
        if (offset + 6 > _source.Length
            || !_source[offset..].StartsWith("\\u")
            || !ushort.TryParse(
                _source.Slice(offset + 2, 4),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out ushort code))
        {
            return false;
        }

        unit = (char)code;
        return true;
    }

    private Token ReadBlockString()
    {
        const string Quotes = "\"\"\"";
        SourceLocation start = Here(_position);
        _position += Quotes.Length;
        int contentStart = _position;
        while (_position < _source.Length)
        {
            switch (_source[_position])
            {
                case '"' when _source[_position..].StartsWith(Quotes):
                    ReadOnlySpan<char> content = _source[contentStart.._position];
                    _position += Quotes.Length;
                    return new Token(TokenKind.BlockString, start, _position, BlockString.Value(content));
                case '\\' when _source[(_position + 1)..].StartsWith(Quotes):
                    _position += 1 + Quotes.Length;
                    break;
                case '\n' or '\r':
                    SkipLineTerminator();
                    break;
                default:
                    int scalar = ScalarLength();
                    if (scalar == 0)
                    {
                        return LoneSurrogate();
                    }

                    _position += scalar;
                    break;
            }
        }

        return Invalid(_position, "Expected three quotation marks to end the block string.");
    }
}
