using System.Text;

namespace AiBom.Documents.Schema.Compilation;

/// <summary>
/// Writes a pattern of ECMA-262 so that .NET reads the same from it: <c>$</c> is the end and not also before a last
/// line break, <c>\d</c> and <c>\w</c> are ASCII, <c>\s</c> and <c>.</c> are what ECMA-262 sections 12.2 and 12.3 list,
/// and a character beyond the basic plane is one character.
/// </summary>
internal static class EcmaSyntax
{
    private const string Digit = "0-9";
    private const string NotDigit = @"\0-/:-\uD7FF\uE000-\uFFFF";
    private const string Word = "a-zA-Z0-9_";
    private const string NotWord = @"\0-/:-@\[-\^`\{-\uD7FF\uE000-\uFFFF";

    private const string Space =
        @"\t-\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";

    private const string NotSpace =
        @"\0-\b\u000E-\u001F!-\u009F\u00A1-\u167F\u1681-\u1FFF\u200B-\u2027\u202A-\u202E\u2030-\u205E"
        + @"\u2060-\u2FFF\u3001-\uD7FF\uE000-\uFEFE\uFF00-\uFFFF";

    private const string Pair = @"[\uD800-\uDBFF][\uDC00-\uDFFF]";

    /// <summary>Takes apart <c>^(?!A)B</c>.</summary>
    public static bool TrySplitLookahead(string pattern, out string unless, out string rest)
    {
        const string Start = "^(?!";
        (unless, rest) = ("", "");
        if (!pattern.StartsWith(Start, StringComparison.Ordinal))
        {
            return false;
        }

        int end = EndOfGroup(pattern, 1);
        (unless, rest) = (pattern[Start.Length..end], pattern[(end + 1)..]);

        // "^(?!A)B|C" is another thing: C may match whatever A does.
        return !HasTopAlternative(rest);
    }

    /// <summary>The same pattern for .NET.</summary>
    /// <exception cref="NotSupportedException">It uses what is not translated.</exception>
    public static string ToDotNet(string pattern)
    {
        var text = new StringBuilder(pattern.Length + 16);
        for (int at = 0; at < pattern.Length;)
        {
            at = pattern[at] switch
            {
                '\\' => Escape(pattern, at, text),
                '[' => CharacterClass(pattern, at, text),
                '(' => Group(pattern, at, text),
                '.' => Append(text, $@"(?:[^\n\r\u2028\u2029\uD800-\uDFFF]|{Pair})", at + 1),
                '$' => Append(text, @"\z", at + 1),
                char other when char.IsSurrogate(other) => Append(text, $"(?:{pattern.AsSpan(at, 2)})", at + 2),
                '#' or ' ' => Append(text, $"\\{pattern[at]}", at + 1),
                char other => Append(text, other.ToString(), at + 1),
            };
        }

        return text.ToString();
    }

    private static int Append(StringBuilder text, string part, int next)
    {
        text.Append(part);
        return next;
    }

    private static int Group(string pattern, int at, StringBuilder text)
    {
        ReadOnlySpan<char> rest = pattern.AsSpan(at + 1);
        if (rest.StartsWith("?:", StringComparison.Ordinal))
        {
            return Append(text, "(?:", at + 3);
        }

        if (!rest.StartsWith("?", StringComparison.Ordinal))
        {
            return Append(text, "(?:", at + 1);
        }

        throw new NotSupportedException($"the group at {at} looks around or has a name");
    }

    private static int Escape(string pattern, int at, StringBuilder text)
    {
        char escaped = at + 1 < pattern.Length
            ? pattern[at + 1]
            : throw new NotSupportedException("a backslash ends the pattern");
        string? shorthand = ClassOf(escaped);
        if (shorthand is not null)
        {
            bool hasPairs = char.IsAsciiLetterUpper(escaped);
            return Append(text, hasPairs ? $"(?:{Pair}|[{shorthand}])" : $"[{shorthand}]", at + 2);
        }

        if (escaped is 'b' or 'B')
        {
            throw new NotSupportedException($"the word boundary at {at} is not that of .NET");
        }

        return Literal(pattern, at, text);
    }

