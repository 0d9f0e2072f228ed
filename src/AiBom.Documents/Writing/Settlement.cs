using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.Writing;

/// <summary>Brings a lineage into a shape that every format can state and every reader takes.</summary>
internal static class Settlement
{
    private static readonly Digest NoDocument = Digest.Of([]);

    public static LineageDocument Of(LineageDocument document)
    {
        ImmutableArray<DeclaredEntity> entities = Distinguish(document.Entities);
        LineageStatement[] edges =
        [
            .. document.Edges.Select(Normalize)
                .DistinctBy(edge => (edge.Subject, edge.Kind, edge.Object, edge.Role))
                .OrderBy(edge => edge.Subject)
                .ThenBy(edge => edge.Kind)
                .ThenBy(edge => edge.Object)
                .ThenBy(edge => edge.Role),
        ];
        var used = edges
            .Where(edge => edge.Kind is EdgeKind.TrainedOn or EdgeKind.TestedOn)
            .Select(edge => (edge.Subject, edge.Object))
            .ToHashSet();
        ILookup<bool, LineageStatement> byForm = edges.ToLookup(edge => HasForm(edge, entities, used));
        HashSet<LineageStatement> closing = [.. ClosingEdges.Of(entities, [.. byForm[true]])];
        LeftOutEdge[] leftOut =
        [
            .. byForm[false].Select(edge => new LeftOutEdge(edge, LeftOutReason.NoForm)),
            .. byForm[true].Where(closing.Contains).Select(edge => new LeftOutEdge(edge, LeftOutReason.Cycle)),
        ];
        return document with
        {
            Entities = Admit(entities, leftOut),
            Edges = [.. byForm[true].Where(edge => !closing.Contains(edge))],
            LeftOut = [.. document.LeftOut, .. leftOut],
        };
    }

    /// <summary>
    /// A name joins nothing. Where two things without a better key would read as one, the later loses its version,
    /// and is then known within this document only.
    /// </summary>
    private static ImmutableArray<DeclaredEntity> Distinguish(ImmutableArray<DeclaredEntity> entities)
    {
        var names = new HashSet<(EntityKind, string)>();
        return
        [
            .. entities.Select(entity =>
                IsKnownByName(entity) && !names.Add((entity.Kind, entity.QualifiedNameAndVersion()))
                    ? entity with { Version = null }
                    : entity),
        ];
    }

    private static bool IsKnownByName(DeclaredEntity entity) =>
        entity is { Name.Length: > 0, Version.Length: > 0 }
        && entity.Keys("", NoDocument).All(key => key.Scheme is IdentityScheme.Name);

    /// <summary>Methods and roles where they belong; without a role the data were for training, or for tests.</summary>
    private static LineageStatement Normalize(LineageStatement edge) => edge with
    {
        Method = edge.Kind is EdgeKind.DerivedFrom ? edge.Method : null,
        Role = edge.Kind switch
        {
            EdgeKind.TrainedOn or EdgeKind.TestedOn =>
                edge.Role is { } role && Terms.EdgeOf(role) == edge.Kind ? role : DefaultRole(edge.Kind),
            _ => null,
        },
    };

    private static DatasetRole DefaultRole(EdgeKind kind) =>
        kind is EdgeKind.TestedOn ? DatasetRole.Testing : DatasetRole.Training;

    private static bool HasForm(
        LineageStatement edge, ImmutableArray<DeclaredEntity> entities, HashSet<(int Subject, int Object)> used)
    {
        (EntityKind subject, EntityKind source) = (entities[edge.Subject].Kind, entities[edge.Object].Kind);
        bool isData = source is EntityKind.Dataset or EntityKind.LabelSet;
        return edge.Subject != edge.Object && edge.Kind switch
        {
            EdgeKind.DerivedFrom => Derivations.EdgeOf(subject, source) is EdgeKind.DerivedFrom,
            EdgeKind.TrainedOn or EdgeKind.TestedOn => subject is EntityKind.Model && isData,
            EdgeKind.LabeledWith => (subject, source) is (EntityKind.Dataset, EntityKind.LabelSet),
            EdgeKind.GeneratedWith =>
                subject is EntityKind.Dataset or EntityKind.LabelSet && source is EntityKind.Model,
            EdgeKind.Supersedes => true,

            // What a model was trained on is read as no part of it.
            EdgeKind.Contains => !used.Contains((edge.Subject, edge.Object)),
            EdgeKind.DependsOn => Derivations.EdgeOfDependency(subject, source) is EdgeKind.DependsOn,
            _ => false,
        };
    }

    /// <summary>What lost an edge is not listed completely, whatever was said of it.</summary>
    private static ImmutableArray<DeclaredEntity> Admit(ImmutableArray<DeclaredEntity> entities, LeftOutEdge[] leftOut)
    {
        DeclaredEntity[] admitted = [.. entities];
        foreach ((int entity, CompletenessRelation? relation) in leftOut
            .Select(own => (own.Edge.Subject, RelationOf(own.Edge.Kind))))
        {
            if (relation is { } lost)
            {
                admitted[entity] = admitted[entity].WithIncomplete(lost);
            }
        }

        return [.. admitted];
    }

    private static CompletenessRelation? RelationOf(EdgeKind kind) => kind switch
    {
        EdgeKind.DerivedFrom => CompletenessRelation.Ancestors,
        EdgeKind.TrainedOn => CompletenessRelation.TrainingData,
        EdgeKind.LabeledWith => CompletenessRelation.Labels,
        _ => null,
    };
}
