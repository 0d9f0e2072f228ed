using AiBom.GraphQL.Types;

namespace AiBom.Server.Schema;

/// <summary>The GraphQL schema of the service; <c>schemas/aibom.graphql</c> is its exported text.</summary>
internal static class AibomSchema
{
    /// <summary>Builds the schema. Everything in it has a description, or the start fails.</summary>
    public static GraphQL.Types.Schema Build()
    {
        var builder = new SchemaBuilder(
            "The record of AI supply chains: who made what from what, on whose word, how far proved, "
            + "and what runs where.")
        {
            RequireDescriptions = true,
        };
        var types = new SchemaTypes(builder);
        EntityQueries.Declare(types);
        LineageQueries.Declare(types);
        ImpactQuery.Declare(types);
        EntityTypes.Declare(types);
        types.SameAs.Declare(types);
        types.Organizations.Declare(types);
        types.Documents.Declare(types);
        types.Declarations.Declare(types);
        types.Attestations.Declare(types);
        types.Deployments.Declare(types);
        types.Errors.Declare(types);
        types.Lineage.Declare(types);
        types.Advisories.Declare(types);
        types.Impact.Declare(types);
        types.Policies.Declare(types);
        types.Gates.Declare(types);
        GateQueries.Declare(types);
        IntegrityTypes.Declare(types);
        VersionTypes.Declare(types);
        DiffQuery.Declare(types);
        ConflictQueries.Declare(types);
        IngestMutation.Declare(types);
        RegisterMutations.Declare(types);
        IdentityMutations.Declare(types);
        OperationMutations.Declare(types);
        Subscriptions.Declare(types);
        return builder.Build();
    }
}
