using System.Globalization;
using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.Prov;

/// <summary>
/// Writes a lineage as PROV-JSON: things are entities, training, testing and labelling are activities, organizations
/// are agents. What somebody else states stands in a bundle of its own, attributed to who states it.
/// </summary>
internal sealed class ProvWriter
{
    private const string DocumentId = "lineage:document";

    private readonly LineageDocument document;
    private readonly Utf8JsonWriter json;
    private readonly string serial;
    private readonly Dictionary<string, string> agents = new(StringComparer.Ordinal);
    private readonly (string Name, LineageStatement[] Edges)[] claims;
    private readonly ProvEntityWriter entities;
    private int relations;

    public ProvWriter(LineageDocument document, string serial, Utf8JsonWriter json)
    {
        this.document = document;
        this.json = json;
        this.serial = serial;
        entities = new ProvEntityWriter(document, json);
        claims =
        [
            .. document.Edges
                .SelectMany(edge => edge.Claims, (edge, claim) => (Edge: edge, Claim: claim))
                .Where(own => own.Claim.Claimant is not null)
                .GroupBy(own => own.Claim.Claimant!, StringComparer.Ordinal)
                .Select(own => (own.Key, own.Select(one => one.Edge with
                {
                    Method = one.Claim.Method,
                    Assurance = one.Claim.Assurance,
                }).ToArray())),
        ];
        foreach (string name in document.Entities.SelectMany(entity => entity.Organizations)
            .Select(claim => claim.Name)
            .Concat(claims.Select(own => own.Name))
            .Prepend(document.Author))
        {
            agents.TryAdd(name, Number("lineage:o", agents.Count));
        }
    }

    /// <summary>Writes the document; after each step it tells how many bytes are not flushed.</summary>
    public IEnumerable<int> Write()
    {
        json.WriteStartObject();
        WritePrefixes();
        foreach (int pending in Map("entity", Entities())
            .Concat(Map("activity", entities.Activities()))
            .Concat(Map("agent", Agents()))
            .Concat(Map("wasGeneratedBy", entities.Generations().Select(Relation)))
            .Concat(Map("used", entities.Usages().Select(Relation)))
            .Concat(Map("wasAssociatedWith", Associations().Select(Relation)))
            .Concat(Map("actedOnBehalfOf", Delegations().Select(Relation)))
            .Concat(Map("wasAttributedTo", Attributions().Select(Relation)))
            .Concat(Edges(document.Edges, hasMembership: true))
            .Concat(Bundles()))
        {
            yield return pending;
        }

        json.WriteEndObject();
    }

