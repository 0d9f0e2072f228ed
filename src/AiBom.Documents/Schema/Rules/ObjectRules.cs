using AiBom.Documents.Json;

namespace AiBom.Documents.Schema.Rules;

/// <summary><c>propertyNames</c>.</summary>
internal sealed class PropertyNamesRule(SchemaNode names) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.Object;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        int end = evaluation[at].End;
        for (int name = at + 1; name < end; name = evaluation[name + 1].End)
        {
            if (!names.Holds(ref evaluation, name))
            {
                return false;
            }
        }

        return true;
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        int end = evaluation[at].End;
        for (int name = at + 1; name < end && !why.IsFull; name = evaluation[name + 1].End)
        {
            why.Enter(name);
            names.Explain(ref evaluation, name, why);
            why.Leave();
        }
    }
}

/// <summary><c>dependentSchemas</c>, or a schema in <c>dependencies</c>.</summary>
internal sealed class DependentSchemaRule(byte[] name, SchemaNode schema) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.Object;

    public override IEnumerable<SchemaNode> InPlace => [schema];

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks) =>
        !Members.Has(evaluation.View, at, name) || schema.Holds(ref evaluation, at, marks);

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        if (Members.Has(evaluation.View, at, name))
        {
            schema.Explain(ref evaluation, at, why);
        }
    }
}

/// <summary><c>dependentRequired</c>, or names in <c>dependencies</c>.</summary>
internal sealed class DependentRequiredRule(byte[] name, byte[] needed, Complaint complaint)
    : SimpleRule(JsonTypes.Object, complaint)
{
    protected override bool Holds(ref Evaluation evaluation, int at) =>
        !Members.Has(evaluation.View, at, name) || Members.Has(evaluation.View, at, needed);
}

/// <summary>Looks for members by name.</summary>
internal static class Members
{
    public static bool Has(in JsonView view, int at, ReadOnlySpan<byte> name)
    {
        int end = view.Tokens[at].End;
        for (int member = at + 1; member < end; member = view.Tokens[member + 1].End)
        {
            using var text = new PlainText(view, member);
            if (text.Bytes.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }
}
