using AiBom.Documents.Json;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary>
/// A schema, ready to be applied. References are resolved to the node itself, so nodes may be cyclic; they are filled
/// in once, before any document is seen.
/// </summary>
internal sealed class SchemaNode(Location location)
{
    private readonly Rule[][] _rules = new Rule[TokenTypes.Kinds][];
    private JsonTypes _types;
    private Complaint? _ofType;
    private UnevaluatedRule[] _unevaluated = [];
    private bool _asksStack;

    public Location Location { get; } = location;

    /// <summary>The schemas that it applies to the same value.</summary>
    public IEnumerable<SchemaNode> InPlace { get; private set; } = [];

    /// <summary>Fills the schema in.</summary>
    /// <param name="types">The types that it allows; none for the schema that nothing fits.</param>
    /// <param name="ofType">What is said of another type.</param>
    /// <param name="rules">The rules, cheap ones first.</param>
    /// <param name="unevaluated">The rules that come after all others.</param>
    public void Fill(JsonTypes types, Complaint? ofType, IReadOnlyList<Rule> rules, UnevaluatedRule[] unevaluated)
    {
        _types = types;
        _ofType = ofType;
        _unevaluated = unevaluated;
        for (int kind = 0; kind < _rules.Length; kind++)
        {
            JsonTypes type = TokenTypes.Of((TokenKind)kind);
            _rules[kind] = [.. rules.Where(rule => (rule.AppliesTo & type) != JsonTypes.None)];
        }

        InPlace = [.. rules.SelectMany(rule => rule.InPlace)];
        _asksStack = rules.Any(rule => (rule.AppliesTo & JsonTypes.Container) != JsonTypes.None);
    }

    /// <summary>Whether the value fits the schema.</summary>
    public bool Holds(ref Evaluation evaluation, int at, Marks? marks = null)
    {
        if (!evaluation.TryStep() || !Allows(evaluation.View, at))
        {
            return false;
        }

        ref readonly Token token = ref evaluation[at];
        if (_asksStack && token.IsContainer && !evaluation.TryDescend())
        {
            return false;
        }

        if (_unevaluated.Length > 0 && token.IsContainer)
        {
            return HoldsWithUnevaluated(ref evaluation, at, marks);
        }

        foreach (Rule rule in _rules[(int)token.Kind])
        {
            if (!rule.Holds(ref evaluation, at, marks))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Says all that does not fit.</summary>
    public void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        if (why.IsFull || !evaluation.TryStep() || !evaluation.TryDescend())
        {
            return;
        }

        if (!Allows(evaluation.View, at))
        {
            why.Add(ref evaluation, _ofType!, at);
            return;
        }

        long before = why.Count;
        foreach (Rule rule in _rules[(int)evaluation[at].Kind])
        {
            rule.Explain(ref evaluation, at, why);
        }

        // What a broken rule would have looked at is not known, so nothing is said of what is left over.
        if (_unevaluated.Length > 0 && why.Count == before && evaluation[at].IsContainer)
        {
            var own = new Marks(evaluation[at].Length);
            _ = HoldRules(ref evaluation, at, own);
            foreach (UnevaluatedRule rule in _unevaluated)
            {
                rule.Explain(ref evaluation, at, own, why);
            }
        }
    }

    private bool Allows(in JsonView view, int at)
    {
        if (_types is JsonTypes.All)
        {
            return true;
        }

        TokenKind kind = view.Tokens[at].Kind;
        return (_types & TokenTypes.Of(kind)) != JsonTypes.None
            || ((_types & JsonTypes.Integer) != JsonTypes.None
                && kind is TokenKind.Number
                && new JsonNumber(view.RawOf(at)).IsInteger);
    }

    // It sees what its own rules looked at, not what those beside it did; these see what it did.
    private bool HoldsWithUnevaluated(ref Evaluation evaluation, int at, Marks? marks)
    {
        var own = new Marks(evaluation[at].Length);
        if (!HoldRules(ref evaluation, at, own))
        {
            return false;
        }

        foreach (UnevaluatedRule rule in _unevaluated)
        {
            if (!rule.Holds(ref evaluation, at, own))
            {
                return false;
            }
        }

        marks?.Add(own);
        return true;
    }

    private bool HoldRules(ref Evaluation evaluation, int at, Marks marks)
    {
        foreach (Rule rule in _rules[(int)evaluation[at].Kind])
        {
            if (!rule.Holds(ref evaluation, at, marks))
            {
                return false;
            }
        }

        return true;
    }
}