    internal static string Number(string prefix, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    private void WritePrefixes()
    {
        json.WriteStartObject("prefix");
        json.WriteString("lineage", $"urn:uuid:{serial}#");
        json.WriteString("aibom", "urn:x-aibom:");
        json.WriteEndObject();
    }

    /// <summary>Writes a map of records where there is one: each piece writes one member.</summary>
    private IEnumerable<int> Map(string name, IEnumerable<Action> members)
    {
        bool isOpen = false;
        foreach (Action member in members)
        {
            if (!isOpen)
            {
                json.WriteStartObject(name);
                isOpen = true;
            }

            member();
            yield return json.BytesPending;
        }

        if (isOpen)
        {
            json.WriteEndObject();
        }
    }

    private Action Relation(Action attributes) => () =>
    {
        json.WriteStartObject(Number("_:r", relations++));
        attributes();
        json.WriteEndObject();
    };

    private IEnumerable<Action> Entities()
    {
        yield return WriteDocument;
        foreach (int entity in Enumerable.Range(0, document.Entities.Length))
        {
            yield return () => entities.Write(entity);
        }

        foreach (int claim in Enumerable.Range(0, claims.Length))
        {
            yield return () =>
            {
                json.WriteStartObject(Number("lineage:claims", claim));
                entities.WriteType("prov:Bundle");
                json.WriteEndObject();
            };
        }
    }

    private void WriteDocument()
    {
        json.WriteStartObject(DocumentId);
        entities.WriteType("aibom:Export");
        foreach ((string name, string value) in OwnFacts.Of(document))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private IEnumerable<Action> Agents() => agents.Select(agent => (Action)(() =>
    {
        json.WriteStartObject(agent.Value);
        entities.WriteType("prov:Organization");
        json.WriteText("prov:label", agent.Key);
        json.WriteEndObject();
    }));

    private IEnumerable<Action> Associations() =>
        from entity in entities.Labeled
        from vendor in Organizations(entity, OrganizationRole.LabelingVendor)
        select (Action)(() =>
        {
            json.WriteString("prov:activity", ProvEntityWriter.LabelingOf(entity));
            json.WriteString("prov:agent", vendor);
        });

    private IEnumerable<Action> Delegations() =>
        from entity in entities.Labeled
        from vendor in Organizations(entity, OrganizationRole.LabelingVendor)
        from principal in Organizations(entity, OrganizationRole.LabelingPrincipal)
        select (Action)(() =>
        {
            json.WriteString("prov:delegate", vendor);
            json.WriteString("prov:responsible", principal);
            json.WriteString("prov:activity", ProvEntityWriter.LabelingOf(entity));
        });

    private IEnumerable<Action> Attributions()
    {
        yield return () => WriteAttribution(DocumentId, document.Author, OrganizationRole.Publisher);
        for (int claim = 0; claim < claims.Length; claim++)
        {
            int own = claim;
            yield return () => WriteAttribution(
                Number("lineage:claims", own), claims[own].Name, OrganizationRole.Publisher);
        }

        foreach (int entity in Enumerable.Range(0, document.Entities.Length))
        {
            foreach (OrganizationClaim claim in document.Entities[entity].Organizations
                .Where(claim => claim.Role is OrganizationRole.Producer
                    or OrganizationRole.Supplier
                    or OrganizationRole.Publisher)
                .DistinctBy(claim => (claim.Role, claim.Name)))
            {
                yield return () => WriteAttribution(ProvEntityWriter.IdOf(entity), claim.Name, claim.Role);
            }
        }
    }

    private void WriteAttribution(string entity, string organization, OrganizationRole role)
    {
        json.WriteString("prov:entity", entity);
        json.WriteString("prov:agent", agents[organization]);
        json.WriteString("aibom:role", Terms.Own(role));
    }

    /// <summary>
    /// What went into something is that from which it was derived; a part is a member. Other edges are influences, and
    /// say which.
    /// </summary>
    private IEnumerable<int> Edges(IReadOnlyCollection<LineageStatement> edges, bool hasMembership)
    {
        bool IsMember(LineageStatement edge) => hasMembership && edge.Kind is EdgeKind.Contains;
        return Map("wasDerivedFrom", edges.Where(edge => LineageCycles.IsLineage(edge.Kind))
                .Select(edge => Relation(() => WriteEdge(edge, "prov:generatedEntity", "prov:usedEntity"))))
            .Concat(Map("hadMember", edges.Where(IsMember).Select(edge => Relation(() =>
            {
                json.WriteString("prov:collection", ProvEntityWriter.IdOf(edge.Subject));
                json.WriteString("prov:entity", ProvEntityWriter.IdOf(edge.Object));
            }))))
            .Concat(Map("wasInfluencedBy", edges
                .Where(edge => !LineageCycles.IsLineage(edge.Kind) && !IsMember(edge))
                .Select(edge => Relation(() => WriteEdge(edge, "prov:influencee", "prov:influencer")))));
    }

    private void WriteEdge(LineageStatement edge, string subject, string source)
    {
        json.WriteString(subject, ProvEntityWriter.IdOf(edge.Subject));
        json.WriteString(source, ProvEntityWriter.IdOf(edge.Object));
        json.WriteString("aibom:edge", Terms.Own(edge.Kind));
        json.WriteString("aibom:assurance", Terms.Own(edge.Assurance));
        json.WriteText("aibom:method", edge.Method is { } method ? Terms.Own(method) : null);
        json.WriteText("aibom:role", edge.Role is { } role ? Terms.Own(role) : null);
    }

    private IEnumerable<int> Bundles()
    {
        if (claims.Length == 0)
        {
            yield break;
        }

        json.WriteStartObject("bundle");
        for (int claim = 0; claim < claims.Length; claim++)
        {
            json.WriteStartObject(Number("lineage:claims", claim));
            foreach (int pending in Edges(claims[claim].Edges, hasMembership: false))
            {
                yield return pending;
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private IEnumerable<string> Organizations(int entity, OrganizationRole role) => document.Entities[entity]
        .Organizations.Where(claim => claim.Role == role).Select(claim => agents[claim.Name])
        .Distinct(StringComparer.Ordinal);
}
