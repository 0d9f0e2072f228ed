using AiBom.GraphQL.Types;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage.Reads;

namespace AiBom.Server.Schema;

/// <summary>The kinds of entities, with the fields that only they have.</summary>
internal static class EntityTypes
{
    public static void Declare(SchemaTypes types)
    {
        EntityFields.Declare(types);
        EntityFields.Declare(types, types.ModelVersion);
        EntityFields.Declare(types, types.DatasetVersion);
        EntityFields.Declare(types, types.LabelSet);
        EntityFields.Declare(types, types.AiSystemVersion);
        EntityFields.Declare(types, types.SoftwareComponent);
        DeclareCompleteness(types, types.ModelVersion);
        DeclareCompleteness(types, types.DatasetVersion);
        DeclareFiles(types, types.ModelVersion);
        DeclareFiles(types, types.DatasetVersion);
        DeclareModel(types);
        DeclareLabelSet(types);
        DeclareConflict(types);
        types.Entities.Connection.Field(
            "totalCount", "The length of the whole list, where it is known.", Scalars.Int, page => page.TotalCount);
    }

    private static void DeclareCompleteness<T>(SchemaTypes types, ObjectType<T> type)
        where T : Entity
    {
        type.Field(
            "ancestorsCompleteness",
            "How complete its ancestors are said to be.",
            types.Enums.Completeness.NonNull(),
            entity => entity.Ancestors);
        type.Field(
            "trainingDataCompleteness",
            "How complete its training data are said to be.",
            types.Enums.Completeness.NonNull(),
            entity => entity.TrainingData);
        type.Field(
            "labelsCompleteness",
            "How complete its label sets are said to be.",
            types.Enums.Completeness.NonNull(),
            entity => entity.Labels);
    }

    private static void DeclareFiles<T>(SchemaTypes types, ObjectType<T> type)
        where T : Entity =>
        type.Field(
            "files", "Its files, as each document declares them.", types.Documents.File.NonNull().List().NonNull())
            .ResolveBatch((context, entities) => EntityFields.ByMembersAsync(
                context, entities, (reads, ids, token) => reads.Documents.FilesAsync(ids, token)));

    private static void DeclareModel(SchemaTypes types) =>
        types.ModelVersion.Field(
            "deployments",
            "Where and when it ran, earliest first.",
            types.Deployments.Interval.NonNull().List().NonNull())
            .ResolveBatch((context, models) => EntityFields.ByMembersAsync(
                context, models, (reads, ids, token) => reads.Deployments.OfModelsAsync(ids, token)));

    private static void DeclareLabelSet(SchemaTypes types)
    {
        types.LabelSet.Field(
            "labelings", "Who made it and when, by each document's word.", types.Labeling.NonNull().List().NonNull())
            .ResolveBatch((context, labelSets) => EntityFields.ByMembersAsync(
                context, labelSets, (reads, ids, token) => reads.Documents.LabelingsAsync(ids, token)));

        ObjectType<LabelingRecord> labeling = types.Labeling;
        labeling.Field("labelSet", "What was made.", types.Entity.NonNull()).ResolveEntity(record => record.EntityId);
        labeling.Field("from", "When the labelling began.", Scalars.DateTime, record => record.From);
        labeling.Field("until", "When it ended.", Scalars.DateTime, record => record.Until);
        labeling.Field("vendors", "Who made the labels.", types.Organizations.ClaimList, record => record.Vendors);
        labeling.Field(
            "principals",
            "In whose name the vendor worked.",
            types.Organizations.ClaimList,
            record => record.Principals);
        labeling.Field("aibom", "The document that says so.", types.Documents.Aibom.NonNull())
            .ResolveSubmission(record => record.Submission);
    }

    private static void DeclareConflict(SchemaTypes types)
    {
        ObjectType<IdentityConflict> conflict = types.IdentityConflict;
        conflict.Field("candidate", "What the key is said to name.", types.Entity.NonNull())
            .ResolveEntity(own => own.Candidate);
        conflict.Field(
            "assurance", "The best statement that says so.", types.Enums.Assurance.NonNull(), own => own.Assurance);
        conflict.Field(
            "isChosen",
            "Whether the key is read as naming it; for an ambiguous key none is.",
            Scalars.Boolean.NonNull(),
            own => own.IsChosen);
    }
}