    private static int CharacterClass(string pattern, int at, StringBuilder text)
    {
        bool isNegated = at + 1 < pattern.Length && pattern[at + 1] == '^';
        int start = at + (isNegated ? 2 : 1);
        var members = new StringBuilder();
        int next = start;
        bool hasComplement = false;
        while (next < pattern.Length && pattern[next] != ']')
        {
            hasComplement |= pattern[next] == '\\'
                && next + 1 < pattern.Length
                && "DSW".Contains(pattern[next + 1], StringComparison.Ordinal);
            next = Member(pattern, next, members);
        }

        if (next >= pattern.Length)
        {
            throw new NotSupportedException($"the class at {at} has no end");
        }

        if (members.Length == 0 && !isNegated)
        {
            throw new NotSupportedException($"the class at {at} has nothing in it");
        }

        // A pair is in a complement: of this class, or of one that is a member of it.
        string set = isNegated ? $@"[^{members}\uD800-\uDFFF]" : $"[{members}]";
        bool hasPairs = isNegated != hasComplement;
        return Append(text, hasPairs ? $"(?:{set}|{Pair})" : set, next + 1);
    }

    private static int Member(string pattern, int at, StringBuilder members)
    {
        char member = pattern[at];
        if (member != '\\')
        {
            // .NET subtracts a class that begins within another.
            string itself = member == '[' ? @"\[" : member.ToString();
            return char.IsSurrogate(member)
                ? throw new NotSupportedException($"the class member at {at} is beyond the basic plane")
                : Append(members, itself, at + 1);
        }

        char escaped = at + 1 < pattern.Length
            ? pattern[at + 1]
            : throw new NotSupportedException("a backslash ends the pattern");
        return ClassOf(escaped) is { } set ? Append(members, set, at + 2) : Literal(pattern, at, members);
    }

    private static string? ClassOf(char escaped) => escaped switch
    {
        'd' => Digit,
        'D' => NotDigit,
        'w' => Word,
        'W' => NotWord,
        's' => Space,
        'S' => NotSpace,
        _ => null,
    };

    // An escape that stands for one character.
    private static int Literal(string pattern, int at, StringBuilder text)
    {
        char escaped = pattern[at + 1];
        if ("tnvfr".Contains(escaped, StringComparison.Ordinal))
        {
            return Append(text, $"\\{escaped}", at + 2);
        }

        int digits = escaped switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0)
        {
            string hex = at + 2 + digits <= pattern.Length ? pattern.Substring(at + 2, digits) : "";
            return hex.Length == digits && hex.All(char.IsAsciiHexDigit)
                ? Append(text, $@"\u{hex.PadLeft(4, '0')}", at + 2 + digits)
                : throw new NotSupportedException($"the escape at {at} is not of {digits} digits");
        }

        return char.IsAsciiLetterOrDigit(escaped) || escaped > 0x7F
            ? throw new NotSupportedException($"the escape '\\{escaped}' at {at} is not known")
            : Append(text, $"\\{escaped}", at + 2);
    }

    private static int EndOfGroup(string pattern, int open)
    {
        int depth = 0;
        for (int at = open; at < pattern.Length; at = Next(pattern, at))
        {
            depth += pattern[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return at;
            }
        }

        throw new NotSupportedException($"the group at {open} has no end");
    }

    private static bool HasTopAlternative(string pattern)
    {
        int depth = 0;
        for (int at = 0; at < pattern.Length; at = Next(pattern, at))
        {
            depth += pattern[at] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && pattern[at] == '|')
            {
                return true;
            }
        }

        return false;
    }

    // Steps over escapes and classes, in which a parenthesis is a character.
    private static int Next(string pattern, int at)
    {
        if (pattern[at] == '\\')
        {
            return at + 2;
        }

        if (pattern[at] != '[')
        {
            return at + 1;
        }

        int end = at + 1;
        while (end < pattern.Length && pattern[end] != ']')
        {
            end += pattern[end] == '\\' ? 2 : 1;
        }

        return end + 1;
    }
}
