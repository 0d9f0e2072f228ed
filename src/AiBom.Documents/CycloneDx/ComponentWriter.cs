using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Writes a component with its edges. An ancestor or a part is a whole component in CycloneDX; here it bears the keys
/// of the thing and a BOM-Link to where this document describes it.
/// </summary>
internal sealed class ComponentWriter(
    LineageDocument document, string link, CitationWriter citations, Utf8JsonWriter json)
{
    private readonly ILookup<int, LineageStatement> edges = document.Edges.ToLookup(edge => edge.Subject);
    private readonly ILookup<int, LeftOutEdge> leftOut = document.LeftOut.ToLookup(own => own.Edge.Subject);

    /// <summary>Writes properties where there are any.</summary>
    public static void WriteProperties(Utf8JsonWriter json, IEnumerable<(string Name, string Value)> properties)
    {
        bool isOpen = false;
        foreach ((string name, string value) in properties)
        {
            if (!isOpen)
            {
                json.WriteStartArray("properties");
                isOpen = true;
            }

            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", value);
            json.WriteEndObject();
        }

        if (isOpen)
        {
            json.WriteEndArray();
        }
    }

    public void Write(int entity)
    {
        DeclaredEntity declared = document.Entities[entity];
        string at = entity == 0 ? "/metadata/component" : $"/components/{entity - 1}";
        json.WriteStartObject();
        WriteIdentity(declared, BomWriter.RefOf(entity));
        WriteOrganizations(declared);
        json.WriteText("description", declared.Description);
        WriteLinked("components", entity, EdgeKind.Contains, $"{at}/components");
        WritePedigree(entity, declared, at);
        if (declared.Kind is EntityKind.Model)
        {
            WriteModelCard(entity, declared, $"{at}/modelCard");
        }
        else if (declared is { IsDescribed: true, Kind: EntityKind.Dataset or EntityKind.LabelSet })
        {
            json.WriteStartArray("data");
            json.WriteStartObject();
            json.WriteString("type", "dataset");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        WriteProperties(json, PropertiesOf(entity, declared, $"{at}/properties"));
        json.WriteEndObject();
    }

    private void WriteIdentity(DeclaredEntity entity, string? reference)
    {
        json.WriteString("type", entity.Kind switch
        {
            EntityKind.Model => "machine-learning-model",
            EntityKind.Dataset or EntityKind.LabelSet => "data",
            EntityKind.AiSystem => "application",
            _ => "library",
        });
        json.WriteText("bom-ref", reference);
        json.WriteText("group", entity.Group);
        json.WriteString("name", entity.Name);
        json.WriteText("version", entity.Version);
        if (!entity.Digests.IsEmpty)
        {
            json.WriteStartArray("hashes");
            foreach (DeclaredDigest digest in entity.Digests)
            {
                json.WriteStartObject();
                json.WriteString("alg", digest.CycloneDxName);
                json.WriteString("content", digest.Hex);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteText("purl", entity.PackageUrl);
    }

    private void WriteOrganizations(DeclaredEntity entity)
    {
        foreach ((string field, OrganizationRole role) in new[]
        {
            ("manufacturer", OrganizationRole.Producer), ("supplier", OrganizationRole.Supplier),
        })
        {
            if (NameOf(entity, role) is { } name)
            {
                json.WriteStartObject(field);
                json.WriteString("name", name);
                json.WriteEndObject();
            }
        }

        json.WriteText("publisher", NameOf(entity, OrganizationRole.Publisher));
    }

    private void WritePedigree(int entity, DeclaredEntity declared, string at)
    {
        bool isDerived = edges[entity].Any(edge => edge.Kind is EdgeKind.DerivedFrom);
        bool hasNoOtherMark = declared.IsDescribed
            && declared.Kind is EntityKind.AiSystem or EntityKind.SoftwareComponent;
        if (isDerived || hasNoOtherMark)
        {
            json.WriteStartObject("pedigree");
            WriteLinked("ancestors", entity, EdgeKind.DerivedFrom, $"{at}/pedigree/ancestors");
            json.WriteEndObject();
        }
    }

    /// <summary>Writes the sources of edges of a kind as components that stand for those of the document.</summary>
    private void WriteLinked(string field, int entity, EdgeKind kind, string at)
    {
        LineageStatement[] own = [.. edges[entity].Where(edge => edge.Kind == kind)];
        if (own.Length == 0)
        {
            return;
        }

        EntityKind subject = document.Entities[entity].Kind;
        bool areSeveral = own.Count(edge => document.Entities[edge.Object].Kind == subject) > 1;
        json.WriteStartArray(field);
        for (int position = 0; position < own.Length; position++)
        {
            LineageStatement edge = own[position];
            citations.Add(edge, $"{at}/{position}");
            json.WriteStartObject();
            WriteIdentity(document.Entities[edge.Object], reference: null);
            json.WriteStartArray("externalReferences");
            json.WriteStartObject();
            json.WriteString("type", "bom");
            json.WriteString("url", link + BomWriter.RefOf(edge.Object));
            json.WriteEndObject();
            json.WriteEndArray();
            if (kind is EdgeKind.DerivedFrom && OwnFacts.MethodOf(edge, areSeveral) is { } method)
            {
                WriteProperties(json, [(AibomProperties.DerivationMethod, method)]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteModelCard(int entity, DeclaredEntity declared, string at)
    {
        IGrouping<int, LineageStatement>[] data =
        [
            .. edges[entity]
                .Where(edge => edge.Kind is EdgeKind.TrainedOn or EdgeKind.TestedOn)
                .GroupBy(edge => edge.Object),
        ];
        if (data.Length == 0 && !declared.IsDescribed)
        {
            return;
        }

        json.WriteStartObject("modelCard");
        if (data.Length > 0)
        {
            json.WriteStartObject("modelParameters");
            json.WriteStartArray("datasets");
            for (int position = 0; position < data.Length; position++)
            {
                citations.Add([.. data[position]], $"{at}/modelParameters/datasets/{position}");
                json.WriteStartObject();
                json.WriteString("ref", BomWriter.RefOf(data[position].Key));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
            WriteProperties(json, data.SelectMany(uses => uses).Select(edge => (
                $"{AibomProperties.DatasetRole}:{BomWriter.RefOf(edge.Object)}", Terms.Own(edge.Role!.Value))));
        }

        json.WriteEndObject();
    }

    private IEnumerable<(string Name, string Value)> PropertiesOf(int entity, DeclaredEntity declared, string at)
    {
        int position = 0;
        IEnumerable<(string Name, string Value)> facts = OwnFacts.Of(declared);
        if (declared.Created is { } created)
        {
            facts = facts.Prepend((AibomProperties.Created, created.ToCanonicalText()));
        }

        foreach ((string, string) fact in facts)
        {
            position++;
            yield return fact;
        }

        foreach (LineageStatement edge in edges[entity])
        {
            string? name = edge.Kind switch
            {
                EdgeKind.LabeledWith => AibomProperties.DatasetLabelSet,
                EdgeKind.GeneratedWith => AibomProperties.DatasetGeneratedWith,
                EdgeKind.Supersedes => AibomProperties.Supersedes,
                _ => null,
            };
            if (name is not null)
            {
                citations.Add(edge, $"{at}/{position++}");
                yield return (name, BomWriter.RefOf(edge.Object));
            }
        }

        IEnumerable<(string, string)> records = edges[entity].SelectMany(edge =>
            OwnFacts.Of(edge, $":{Terms.Own(edge.Kind)}:{BomWriter.RefOf(edge.Object)}"));
        foreach ((string, string) fact in records.Concat(
            leftOut[entity].Select(own => OwnFacts.Of(own, BomWriter.RefOf(own.Edge.Object)))))
        {
            yield return fact;
        }
    }

    private static string? NameOf(DeclaredEntity entity, OrganizationRole role) =>
        entity.Organizations.FirstOrDefault(claim => claim.Role == role)?.Name;
}
