using AiBom.Documents.Json;
using AiBom.Documents.Schema.Compilation;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary>What is known of a member's name.</summary>
/// <param name="Schema">The schema in <c>properties</c>; null where the name is only required.</param>
/// <param name="Required">The bit of the name among those that are required; 0 where it is not.</param>
/// <param name="Missing">What is said where it is required and absent.</param>
internal sealed record Property(SchemaNode? Schema, ulong Required, Complaint? Missing);

/// <summary>
/// <c>properties</c>, <c>required</c>, <c>patternProperties</c> and <c>additionalProperties</c>, in one walk over the
/// members. A name that stands twice is checked at both places.
/// </summary>
internal sealed class MembersRule(
    IReadOnlyList<KeyValuePair<string, Property>> properties,
    (EcmaPattern Pattern, SchemaNode Schema)[] patterns,
    SchemaNode? additional) : Rule
{
    /// <summary>The most names that may be required: a bit for each.</summary>
    public const int MostRequired = 64;

    private readonly Utf8Table<Property> _byName = new(properties);
    private readonly Property[] _required = [.. properties.Select(pair => pair.Value).Where(p => p.Required != 0)];

    private readonly ulong _allRequired =
        properties.Aggregate(0UL, (bits, pair) => bits | pair.Value.Required);

    public override JsonTypes AppliesTo => JsonTypes.Object;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        ulong seen = 0;
        int order = 0;
        int end = evaluation[at].End;
        for (int name = at + 1; name < end; name = evaluation[name + 1].End, order++)
        {
            Property? property = Find(evaluation.View, name);
            seen |= property?.Required ?? 0;
            if (property?.Schema is { } schema)
            {
                if (!schema.Holds(ref evaluation, name + 1))
                {
                    return false;
                }

                marks?.Add(order);
            }

            if ((patterns.Length > 0 || property?.Schema is null)
                && !OthersHold(ref evaluation, name, property?.Schema is not null, marks, order))
            {
                return false;
            }
        }

        return seen == _allRequired;
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        ulong seen = 0;
        int end = evaluation[at].End;
        for (int name = at + 1; name < end; name = evaluation[name + 1].End)
        {
            seen |= Find(evaluation.View, name)?.Required ?? 0;
        }

        foreach (Property property in _required)
        {
            if ((seen & property.Required) == 0)
            {
                why.Add(ref evaluation, property.Missing!, at);
            }
        }

        for (int name = at + 1; name < end && !why.IsFull; name = evaluation[name + 1].End)
        {
            why.Enter(name);
            ExplainMember(ref evaluation, name, why);
            why.Leave();
        }
    }

    private void ExplainMember(ref Evaluation evaluation, int name, Explanation why)
    {
        SchemaNode? own = Find(evaluation.View, name)?.Schema;
        own?.Explain(ref evaluation, name + 1, why);
        bool isKnown = own is not null;
        foreach ((EcmaPattern pattern, SchemaNode schema) in patterns)
        {
            if (IsIn(pattern, evaluation.View, name))
            {
                isKnown = true;
                schema.Explain(ref evaluation, name + 1, why);
            }
        }

        if (!isKnown)
        {
            additional?.Explain(ref evaluation, name + 1, why);
        }
    }

    private bool OthersHold(ref Evaluation evaluation, int name, bool isKnown, Marks? marks, int order)
    {
        foreach ((EcmaPattern pattern, SchemaNode schema) in patterns)
        {
            if (IsIn(pattern, evaluation.View, name))
            {
                isKnown = true;
                marks?.Add(order);
                if (!schema.Holds(ref evaluation, name + 1))
                {
                    return false;
                }
            }
        }

        if (isKnown || additional is null)
        {
            return true;
        }

        marks?.Add(order);
        return additional.Holds(ref evaluation, name + 1);
    }

    private static bool IsIn(EcmaPattern pattern, in JsonView view, int name)
    {
        using var text = new PlainText(view, name);
        return pattern.IsIn(text.Bytes);
    }

    private Property? Find(in JsonView view, int name)
    {
        if (!view.Tokens[name].IsEscaped)
        {
            return _byName.Find(view.RawOf(name));
        }

        using var text = new PlainText(view, name);
        return _byName.Find(text.Bytes);
    }
}
