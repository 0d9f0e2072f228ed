using System.Runtime.CompilerServices;
using System.Text;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>
/// A message with parts of the document in it: each only as an <see cref="Excerpt"/>, and none at all once no more
/// errors are listed.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct RuleMessage
{
    private readonly StringBuilder? _text;

    public RuleMessage(int literalLength, int formattedCount, ValidationRule rule, out bool isListed)
    {
        isListed = !rule.Context.IsFull;
        _text = isListed ? new StringBuilder(literalLength + (formattedCount * 16)) : null;
    }

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted(ValueNode value) => _text!.Append(Excerpt.Of(value));

    public void AppendFormatted<T>(T value) => _text!.Append(Excerpt.Of(value?.ToString() ?? ""));

    public override string ToString() => _text?.ToString() ?? "";
}
