using AiBom.Documents;
using AiBom.Domain;
using AiBom.Lineage;

namespace AiBom.Registry.Exports;

/// <summary>
/// What a document does not list because the answer does not have it. Somebody's word that all is listed is not
/// repeated of a list that was cut: it becomes incomplete.
/// </summary>
internal sealed class ExportGaps(ExportQuestion question, AnswerCompleteness completeness)
{
    private static readonly (CompletenessRelation Relation, EdgeKind Edge)[] Relations =
    [
        (CompletenessRelation.Ancestors, EdgeKind.DerivedFrom),
        (CompletenessRelation.TrainingData, EdgeKind.TrainedOn),
        (CompletenessRelation.Labels, EdgeKind.LabeledWith),
    ];

    /// <summary>The thing as it is to be written.</summary>
    public DeclaredEntity Admit(DeclaredEntity entity, LineageNode node)
    {
        foreach ((CompletenessRelation relation, EdgeKind edge) in Relations)
        {
            if (Has(entity.Kind, relation) && MayMiss(node, edge))
            {
                entity = entity.WithIncomplete(relation);
            }
        }

        return entity;
    }

    /// <summary>Whether the answer may lack edges of that kind from there.</summary>
    private bool MayMiss(LineageNode node, EdgeKind edge) =>
        question.Direction is Direction.Downstream
        || completeness.ExcludedByAssurance > 0
        || !question.EdgeKinds.Contains(edge)
        || completeness.TruncatedBy switch
        {
            null => false,
            Truncation.Depth => node.Distance >= completeness.DepthReached,
            _ => true,
        };

    private static bool Has(EntityKind kind, CompletenessRelation relation) => relation switch
    {
        CompletenessRelation.TrainingData => kind is EntityKind.Model,
        CompletenessRelation.Labels => kind is EntityKind.Dataset,
        _ => kind is EntityKind.Model or EntityKind.Dataset or EntityKind.LabelSet,
    };
}
