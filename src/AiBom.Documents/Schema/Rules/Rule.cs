namespace AiBom.Documents.Schema.Rules;

/// <summary>A keyword, or a few that are looked at together, ready to be applied. Immutable.</summary>
internal abstract class Rule
{
    /// <summary>The kinds of value that it says anything about.</summary>
    public abstract JsonTypes AppliesTo { get; }

    /// <summary>The schemas that it applies to the same value.</summary>
    public virtual IEnumerable<SchemaNode> InPlace => [];

    /// <summary>Whether it holds. Stops at the first thing that does not.</summary>
    /// <param name="evaluation">The document.</param>
    /// <param name="at">The value.</param>
    /// <param name="marks">Takes note of the members or items that the rule looks at, where anybody asks.</param>
    public abstract bool Holds(ref Evaluation evaluation, int at, Marks? marks);

    /// <summary>Says all that does not hold.</summary>
    public abstract void Explain(ref Evaluation evaluation, int at, Explanation why);
}

/// <summary>A rule with one complaint.</summary>
internal abstract class SimpleRule(JsonTypes appliesTo, Complaint complaint) : Rule
{
    public sealed override JsonTypes AppliesTo => appliesTo;

    public sealed override bool Holds(ref Evaluation evaluation, int at, Marks? marks) => Holds(ref evaluation, at);

    public sealed override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        if (!Holds(ref evaluation, at))
        {
            why.Add(ref evaluation, complaint, at);
        }
    }

    protected abstract bool Holds(ref Evaluation evaluation, int at);
}
