using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary><c>unevaluatedProperties</c> or <c>unevaluatedItems</c>: what no other rule looked at.</summary>
internal sealed class UnevaluatedRule(TokenKind kind, SchemaNode schema)
{
    /// <summary>Whether what is not marked fits; marks all.</summary>
    public bool Holds(ref Evaluation evaluation, int at, Marks marks)
    {
        if (evaluation[at].Kind != kind)
        {
            return true;
        }

        int order = 0;
        int end = evaluation[at].End;
        for (int child = at + 1; child < end; child = evaluation[child].End, order++)
        {
            child += kind is TokenKind.Object ? 1 : 0;
            if (!marks[order] && !schema.Holds(ref evaluation, child))
            {
                return false;
            }
        }

        marks.AddUpTo(marks.Count);
        return true;
    }

    public void Explain(ref Evaluation evaluation, int at, Marks marks, Explanation why)
    {
        if (evaluation[at].Kind != kind)
        {
            return;
        }

        int order = 0;
        int end = evaluation[at].End;
        for (int child = at + 1; child < end && !why.IsFull; child = evaluation[child].End, order++)
        {
            why.Enter(kind is TokenKind.Object ? child : ~order);
            child += kind is TokenKind.Object ? 1 : 0;
            if (!marks[order])
            {
                schema.Explain(ref evaluation, child, why);
            }

            why.Leave();
        }
    }
}
