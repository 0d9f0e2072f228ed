using System.Globalization;
using System.Text;

namespace AiBom.GraphQL.Language;

/// <summary>Strings in one pair of quotation marks (September 2025, section 2.9.4).</summary>
internal static class QuotedString
{
    /// <summary>A string that means <paramref name="value"/>; control characters are escaped.</summary>
    public static string Print(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (char c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\b' => "\\b",
                '\f' => "\\f",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(c) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => c.ToString(),
            });
        }

        return text.Append('"').ToString();
    }
}
