namespace AiBom.Documents.Schema.Rules;

/// <summary><c>allOf</c>, and <c>$ref</c> beside other keywords.</summary>
internal sealed class AllOfRule(SchemaNode[] schemas) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.All;

    public override IEnumerable<SchemaNode> InPlace => schemas;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        foreach (SchemaNode schema in schemas)
        {
            if (!schema.Holds(ref evaluation, at, marks))
            {
                return false;
            }
        }

        return true;
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        foreach (SchemaNode schema in schemas)
        {
            schema.Explain(ref evaluation, at, why);
        }
    }
}

/// <summary><c>not</c>.</summary>
internal sealed class NotRule(SchemaNode schema, Complaint complaint) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.All;

    public override IEnumerable<SchemaNode> InPlace => [schema];

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks) => !schema.Holds(ref evaluation, at);

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        if (schema.Holds(ref evaluation, at))
        {
            why.Add(ref evaluation, complaint, at);
        }
    }
}

/// <summary><c>if</c> with <c>then</c> and <c>else</c>.</summary>
internal sealed class ConditionRule(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.All;

    public override IEnumerable<SchemaNode> InPlace =>
        new[] { condition, then, otherwise }.OfType<SchemaNode>();

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        Marks? trial = marks is null ? null : new Marks(marks.Count);
        bool isMet = condition.Holds(ref evaluation, at, trial);
        if (isMet && trial is not null)
        {
            marks!.Add(trial);
        }

        SchemaNode? branch = isMet ? then : otherwise;
        return branch is null || branch.Holds(ref evaluation, at, marks);
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        SchemaNode? branch = condition.Holds(ref evaluation, at) ? then : otherwise;
        branch?.Explain(ref evaluation, at, why);
    }
}
