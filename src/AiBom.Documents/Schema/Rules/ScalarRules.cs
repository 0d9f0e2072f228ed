using AiBom.Documents.Json;
using AiBom.Documents.Schema.Compilation;
using AiBom.Documents.Schema.Formats;
using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary>How a number is compared with the one of a rule.</summary>
internal enum NumberTest
{
    Minimum,
    Maximum,
    ExclusiveMinimum,
    ExclusiveMaximum,
    MultipleOf,
}

/// <summary><c>minimum</c>, <c>maximum</c>, their exclusive forms and <c>multipleOf</c>, exact.</summary>
internal sealed class NumberRule(NumberTest test, byte[] bound, Complaint complaint)
    : SimpleRule(JsonTypes.Number, complaint)
{
    protected override bool Holds(ref Evaluation evaluation, int at)
    {
        var number = new JsonNumber(evaluation.View.RawOf(at));
        var limit = new JsonNumber(bound);
        return test switch
        {
            NumberTest.Minimum => JsonNumber.Compare(number, limit) >= 0,
            NumberTest.Maximum => JsonNumber.Compare(number, limit) <= 0,
            NumberTest.ExclusiveMinimum => JsonNumber.Compare(number, limit) > 0,
            NumberTest.ExclusiveMaximum => JsonNumber.Compare(number, limit) < 0,
            _ => number.IsMultipleOf(limit),
        };
    }
}

/// <summary>
/// <c>minLength</c>, <c>maxLength</c> (in code points), <c>minItems</c>, <c>maxItems</c>, <c>minProperties</c>,
/// <c>maxProperties</c>.
/// </summary>
internal sealed class CountRule(JsonTypes type, long least, long most, Complaint complaint)
    : SimpleRule(type, complaint)
{
    protected override bool Holds(ref Evaluation evaluation, int at)
    {
        long count = CountOf(evaluation.View, at);
        return count >= least && count <= most;
    }

    private static int CountOf(in JsonView view, int at)
    {
        if (view.Tokens[at].IsContainer)
        {
            return view.Tokens[at].Length;
        }

        using var text = new PlainText(view, at);
        return JsonText.CodePoints(text.Bytes);
    }
}

/// <summary><c>pattern</c>.</summary>
internal sealed class PatternRule(EcmaPattern pattern, Complaint complaint) : SimpleRule(JsonTypes.String, complaint)
{
    protected override bool Holds(ref Evaluation evaluation, int at)
    {
        using var text = new PlainText(evaluation.View, at);
        return pattern.IsIn(text.Bytes);
    }
}

/// <summary><c>format</c>, asserted.</summary>
internal sealed class FormatRule(FormatTest isOfFormat, Complaint complaint) : SimpleRule(JsonTypes.String, complaint)
{
    protected override bool Holds(ref Evaluation evaluation, int at)
    {
        using var text = new PlainText(evaluation.View, at);
        return isOfFormat(text.Bytes);
    }
}
