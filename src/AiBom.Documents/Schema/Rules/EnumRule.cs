using System.Collections.Frozen;
using System.Text;
using AiBom.Documents.Json;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary><c>enum</c> and <c>const</c>: strings by their bytes, all else by its hash.</summary>
internal sealed class EnumRule(IReadOnlyCollection<string> strings, HashSet<UInt128> others, Complaint complaint) : Rule
{
    /// <summary>No listed string has more bytes, so a value that has more is not spelled like one.</summary>
    private readonly int _longest = strings.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty().Max();

    private readonly Utf8Table<object> _strings =
        new([.. strings.Select(name => KeyValuePair.Create(name, (object)name))]);

    /// <summary>Made when it is first asked for: most rules never are.</summary>
    private readonly Lazy<FrozenDictionary<string, string>> _spellings = new(() => strings
        .DistinctBy(name => name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(name => name, name => name, StringComparer.OrdinalIgnoreCase));

    public override JsonTypes AppliesTo => JsonTypes.All;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        JsonView view = evaluation.View;
        ref readonly Token token = ref view.Tokens[at];
        if (token.Kind is not (TokenKind.String or TokenKind.Name))
        {
            return others.Count > 0 && others.Contains(ValueHash.Of(view, at));
        }

        if (!token.IsEscaped)
        {
            return _strings.Find(view.RawOf(at)) is not null;
        }

        using var text = new PlainText(view, at);
        return _strings.Find(text.Bytes) is not null;
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        if (!Holds(ref evaluation, at, marks: null))
        {
            string? spelling = SpellingOf(evaluation.View, at);
            why.Add(ref evaluation, spelling is null ? complaint : complaint.Expecting($"\"{spelling}\""), at);
        }
    }

    /// <summary>The listed string that differs from the value in upper and lower case only.</summary>
    private string? SpellingOf(JsonView view, int at)
    {
        ref readonly Token token = ref view.Tokens[at];
        return token.Kind is TokenKind.String && !token.IsEscaped && token.Length <= _longest
            ? _spellings.Value.GetValueOrDefault(Encoding.UTF8.GetString(view.RawOf(at)))
            : null;
    }
}
