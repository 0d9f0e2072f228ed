using AiBom.Documents.Json;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary><c>enum</c> and <c>const</c>: strings by their bytes, all else by its hash.</summary>
internal sealed class EnumRule(Utf8Table<object> strings, HashSet<UInt128> others, Complaint complaint)
    : SimpleRule(JsonTypes.All, complaint)
{
    protected override bool Holds(ref Evaluation evaluation, int at)
    {
        JsonView view = evaluation.View;
        ref readonly Token token = ref view.Tokens[at];
        if (token.Kind is not (TokenKind.String or TokenKind.Name))
        {
            return others.Count > 0 && others.Contains(ValueHash.Of(view, at));
        }

        if (!token.IsEscaped)
        {
            return strings.Find(view.RawOf(at)) is not null;
        }

        using var text = new PlainText(view, at);
        return strings.Find(text.Bytes) is not null;
    }
}
