using System.Globalization;
using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Documents.Schema.Rules;

namespace AiBom.Documents.Schema.Compilation;

/// <summary>The dialect of JSON Schema that a schema is written in.</summary>
internal enum Dialect
{
    Draft07,
    Draft2020,
}

/// <summary>A schema's text, read.</summary>
/// <param name="Uri">Its <c>$id</c>, or where it was published.</param>
/// <param name="Dialect">What its keywords mean.</param>
/// <param name="FindingCode">The code of what its rules find.</param>
/// <param name="Root">The text.</param>
internal sealed record SchemaResource(Uri Uri, Dialect Dialect, string FindingCode, JsonElement Root);

/// <summary>A place in a schema's text.</summary>
internal readonly record struct SchemaPlace(SchemaResource Resource, JsonElement Json, Location Location)
{
    public SchemaPlace To(string name) => new(Resource, Json.GetProperty(name), Location.To(name));

    public SchemaPlace To(int index) => new(Resource, Json[index], Location.To(index));

    public SchemaException Refuse(string reason) => new($"{Location}: {reason}");
}

/// <summary>The schemas that may refer to one another, found by their URIs. Nothing is ever fetched.</summary>
internal sealed class SchemaResources
{
    private static readonly Dictionary<string, Dialect> Dialects = new(StringComparer.Ordinal)
    {
        ["http://json-schema.org/draft-07/schema"] = Dialect.Draft07,
        ["https://json-schema.org/draft/2020-12/schema"] = Dialect.Draft2020,
    };

    private readonly Dictionary<Uri, SchemaResource> _byUri = [];

    public SchemaResources(IEnumerable<SchemaSource> sources)
    {
        foreach (SchemaSource source in sources)
        {
            SchemaResource resource = Read(source);
            _byUri[new Uri(source.Uri)] = resource;
            _byUri[resource.Uri] = resource;
        }
    }

    /// <summary>The place that a reference means.</summary>
    public SchemaPlace Find(Uri uri)
    {
        string fragment = Uri.UnescapeDataString(uri.Fragment.TrimStart('#'));
        var document = new Uri(uri.GetLeftPart(UriPartial.Query));
        if (!_byUri.TryGetValue(document, out SchemaResource? resource))
        {
            throw new SchemaException($"No schema is '{document}'.");
        }

        var root = new Location(resource.Uri.ToString(), Pointer.Root, resource.FindingCode);
        var place = new SchemaPlace(resource, resource.Root, root);
        if (fragment.Length > 0 && fragment[0] != '/')
        {
            throw new SchemaException($"'{uri}' is no pointer: named anchors are not supported.");
        }

        foreach (string step in fragment.Split('/').Skip(1))
        {
            // RFC 6901 section 4: in this order.
            string name = step.Replace("~1", "/", StringComparison.Ordinal);
            place = Step(place, name.Replace("~0", "~", StringComparison.Ordinal), uri);
        }

        return place;
    }

    private static SchemaPlace Step(SchemaPlace place, string name, Uri uri)
    {
        if (place.Json.ValueKind is JsonValueKind.Object && place.Json.TryGetProperty(name, out _))
        {
            return place.To(name);
        }

        bool isItem = place.Json.ValueKind is JsonValueKind.Array
            && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && index < place.Json.GetArrayLength();
        return isItem
            ? place.To(int.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture))
            : throw new SchemaException($"Nothing is at '{uri}'.");
    }

    private static SchemaResource Read(SchemaSource source)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(source.Json);
            JsonElement root = document.RootElement.Clone();
            var uri = new Uri(source.Uri);
            Dialect dialect = Dialect.Draft2020;
            if (root.ValueKind is JsonValueKind.Object)
            {
                uri = root.TryGetProperty("$id", out JsonElement id) ? new Uri(uri, id.GetString()) : uri;
                dialect = DialectOf(root, source.Uri);
            }

            return new SchemaResource(uri, dialect, source.FindingCode, root);
        }
        catch (JsonException malformed)
        {
            throw new SchemaException($"'{source.Uri}' is not JSON: {malformed.Message}", malformed);
        }
    }

    private static Dialect DialectOf(JsonElement root, string uri)
    {
        string name = root.TryGetProperty("$schema", out JsonElement schema) ? schema.GetString() ?? "" : "";
        return Dialects.TryGetValue(name.TrimEnd('#'), out Dialect dialect)
            ? dialect
            : throw new SchemaException($"'{uri}' is written in '{name}', which is not supported.");
    }
}
