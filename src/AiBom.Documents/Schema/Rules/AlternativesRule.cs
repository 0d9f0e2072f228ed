namespace AiBom.Documents.Schema.Rules;

/// <summary><c>anyOf</c> and <c>oneOf</c>.</summary>
/// <param name="schemas">The alternatives.</param>
/// <param name="isExclusive">Whether exactly one must hold.</param>
/// <param name="none">What is said where none holds and none came nearer than the others.</param>
/// <param name="several">What is said where more than one holds.</param>
internal sealed class AlternativesRule(SchemaNode[] schemas, bool isExclusive, Complaint none, Complaint several) : Rule
{
    public override JsonTypes AppliesTo => JsonTypes.All;

    public override IEnumerable<SchemaNode> InPlace => schemas;

    public override bool Holds(ref Evaluation evaluation, int at, Marks? marks)
    {
        int count = 0;
        foreach (SchemaNode schema in schemas)
        {
            Marks? trial = marks is null ? null : new Marks(marks.Count);
            if (!schema.Holds(ref evaluation, at, trial))
            {
                continue;
            }

            count++;
            if (trial is not null)
            {
                marks!.Add(trial);
            }

            if (isExclusive ? count > 1 : marks is null)
            {
                break;
            }
        }

        return isExclusive ? count == 1 : count > 0;
    }

    public override void Explain(ref Evaluation evaluation, int at, Explanation why)
    {
        int count = 0;
        foreach (SchemaNode schema in schemas)
        {
            count += schema.Holds(ref evaluation, at) ? 1 : 0;
        }

        if (count > 1 && isExclusive)
        {
            why.Add(ref evaluation, several, at);
        }
        else if (count == 0 && why.LooksInside)
        {
            ExplainNearest(ref evaluation, at, why);
        }
        else if (count == 0)
        {
            why.Add(ref evaluation, none, at);
        }
    }

    // All reasons of all alternatives are more than anybody reads: those of the alternative that came nearest will do.
    private void ExplainNearest(ref Evaluation evaluation, int at, Explanation why)
    {
        var distances = new Distance[schemas.Length];
        int nearest = 0;
        for (int index = 0; index < schemas.Length; index++)
        {
            distances[index] = new Distance();
            schemas[index].Explain(ref evaluation, at, distances[index]);
            nearest = distances[index].IsLessThan(distances[nearest]) ? index : nearest;
        }

        if (schemas.Length == 1 || distances[nearest].IsMeant)
        {
            schemas[nearest].Explain(ref evaluation, at, why);
            return;
        }

        IEnumerable<string> expected = distances.Select(distance => distance.First?.Expected).OfType<string>();
        string any = string.Join("; or ", expected.Distinct(StringComparer.Ordinal));
        why.Add(ref evaluation, new Complaint(none.Location, none.Message, any), at);
    }
}
