using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>Reads who made, supplied or published an element, and in whose name the document speaks.</summary>
internal static class AgentReader
{
    /// <summary>The most bytes of an agent's name; of one with a longer name the identifier is taken.</summary>
    private const int LongestName = 500;

    /// <summary>The claims that an element itself makes, each once.</summary>
    public static ImmutableArray<OrganizationClaim> ClaimsOf(ElementEntry entry, Graph graph)
    {
        Part part = entry.Node.Part;
        var claims = new List<OrganizationClaim>();
        Add(claims, graph, part, "originatedBy", isList: true, OrganizationRole.Producer);
        Add(claims, graph, part, "suppliedBy", isList: false, OrganizationRole.Supplier);
        claims.AddRange(OwnProperties.Organizations(entry));
        return claims.Count < 2 ? [.. claims] : [.. claims.DistinctBy(claim => (claim.Role, claim.Name))];
    }

    /// <summary>
    /// The name of an agent; the identifier where nothing in the document has it, and the text itself where a tool
    /// writes a name in the place of one.
    /// </summary>
    public static string? NameOf(Target agent, Graph graph)
    {
        if (agent.IsNone || agent.IsNoAssertion)
        {
            return null;
        }

        if (agent.Node is { } node)
        {
            // One agent may be named by any number of things.
            return node.Part.Text("name", LongestName) ?? FindingLimits.Cut(node.Id);
        }

        if (!agent.Id.Contains(':', StringComparison.Ordinal))
        {
            graph.Report.Warn(
                FindingCodes.FormTolerated,
                agent.At,
                "An agent is referred to by its identifier; the text was read as its name.",
                "an IRI",
                agent.Id);
        }

        return agent.Id;
    }

    /// <summary>
    /// In whose name the document speaks: the first organization that created it, else the first person or other agent
    /// that did, else who supplies what it is about, else from whom that came. A program speaks for nobody.
    /// </summary>
    public static string? PublisherOf(Part? creationInfo, DeclaredEntity? subject, Graph graph)
    {
        Target[] creators = creationInfo is { } info ? [.. graph.Targets(info, "createdBy", isList: true)] : [];
        Target? creator = creators.FirstOrDefault(agent => agent.Node?.Class is Classes.Organization)
            ?? creators.FirstOrDefault(agent => agent.Node?.Class is Classes.Person or Classes.Agent)
            ?? creators.FirstOrDefault(agent => agent.Node is null);
        return (creator is null ? null : NameOf(creator, graph))
            ?? Claimed(subject, OrganizationRole.Supplier)
            ?? Claimed(subject, OrganizationRole.Producer);
    }

    private static string? Claimed(DeclaredEntity? entity, OrganizationRole role) =>
        entity?.Organizations.FirstOrDefault(claim => claim.Role == role)?.Name;

    private static void Add(
        List<OrganizationClaim> claims, Graph graph, Part part, string field, bool isList, OrganizationRole role)
    {
        foreach (Target agent in graph.Targets(part, field, isList))
        {
            if (NameOf(agent, graph) is { } name)
            {
                claims.Add(new OrganizationClaim(role, name, agent.At.ToString()));
            }
        }
    }
}
