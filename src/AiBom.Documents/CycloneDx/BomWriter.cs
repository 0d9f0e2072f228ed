using System.Globalization;
using System.Text.Json;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>
/// Writes a lineage as CycloneDX 1.7: what it is about in <c>metadata.component</c>, every other thing once in
/// <c>components</c>, completeness in <c>compositions</c>, and who else says what in <c>citations</c>.
/// </summary>
internal sealed class BomWriter
{
    private const string AuthorRef = "author";

    private static readonly CompletenessRelation[] Relations =
        [CompletenessRelation.Ancestors, CompletenessRelation.TrainingData];

    private readonly LineageDocument document;
    private readonly Utf8JsonWriter json;
    private readonly string serial;
    private readonly CitationWriter citations = new();
    private readonly ComponentWriter components;

    public BomWriter(LineageDocument document, string serial, Utf8JsonWriter json)
    {
        this.document = document;
        this.json = json;
        this.serial = serial;
        components = new ComponentWriter(document, $"urn:cdx:{serial}/1#", citations, json);
    }

    /// <summary>The bom-ref of a thing.</summary>
    public static string RefOf(int entity) => string.Create(CultureInfo.InvariantCulture, $"e{entity}");

    /// <summary>Writes the document; after each step it tells how many bytes are not flushed.</summary>
    public IEnumerable<int> Write()
    {
        json.WriteStartObject();
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", "1.7");
        json.WriteString("serialNumber", $"urn:uuid:{serial}");
        json.WriteNumber("version", 1);
        WriteMetadata();
        yield return json.BytesPending;
        json.WriteStartArray("components");
        for (int entity = 1; entity < document.Entities.Length; entity++)
        {
            components.Write(entity);
            yield return json.BytesPending;
        }

        json.WriteEndArray();
        WriteDependencies();
        yield return json.BytesPending;
        WriteCompositions();
        yield return json.BytesPending;
        citations.Write(json, document.Timestamp, (document.Author, AuthorRef));
        json.WriteEndObject();
    }

    private void WriteMetadata()
    {
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", document.Timestamp.ToCanonicalText());
        json.WriteStartObject("manufacturer");
        json.WriteString("bom-ref", AuthorRef);
        json.WriteString("name", document.Author);
        json.WriteEndObject();
        json.WritePropertyName("component");
        components.Write(0);
        ComponentWriter.WriteProperties(json, OwnFacts.Of(document));
        json.WriteEndObject();
    }

    private void WriteDependencies()
    {
        IGrouping<int, LineageStatement>[] dependencies =
        [
            .. document.Edges.Where(edge => edge.Kind is EdgeKind.DependsOn).GroupBy(edge => edge.Subject),
        ];
        if (dependencies.Length == 0)
        {
            return;
        }

        json.WriteStartArray("dependencies");
        for (int at = 0; at < dependencies.Length; at++)
        {
            json.WriteStartObject();
            json.WriteString("ref", RefOf(dependencies[at].Key));
            json.WriteStartArray("dependsOn");
            int position = 0;
            foreach (LineageStatement edge in dependencies[at])
            {
                citations.Add(edge, $"/dependencies/{at}/dependsOn/{position++}");
                json.WriteStringValue(RefOf(edge.Object));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// How completely ancestors and training data of each thing are listed, the worse of the two: the standard's form
    /// does not tell them apart. Our properties on the components do, and stand alone where only one of them is said.
    /// </summary>
    private void WriteCompositions()
    {
        ILookup<Completeness, int> said = Enumerable.Range(0, document.Entities.Length)
            .Where(entity => Relations.All(relation => Said(entity, relation) is not null))
            .ToLookup(entity => Relations.Max(relation => Said(entity, relation)!.Value));
        if (said.Count == 0)
        {
            return;
        }

        json.WriteStartArray("compositions");
        foreach (IGrouping<Completeness, int> group in said.OrderBy(group => group.Key))
        {
            json.WriteStartObject();
            json.WriteString("aggregate", group.Key switch
            {
                Completeness.Complete => "complete",
                Completeness.Incomplete => "incomplete",
                Completeness.Unknown => "unknown",
                _ => "not_specified",
            });
            json.WriteTexts("dependencies", [.. group.Select(RefOf)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private Completeness? Said(int entity, CompletenessRelation relation) =>
        document.Entities[entity].Completeness.FirstOrDefault(claim => claim.Relation == relation)?.Completeness;
}
