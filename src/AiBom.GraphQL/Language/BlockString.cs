using System.Text;

namespace AiBom.GraphQL.Language;

/// <summary>Block strings (September 2025, section 2.9.4).</summary>
internal static class BlockString
{
    /// <summary>
    /// The BlockStringValue() of what stands between the quotes: without the indentation that all lines but the
    /// first share, and without blank lines at either end.
    /// </summary>
    public static string Value(ReadOnlySpan<char> content)
    {
        string text = content.ToString()
            .Replace("\r\n", "\n", StringComparison.Ordinal)
            .Replace('\r', '\n');
        string[] lines = text.Split('\n');
        int indent = CommonIndent(lines.AsSpan(1));
        int first = Array.FindIndex(lines, line => !IsBlank(line));
        int last = Array.FindLastIndex(lines, line => !IsBlank(line));
        var value = new StringBuilder(text.Length);
        for (int i = Math.Max(first, 0); i <= last; i++)
        {
            string line = lines[i];
            value.Append(i == first ? string.Empty : "\n")
                .Append(i == 0 ? line : line.AsSpan(Math.Min(indent, line.Length)));
        }

        return value.Replace("\\\"\"\"", "\"\"\"").ToString();
    }

    /// <summary>
    /// Whether a string can be printed as a block string and read back unchanged: such a string has no control
    /// characters, no blank line at either end, and no indentation that all its lines share.
    /// </summary>
    public static bool CanHold(string value)
    {
        if (value.Any(c => c < ' ' && c is not ('\n' or '\t')))
        {
            return false;
        }

        string[] lines = value.Split('\n');
        return value.Length == 0
            || (!IsBlank(lines[0]) && !IsBlank(lines[^1]) && (lines.Length == 1 || CommonIndent(lines) == 0));
    }

    /// <summary>A block string that means <paramref name="value"/>, of which <see cref="CanHold"/> is true.</summary>
    public static string Print(string value)
    {
        const int LongLine = 70;
        bool isSingleLine = !value.Contains('\n', StringComparison.Ordinal);
        bool startsWithSpace = value is [' ' or '\t', ..];

        // A quote or a backslash at the end would run into the closing quotes. A leading space of a single line is
        // kept only on the line of the opening quotes, since every other line is freed of its indentation.
        bool breakAfter = !isSingleLine || value.Length > LongLine || value is [.., '"' or '\\'];
        bool breakBefore = breakAfter && !(isSingleLine && startsWithSpace);
        string escaped = value.Replace("\"\"\"", "\\\"\"\"", StringComparison.Ordinal);
        return $"\"\"\"{(breakBefore ? "\n" : "")}{escaped}{(breakAfter ? "\n" : "")}\"\"\"";
    }

    private static int CommonIndent(ReadOnlySpan<string> lines)
    {
        int? common = null;
        foreach (string line in lines)
        {
            int indent = line.AsSpan().IndexOfAnyExcept(' ', '\t');
            if (indent >= 0 && (common is null || indent < common))
            {
                common = indent;
            }
        }

        return common ?? 0;
    }

    private static bool IsBlank(string line) => line.AsSpan().IndexOfAnyExcept(' ', '\t') < 0;
}
