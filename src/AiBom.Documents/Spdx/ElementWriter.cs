using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Writing;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>Writes what an element says of itself.</summary>
internal sealed class ElementWriter
{
    private readonly LineageDocument document;
    private readonly Utf8JsonWriter json;
    private readonly string space;
    private readonly Dictionary<string, string> organizations = new(StringComparer.Ordinal);
    private readonly ILookup<int, LineageStatement> edges;
    private readonly ILookup<int, LeftOutEdge> leftOut;

    public ElementWriter(LineageDocument document, string serial, Utf8JsonWriter json)
    {
        this.document = document;
        this.json = json;
        space = $"urn:uuid:{serial}#";
        edges = document.Edges.ToLookup(edge => edge.Subject);
        leftOut = document.LeftOut.ToLookup(own => own.Edge.Subject);
        IEnumerable<string> names = document.Entities
            .SelectMany(entity => entity.Organizations)
            .Where(claim => claim.Role is OrganizationRole.Producer
                or OrganizationRole.Supplier
                or OrganizationRole.Publisher)
            .Select(claim => claim.Name);
        foreach (string name in names.Prepend(document.Author).Distinct(StringComparer.Ordinal))
        {
            organizations.Add(name, IdOf(string.Create(CultureInfo.InvariantCulture, $"o{organizations.Count}")));
        }

        Organizations = [.. organizations.Select(pair => (pair.Key, pair.Value))];
    }

    /// <summary>The organizations of the document, the author first.</summary>
    public ImmutableArray<(string Name, string Id)> Organizations { get; }

    public static string ClassOf(EntityKind kind) => kind switch
    {
        EntityKind.Model => Classes.Model,
        EntityKind.Dataset or EntityKind.LabelSet => Classes.Dataset,
        _ => Classes.Package,
    };

    /// <summary>An instant as SPDX writes it, without a fraction of a second.</summary>
    public static string Seconds(DateTimeOffset instant) =>
        instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What a relationship that is an edge says of it.</summary>
    public static IEnumerable<(string Name, string Value)> PropertiesOf(LineageStatement edge, bool isOneOfSeveral)
    {
        if (edge.Kind is EdgeKind.DerivedFrom && OwnFacts.MethodOf(edge, isOneOfSeveral) is { } method)
        {
            yield return (AibomProperties.DerivationMethod, method);
        }

        if (edge.Role is { } role)
        {
            yield return (AibomProperties.DatasetRole, Terms.Own(role));
        }

        foreach ((string, string) fact in OwnFacts.Of(edge, suffix: ""))
        {
            yield return fact;
        }
    }

    public string IdOf(string name) => space + name;

    public string IdOf(int entity) => IdOf(string.Create(CultureInfo.InvariantCulture, $"e{entity}"));

    public IEnumerable<string> AgentsOf(int entity, OrganizationRole role) => document.Entities[entity].Organizations
        .Where(claim => claim.Role == role)
        .Select(claim => organizations[claim.Name])
        .Distinct(StringComparer.Ordinal);

    public void Write(int entity)
    {
        DeclaredEntity declared = document.Entities[entity];
        json.WriteText("name", declared.QualifiedName());
        json.WriteText("description", declared.Description);
        json.WriteText("software_packageVersion", declared.Version);
        json.WriteText("software_packageUrl", declared.PackageUrl);
        WriteHashes(declared);
        if (declared.Created is { } created)
        {
            json.WriteString("builtTime", Seconds(created));
        }

        json.WriteTexts("originatedBy", [.. AgentsOf(entity, OrganizationRole.Producer)]);
        json.WriteText("suppliedBy", AgentsOf(entity, OrganizationRole.Supplier).FirstOrDefault());
        if (ClassOf(declared.Kind) is Classes.Package)
        {
            // Without a purpose a reader may take it for what its package URL looks like.
            json.WriteString(
                "software_primaryPurpose", declared.Kind is EntityKind.AiSystem ? "application" : "other");
        }
        else if (declared.Kind is EntityKind.Dataset or EntityKind.LabelSet)
        {
            // The one field that a dataset must have; the record does not know it.
            json.WriteTexts("dataset_datasetType", ["noAssertion"]);
        }

        WriteProperties(PropertiesOf(entity, declared));
    }

    /// <summary>Writes properties where there are any.</summary>
    public void WriteProperties(IEnumerable<(string Name, string Value)> properties)
    {
        (string Name, string Value)[] all = [.. properties];
        if (all.Length == 0)
        {
            return;
        }

        json.WriteStartArray("extension");
        json.WriteStartObject();
        json.WriteString("type", "extension_CdxPropertiesExtension");
        json.WriteStartArray("extension_cdxProperty");
        foreach ((string name, string value) in all)
        {
            json.WriteStartObject();
            json.WriteString("type", "extension_CdxPropertyEntry");
            json.WriteString("extension_cdxPropName", name);
            json.WriteString("extension_cdxPropValue", value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteHashes(DeclaredEntity entity)
    {
        DeclaredDigest[] named = [.. entity.Digests.Where(digest => HashReader.NameOf(digest.Function) is not null)];
        if (named.Length == 0)
        {
            return;
        }

        json.WriteStartArray("verifiedUsing");
        foreach (DeclaredDigest digest in named)
        {
            json.WriteStartObject();
            json.WriteString("type", "Hash");
            json.WriteString("algorithm", HashReader.NameOf(digest.Function));
            json.WriteString("hashValue", digest.Hex);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private IEnumerable<(string Name, string Value)> PropertiesOf(int entity, DeclaredEntity declared)
    {
        if (declared.Created is { } created && created.Ticks % TimeSpan.TicksPerSecond != 0)
        {
            yield return (AibomProperties.Created, created.ToCanonicalText());
        }

        foreach (DeclaredDigest digest in declared.Digests
            .Where(digest => HashReader.NameOf(digest.Function) is null))
        {
            yield return (AibomProperties.ExportDigest, digest.ToString());
        }

        IEnumerable<(string, string)> facts = OwnFacts.Of(declared)
            .Concat(edges[entity].SelectMany(OwnEdge))
            .Concat(leftOut[entity].Select(own => OwnFacts.Of(own, IdOf(own.Edge.Object))));
        foreach ((string, string) fact in facts)
        {
            yield return fact;
        }
    }

    /// <summary>An edge for which SPDX has no relationship.</summary>
    private IEnumerable<(string Name, string Value)> OwnEdge(LineageStatement edge)
    {
        string? name = edge.Kind switch
        {
            EdgeKind.LabeledWith => AibomProperties.DatasetLabelSet,
            EdgeKind.Supersedes => AibomProperties.Supersedes,
            _ => null,
        };
        return name is null
            ? []
            : OwnFacts.Of(edge, $":{Terms.Own(edge.Kind)}:{IdOf(edge.Object)}").Prepend((name, IdOf(edge.Object)));
    }
}
