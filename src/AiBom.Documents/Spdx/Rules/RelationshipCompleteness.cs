using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>completeness</c> of a relationship: of <c>descendantOf</c> it is that of the ancestors, of <c>trainedOn</c> and
/// the draft's kinds of it that of the training data, of a run's <c>hasInput</c> that of both for what the run wrote.
/// Of <c>dependsOn</c> only the worse counts, for both: that all dependencies are listed does not say that an ancestor
/// would be among them. <c>NoneElement</c> says that there is nothing, <c>NoAssertionElement</c> that the maker does
/// not say. Of several for one entity the worse counts; our own properties go before.
/// </summary>
internal static class RelationshipCompleteness
{
    public static void Read(Graph graph)
    {
        var worst = new Dictionary<(int Entity, CompletenessRelation Relation), Claim>();
        var ofRuns = new Dictionary<Node, Claim>();
        foreach (Relationship relationship in graph.Relationships)
        {
            if (ClaimOf(relationship) is not { } completeness || relationship.From.Node is not { } node)
            {
                continue;
            }

            var claim = new Claim(completeness, relationship.Part.At.ToString());
            if (relationship.Type is RelationshipTypes.HasInput)
            {
                TakeWorse(ofRuns, node, claim);
            }
            else if (graph.EntryOf(node)?.Entity is { } entity)
            {
                foreach (CompletenessRelation relation in RelationsOf(relationship.Type, completeness))
                {
                    TakeWorse(worst, (entity, relation), claim);
                }
            }
        }

        foreach (IGrouping<Node, Relationship> run in BuildRuns.RunsOf(graph))
        {
            if (ofRuns.TryGetValue(run.Key, out Claim? claim))
            {
                foreach (int output in BuildRuns.OutputsOf(graph, run))
                {
                    TakeWorse(worst, (output, CompletenessRelation.Ancestors), claim);
                    TakeWorse(worst, (output, CompletenessRelation.TrainingData), claim);
                }
            }
        }

        Apply(graph, worst);
    }

    private static void Apply(Graph graph, Dictionary<(int Entity, CompletenessRelation Relation), Claim> claims)
    {
        foreach (((int entity, CompletenessRelation relation), Claim claim) in claims)
        {
            DeclaredEntity declared = graph.Entities[entity];
            if (declared.Kind is EntityKind.Model or EntityKind.Dataset or EntityKind.LabelSet
                && declared.Completeness.All(own => own.Relation != relation))
            {
                var read = new CompletenessClaim(relation, claim.Completeness, claim.At);
                graph.Change(entity, own => own with { Completeness = [.. own.Completeness, read] });
            }
        }
    }

    private static void TakeWorse<T>(Dictionary<T, Claim> claims, T key, Claim claim)
        where T : notnull
    {
        if (!claims.TryGetValue(key, out Claim? known) || known.Completeness < claim.Completeness)
        {
            claims[key] = claim;
        }
    }

    private static Completeness? ClaimOf(Relationship relationship)
    {
        if (relationship.To.Any(target => target.IsNoAssertion))
        {
            return Completeness.Unknown;
        }

        return relationship.To.All(target => target.IsNone) ? Completeness.Complete : relationship.Completeness;
    }

    private static CompletenessRelation[] RelationsOf(string type, Completeness completeness) => type switch
    {
        RelationshipTypes.DescendantOf => [CompletenessRelation.Ancestors],
        RelationshipTypes.TrainedOn or RelationshipTypes.PretrainedOn or RelationshipTypes.FinetunedOn =>
            [CompletenessRelation.TrainingData],
        RelationshipTypes.DependsOn when completeness is not Completeness.Complete =>
            [CompletenessRelation.Ancestors, CompletenessRelation.TrainingData],
        _ => [],
    };

    private sealed record Claim(Completeness Completeness, string At);
}
