using System.Text.Json;
using AiBom.Documents.Schema.Rules;

namespace AiBom.Documents.Schema.Compilation;

/// <summary>
/// Makes schema nodes of schema texts: each place once, so that references share their target and may be cyclic. A
/// keyword that it does not know is an error, because what is not checked must not look checked.
/// </summary>
internal sealed class SchemaCompiler(SchemaResources resources)
{
    private static readonly HashSet<string> Annotations = new(StringComparer.Ordinal)
    {
        "$comment", "$schema", "$id", "title", "description", "default", "examples", "deprecated", "readOnly",
        "writeOnly", "contentEncoding", "contentMediaType", "meta:enum", "definitions", "$defs",
    };

    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _following = new(StringComparer.Ordinal);

    /// <summary>Compiles the schema of that URI, and all that it refers to.</summary>
    public SchemaNode Compile(Uri uri)
    {
        SchemaNode root = Compile(resources.Find(uri));
        InPlaceCycles.ThrowIfAny(_nodes.Values);
        return root;
    }

    /// <summary>Compiles the schema at a place.</summary>
    public SchemaNode Compile(SchemaPlace place)
    {
        string key = place.Location.ToString();
        if (_nodes.TryGetValue(key, out SchemaNode? known))
        {
            return known;
        }

        // Draft 7 section 8.3: all other keywords beside "$ref" are ignored, so the target stands in its place.
        bool isReference = place.Resource.Dialect is Dialect.Draft07
            && place.Json.ValueKind is JsonValueKind.Object
            && place.Json.TryGetProperty("$ref", out _);
        if (isReference)
        {
            if (!_following.Add(key))
            {
                throw place.Refuse("the reference leads back to itself");
            }

            SchemaNode target = Refer(place.To("$ref"));
            _following.Remove(key);
            return target;
        }

        var node = new SchemaNode(place.Location);
        _nodes.Add(key, node);
        Fill(node, place);
        return node;
    }

    /// <summary>Compiles what a <c>$ref</c> means.</summary>
    public SchemaNode Refer(SchemaPlace reference)
    {
        if (reference.Json.ValueKind is not JsonValueKind.String)
        {
            throw reference.Refuse("a reference is a string");
        }

        return Compile(resources.Find(new Uri(reference.Resource.Uri, reference.Json.GetString())));
    }

    private void Fill(SchemaNode node, SchemaPlace place)
    {
        if (place.Json.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            bool isAll = place.Json.ValueKind is JsonValueKind.True;
            var never = new Complaint(place.Location, "Nothing may stand here.", "nothing", Tells.Nothing);
            node.Fill(isAll ? JsonTypes.All : JsonTypes.None, isAll ? null : never, [], []);
            return;
        }

        if (place.Json.ValueKind is not JsonValueKind.Object)
        {
            throw place.Refuse("a schema is an object or a boolean");
        }

        var keywords = new KeywordReader(this, place);
        IEnumerable<string> names = place.Json.EnumerateObject().Select(keyword => keyword.Name);
        foreach (string keyword in names.Where(name => !Annotations.Contains(name)))
        {
            keywords.Read(keyword);
        }

        if (place.Json.TryGetProperty("$id", out JsonElement id)
            && place.Location.At.ToString().Length > 0
            && id.GetString()?.StartsWith("#/", StringComparison.Ordinal) != true)
        {
            throw place.Refuse("a schema within a schema has an '$id' of its own, which is not supported");
        }

        keywords.Finish(node);
    }
}

/// <summary>Finds schemas that apply themselves to the very value that they are applied to.</summary>
internal static class InPlaceCycles
{
    /// <exception cref="SchemaException">There is one: to evaluate it would never end.</exception>
    public static void ThrowIfAny(IEnumerable<SchemaNode> nodes)
    {
        HashSet<SchemaNode> open = [];
        HashSet<SchemaNode> done = [];
        foreach (SchemaNode node in nodes)
        {
            Visit(node, open, done);
        }
    }

    private static void Visit(SchemaNode node, HashSet<SchemaNode> open, HashSet<SchemaNode> done)
    {
        if (done.Contains(node))
        {
            return;
        }

        if (!open.Add(node))
        {
            throw new SchemaException($"{node.Location}: the schema applies itself to the same value");
        }

        foreach (SchemaNode inner in node.InPlace)
        {
            Visit(inner, open, done);
        }

        open.Remove(node);
        done.Add(node);
    }
}
