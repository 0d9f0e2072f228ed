using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary><c>publishedBy</c>, and <c>availableFrom</c> for further suppliers: parts in an entity.</summary>
internal static class AgentRelationships
{
    public static void Read(Graph graph)
    {
        ILookup<int, OrganizationClaim> claims = graph.Relationships
            .Where(relationship => RoleOf(relationship.Type) is not null && relationship.From.Node is not null)
            .SelectMany(relationship => ClaimsOf(relationship, graph))
            .ToLookup(claim => claim.Entity, claim => claim.Claim);
        foreach (IGrouping<int, OrganizationClaim> entity in claims)
        {
            graph.Change(entity.Key, own => own with
            {
                Organizations =
                    [.. own.Organizations.Concat(entity).DistinctBy(claim => (claim.Role, claim.Name))],
            });
        }
    }

    private static OrganizationRole? RoleOf(string type) => type switch
    {
        RelationshipTypes.PublishedBy => OrganizationRole.Publisher,
        RelationshipTypes.AvailableFrom => OrganizationRole.Supplier,
        _ => null,
    };

    private static IEnumerable<(int Entity, OrganizationClaim Claim)> ClaimsOf(Relationship relationship, Graph graph)
    {
        if (graph.EntryOf(relationship.From.Node!)?.Entity is not { } entity)
        {
            yield break;
        }

        foreach (Target agent in relationship.To)
        {
            if (AgentReader.NameOf(agent, graph) is { } name)
            {
                yield return (
                    entity, new OrganizationClaim(RoleOf(relationship.Type)!.Value, name, agent.At.ToString()));
            }
        }
    }
}
