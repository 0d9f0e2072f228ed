using System.Text;

namespace AiBom.GraphQL.Language;

/// <summary>
/// What a message shows of a stranger's text: one line that is never long, whatever the text is. Its cost depends on
/// what is shown alone.
/// </summary>
internal static class Excerpt
{
    /// <summary>Characters of an excerpt, beside the sign that there are more.</summary>
    public const int MaxLength = 200;

    private const string More = "…";

    /// <summary>The beginning of a text.</summary>
    public static string Of(string text) => text.Length <= MaxLength ? text : Of(text.AsSpan());

    /// <inheritdoc cref="Of(string)"/>
    public static string Of(ReadOnlySpan<char> text)
    {
        if (text.Length <= MaxLength)
        {
            return text.ToString();
        }

        // A surrogate pair is shown whole or not at all.
        int length = char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength;
        return $"{text[..length]}{More}";
    }

    /// <summary>The beginning of a value in the form of a document.</summary>
    public static string Of(ValueNode value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return Of(text.ToString());
    }

    private static void Append(StringBuilder text, ValueNode value)
    {
        switch (value)
        {
            case ListValueNode list:
                text.Append('[');
                foreach (ValueNode item in list.Values)
                {
                    if (!StartItem(text, '['))
                    {
                        return;
                    }

                    Append(text, item);
                }

                text.Append(']');
                break;
            case ObjectValueNode { Fields.IsEmpty: true }:
                text.Append("{}");
                break;
            case ObjectValueNode input:
                text.Append("{ ");
                foreach (ObjectFieldNode field in input.Fields)
                {
                    if (!StartItem(text, ' '))
                    {
                        return;
                    }

                    text.Append(Of(field.Name.Value)).Append(": ");
                    Append(text, field.Value);
                }

                text.Append(" }");
                break;
            case StringValueNode content:
                text.Append(QuotedString.Print(Of(content.Value)));
                break;
            default:
                text.Append(Of(value.ToString()));
                break;
        }
    }

    // False if enough is there already.
    private static bool StartItem(StringBuilder text, char opening)
    {
        if (text[^1] != opening)
        {
            text.Append(", ");
        }

        return text.Length <= MaxLength;
    }
}
