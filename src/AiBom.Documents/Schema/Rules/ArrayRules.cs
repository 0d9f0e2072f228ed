using AiBom.Documents.Schema.Values;

namespace AiBom.Documents.Schema.Rules;

/// <summary><c>items</c>, as one schema or a list with <c>additionalItems</c>, and <c>prefixItems</c>.</summary>
/// <param name="prefix">The schemas of the first items.</param>
/// <param name="rest">The schema of the others; null where there is none.</param>
internal sealed class ItemsRule(SchemaNode[] prefix, SchemaNode? rest) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.Array;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        int index = 0;
        int end = evaluation[at].End;
        for (int item = at + 1; item < end; item = evaluation[item].End, index++)
        {
            SchemaNode? schema = index < prefix.Length ? prefix[index] : rest;
            if (schema is null)
            {
                break;
            }

            if (!schema.Holds(ref evaluation, item))
            {
                return false;
            }
        }

        marks?.AddUpTo(index);
        return true;
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        int index = 0;
        int end = evaluation[at].End;
        for (int item = at + 1; item < end && !why.IsFull; item = evaluation[item].End, index++)
        {
            why.Enter(~index);
            (index < prefix.Length ? prefix[index] : rest)?.Explain(ref evaluation, item, why);
            why.Leave();
        }
    }
}

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
internal sealed class ContainsRule(SchemaNode schema, long least, long most, Complaint complaint)
    : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.Array;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        long count = 0;
        int index = 0;
        int end = evaluation[at].End;
        for (int item = at + 1; item < end; item = evaluation[item].End, index++)
        {
            if (schema.Holds(ref evaluation, item))
            {
                count++;
                marks?.Add(index);
            }
        }

        return count >= least && count <= most;
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        if (!Holds(ref evaluation, at, null))
        {
            why.Add(ref evaluation, complaint, at);
        }
    }
}

/// <summary><c>uniqueItems</c>.</summary>
internal sealed class UniqueItemsRule(Complaint complaint) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.Array;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks) =>
        UniqueItems.AreIn(evaluation.View, at);

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        int repeated = UniqueItems.AreIn(evaluation.View, at) ? -1 : UniqueItems.FirstRepeated(evaluation.View, at);
        if (repeated < 0)
        {
            return;
        }

        int item = at + 1;
        for (int index = 0; index < repeated; index++)
        {
            item = evaluation[item].End;
        }

        why.Enter(~repeated);
        why.Add(ref evaluation, complaint, item);
        why.Leave();
    }
}
