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
        int indent = CommonIndent(lines);
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
        string[] lines = value.Split('\n');
        bool isPlain = value.All(c => c is '\n' or '\t' || !char.IsControl(c));
        return isPlain && !IsBlank(lines[0]) && !IsBlank(lines[^1]) && (lines.Length == 1 || CommonIndent(lines) == 0);
    }

    private static int CommonIndent(string[] lines)
    {
        int? common = null;
        foreach (string line in lines.AsSpan(1))
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
