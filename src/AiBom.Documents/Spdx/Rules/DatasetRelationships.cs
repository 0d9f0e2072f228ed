using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// <c>trainedOn</c> and <c>testedOn</c>, and <c>pretrainedOn</c>, <c>finetunedOn</c>, <c>validatedOn</c>,
/// <c>evaluatedOn</c> of the 3.1 draft. What the data were for is told by the draft's type, else by our property: on
/// the relationship, on the model for that dataset, or on the dataset. A model that was trained on a model, as the
/// draft's examples write it, was derived from it.
/// </summary>
internal static class DatasetRelationships
{
    private const string Rule = "spdx:trained-or-tested-on";

    /// <summary>What a type of relationship says that data were for; null where it says nothing of data.</summary>
    public static DatasetRole? RoleOf(string type) => type switch
    {
        RelationshipTypes.TrainedOn or RelationshipTypes.PretrainedOn => DatasetRole.Training,
        RelationshipTypes.FinetunedOn => DatasetRole.FineTuning,
        RelationshipTypes.ValidatedOn => DatasetRole.Validation,
        RelationshipTypes.TestedOn or RelationshipTypes.EvaluatedOn => DatasetRole.Testing,
        _ => null,
    };

    public static void Read(Graph graph)
    {
        foreach (Relationship relationship in graph.Relationships)
        {
            if (RoleOf(relationship.Type) is { } role)
            {
                foreach ((End model, End data, Pointer at) in
                    relationship.Ends(graph, EntityKind.Model, EntityKind.Dataset))
                {
                    Relate(graph, relationship, role, model, data, at);
                }
            }
        }
    }

    private static void Relate(
        Graph graph, Relationship relationship, DatasetRole role, End model, End data, Pointer at)
    {
        EntityKind kind = graph.Entities[data.Entity].Kind;
        if (graph.Entities[model.Entity].Kind is not EntityKind.Model
            || kind is not (EntityKind.Model or EntityKind.Dataset or EntityKind.LabelSet))
        {
            graph.Report.Warn(
                FindingCodes.ValueInvalid,
                at,
                "A model is trained or tested on data; the relationship was left out.",
                "Model to Dataset",
                $"{graph.Entities[model.Entity].Kind} to {kind}");
            return;
        }

        if (kind is EntityKind.Model)
        {
            DerivationMethod? method = relationship.Method(graph)
                ?? (role is DatasetRole.FineTuning ? DerivationMethod.FineTuning : null);
            if (Terms.EdgeOf(role) is EdgeKind.TrainedOn)
            {
                graph.Relate(model.Entity, EdgeKind.DerivedFrom, data.Entity, at, Reading.Inferred, Rule, method);
            }

            return;
        }

        bool isLifted = model.IsLifted || data.IsLifted;
        foreach (DatasetRole use in RolesOf(graph, relationship, role, model, data))
        {
            graph.Relate(
                model.Entity,
                Terms.EdgeOf(use),
                data.Entity,
                at,
                isLifted ? Reading.Inferred : Reading.Declared,
                Rule,
                role: use);
        }
    }

    /// <summary>The uses that fit the relationship: our property does not turn a test into training.</summary>
    private static DatasetRole[] RolesOf(
        Graph graph, Relationship relationship, DatasetRole role, End model, End data)
    {
        if (relationship.Type is not (RelationshipTypes.TrainedOn or RelationshipTypes.TestedOn))
        {
            return [role];
        }

        string? dataset = data.Entry?.Node.Part.Text("spdxId");
        IEnumerable<IEnumerable<DatasetRole>> places =
        [
            relationship.Roles(graph),
            OwnProperties.Roles(model.Entry?.Properties[$"{AibomProperties.DatasetRole}:{dataset}"] ?? [], graph),
            data.Entry is { } entry ? graph.WordsOf(entry).Roles : [],
        ];
        DatasetRole[] own = places
            .Select(roles => roles.Where(use => Terms.EdgeOf(use) == Terms.EdgeOf(role)).ToArray())
            .FirstOrDefault(roles => roles.Length > 0) ?? [];
        return own.Length > 0 ? own : [role];
    }
}
