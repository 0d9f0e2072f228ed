using System.Globalization;
using System.Text.Json;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Writes a lineage as SPDX 3.0.1: a package for each thing, a relationship for each edge, and our properties for what
/// the standard has no field for. SPDX has no citations: who else states an edge is a record in its properties.
/// </summary>
internal sealed class SpdxWriter(LineageDocument document, string serial, Utf8JsonWriter json)
{
    private const string Context = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld";
    private const string CreationInfo = "_:creation";
    private const string NoneElement = "https://spdx.org/rdf/3.0.1/terms/Core/NoneElement";
    private const string NoAssertionElement = "https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement";

    private readonly ElementWriter elements = new(document, serial, json);
    private int relationships;

    /// <summary>Writes the document; after each step it tells how many bytes are not flushed.</summary>
    public IEnumerable<int> Write()
    {
        json.WriteStartObject();
        json.WriteString("@context", Context);
        json.WriteStartArray("@graph");
        WriteCreationInfo();
        WriteDocument();
        foreach ((string name, string id) in elements.Organizations)
        {
            json.WriteStartObject();
            StartElement("Organization", id);
            json.WriteText("name", name);
            json.WriteEndObject();
            yield return json.BytesPending;
        }

        for (int entity = 0; entity < document.Entities.Length; entity++)
        {
            json.WriteStartObject();
            StartElement(ElementWriter.ClassOf(document.Entities[entity].Kind), elements.IdOf(entity));
            elements.Write(entity);
            json.WriteEndObject();
            WriteAgents(entity);
            yield return json.BytesPending;
        }

        foreach (IGrouping<(int Subject, EdgeKind Kind), LineageStatement> alike in document.Edges
            .Where(edge => TypeOf(edge.Kind) is not null)
            .GroupBy(edge => (edge.Subject, edge.Kind)))
        {
            foreach (LineageStatement edge in alike)
            {
                WriteEdge(edge, [.. alike]);
                yield return json.BytesPending;
            }
        }

        foreach ((int entity, EdgeKind kind, string target) in Silences())
        {
            StartRelationship(elements.IdOf(entity), TypeOf(kind)!, target);
            json.WriteEndObject();
            yield return json.BytesPending;
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>The relationship that is an edge; null where our property on the element is.</summary>
    private static string? TypeOf(EdgeKind kind) => kind switch
    {
        EdgeKind.DerivedFrom => RelationshipTypes.DescendantOf,
        EdgeKind.TrainedOn => RelationshipTypes.TrainedOn,
        EdgeKind.TestedOn => RelationshipTypes.TestedOn,
        EdgeKind.GeneratedWith => RelationshipTypes.Generates,
        EdgeKind.Contains => RelationshipTypes.Contains,
        EdgeKind.DependsOn => RelationshipTypes.DependsOn,
        _ => null,
    };

    private void WriteCreationInfo()
    {
        json.WriteStartObject();
        json.WriteString("type", Classes.CreationInfo);
        json.WriteString("@id", CreationInfo);
        json.WriteString("specVersion", "3.0.1");
        json.WriteString("created", ElementWriter.Seconds(document.Timestamp));
        json.WriteTexts("createdBy", [elements.Organizations[0].Id]);
        json.WriteEndObject();
    }

    /// <summary>
    /// The document is about its roots: the first is its subject, the others are what it describes beside that and of
    /// which it has no lineage to tell.
    /// </summary>
    private void WriteDocument()
    {
        HashSet<int> derived = [.. document.Edges.Select(edge => edge.Subject)];
        json.WriteStartObject();
        StartElement(Classes.Document, elements.IdOf("document"));
        elements.WriteProperties(OwnFacts.Of(document));
        json.WriteTexts("profileConformance", ["core", "software", "ai", "dataset", "extension"]);
        json.WriteTexts(
            "rootElement",
            [
                .. Enumerable.Range(0, document.Entities.Length)
                    .Where(entity => entity == 0
                        || (document.Entities[entity].IsDescribed && !derived.Contains(entity)))
                    .Select(elements.IdOf),
            ]);
        json.WriteEndObject();
    }

    private void WriteEdge(LineageStatement edge, LineageStatement[] alike)
    {
        bool isReversed = edge.Kind is EdgeKind.GeneratedWith;
        string subject = elements.IdOf(edge.Subject);
        string source = elements.IdOf(edge.Object);
        StartRelationship(isReversed ? source : subject, TypeOf(edge.Kind)!, isReversed ? subject : source);
        if (CompletenessOf(edge, alike.Length) is { } completeness)
        {
            json.WriteString("completeness", completeness);
        }

        elements.WriteProperties(ElementWriter.PropertiesOf(edge, IsOneOfSeveral(edge, alike)));
        json.WriteEndObject();
    }

    private bool IsOneOfSeveral(LineageStatement edge, LineageStatement[] alike)
    {
        EntityKind kind = document.Entities[edge.Subject].Kind;
        return alike.Length > 1 && alike.Count(own => document.Entities[own.Object].Kind == kind) > 1;
    }

    /// <summary>One relationship of several is not the complete list, even where all of them are.</summary>
    private string? CompletenessOf(LineageStatement edge, int alike) =>
        RelationOf(edge.Kind) is not { } relation ? null : (Said(edge.Subject, relation), alike) switch
        {
            (Completeness.Complete, 1) => "complete",
            (Completeness.Incomplete, _) => "incomplete",
            _ => null,
        };

    private static CompletenessRelation? RelationOf(EdgeKind kind) => kind switch
    {
        EdgeKind.DerivedFrom => CompletenessRelation.Ancestors,
        EdgeKind.TrainedOn => CompletenessRelation.TrainingData,
        _ => null,
    };

    private Completeness? Said(int entity, CompletenessRelation relation) =>
        document.Entities[entity].Completeness.FirstOrDefault(claim => claim.Relation == relation)?.Completeness;

    /// <summary>That there is nothing, or that nobody says whether there is.</summary>
    private IEnumerable<(int Entity, EdgeKind Kind, string Target)> Silences()
    {
        var told = document.Edges.Select(edge => (edge.Subject, edge.Kind)).ToHashSet();
        for (int entity = 0; entity < document.Entities.Length; entity++)
        {
            foreach (EdgeKind kind in (EdgeKind[])[EdgeKind.DerivedFrom, EdgeKind.TrainedOn])
            {
                string? target = Said(entity, RelationOf(kind)!.Value) switch
                {
                    Completeness.Complete when !told.Contains((entity, kind)) => NoneElement,
                    Completeness.Unknown => NoAssertionElement,
                    _ => null,
                };
                if (target is not null
                    && (kind is EdgeKind.DerivedFrom || document.Entities[entity].Kind is EntityKind.Model))
                {
                    yield return (entity, kind, target);
                }
            }
        }
    }

    /// <summary>Publishers, and suppliers beyond the one for which a package has a field.</summary>
    private void WriteAgents(int entity)
    {
        string[] publishers = [.. elements.AgentsOf(entity, OrganizationRole.Publisher)];
        string[] suppliers = [.. elements.AgentsOf(entity, OrganizationRole.Supplier).Skip(1)];
        foreach ((string type, string[] agents) in new[]
        {
            (RelationshipTypes.PublishedBy, publishers), (RelationshipTypes.AvailableFrom, suppliers),
        })
        {
            if (agents.Length > 0)
            {
                StartRelationship(elements.IdOf(entity), type, agents);
                json.WriteEndObject();
            }
        }
    }

    private void StartRelationship(string from, string type, params string[] to)
    {
        json.WriteStartObject();
        string number = (relationships++).ToString(CultureInfo.InvariantCulture);
        StartElement(Classes.Relationship, elements.IdOf($"r{number}"));
        json.WriteString("from", from);
        json.WriteString("relationshipType", type);
        json.WriteTexts("to", to);
    }

    private void StartElement(string type, string id)
    {
        json.WriteString("type", type);
        json.WriteString("spdxId", id);
        json.WriteString("creationInfo", CreationInfo);
    }
}
