using AiBom.Documents.Json;

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
        int name = kind is TokenKind.Object ? 1 : 0;
        for (int child = at + 1; child < end; child = evaluation[child + name].End, order++)
        {
            if (!marks[order] && !schema.Holds(ref evaluation, child + name))
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
        int name = kind is TokenKind.Object ? 1 : 0;
        for (int child = at + 1; child < end && !why.IsFull; child = evaluation[child + name].End, order++)
        {
            why.Enter(kind is TokenKind.Object ? child : ~order);
            if (!marks[order])
            {
                schema.Explain(ref evaluation, child + name, why);
            }

            why.Leave();
        }
    }
}
