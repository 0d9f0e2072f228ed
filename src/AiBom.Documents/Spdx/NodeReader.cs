using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Finds the elements of a document: in <c>@graph</c>, as the single root object, or inside one another, which the
/// standard's schema allows wherever an element is referred to.
/// </summary>
internal sealed class NodeReader(Graph graph)
{
    private int artifacts;

    /// <summary>Reads every element; false where there are more packages and files than the bound.</summary>
    public bool ReadAll(Part root) => Read(root);

    private bool Read(Part part)
    {
        if (NodeOf(part) is { } node)
        {
            graph.Add(node);
            if (node.IsArtifact && ++artifacts > graph.Limits.Components)
            {
                graph.Report.Refuse(
                    FindingCodes.ComponentsExceeded,
                    "",
                    $"The document has more than {graph.Limits.Components} packages and files.");
                return false;
            }
        }

        // Prefixes may be called "type", and an extension may hold anything.
        JsonValue.Members.Enumerator fields = part.Json.EnumerateObject().GetEnumerator();
        bool goesOn = true;
        while (goesOn && fields.MoveNext())
        {
            JsonMember field = fields.Current;
            goesOn = field.NameEquals("@context") || field.NameEquals("extension") || ReadWithin(part, field.Value);
        }

        return goesOn;
    }

    private bool ReadWithin(Part part, JsonValue value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            return Read(part.With(value));
        }

        if (value.ValueKind is not JsonValueKind.Array)
        {
            return true;
        }

        JsonValue.Items.Enumerator items = value.EnumerateArray().GetEnumerator();
        bool goesOn = true;
        while (goesOn && items.MoveNext())
        {
            goesOn = ReadWithin(part, items.Current);
        }

        return goesOn;
    }

    private Node? NodeOf(Part part)
    {
        string field = part.Has("type") ? "type" : "@type";
        if (!part.Json.TryGetProperty(field, out JsonValue written))
        {
            return null;
        }

        Pointer at = part.At.To(field);
        if (written.ValueKind is JsonValueKind.Array && written.GetArrayLength() > 0)
        {
            written = written[0];
            Tolerate(at, "An element has one type; the first was read.", "a text", "an array");
        }

        if (written.ValueKind is not JsonValueKind.String || part.TextAt(written, at) is not { } name)
        {
            return null;
        }

        string compact = graph.Context.Compact(name);
        if (!Classes.IsRead(compact))
        {
            if (Classes.OfForeignName(compact) is not { } meant)
            {
                return null;
            }

            Tolerate(at, "The class has another name in the standard; it was read all the same.", meant, compact);
            compact = meant;
        }

        if (field is "@type")
        {
            Tolerate(at, "An element says its class as 'type'.", "type", field);
        }

        return new Node(part, compact, IdOf(part, compact));
    }

    private string? IdOf(Part part, string className)
    {
        bool isElement = className is not Classes.CreationInfo;
        string field = part.Has("spdxId") ? "spdxId" : "@id";
        if (part.Text(field) is not { } id)
        {
            if (isElement)
            {
                graph.Report.Warn(
                    FindingCodes.FieldMissing, part.At.To("spdxId"), "An element has an identifier.", "an IRI");
            }

            return null;
        }

        string expanded = graph.Context.Expand(id);
        if (isElement && field is "@id" && !id.StartsWith("_:", StringComparison.Ordinal))
        {
            Tolerate(part.At.To(field), "An element says its identifier as 'spdxId'.", "spdxId", field);
        }
        else if (isElement && !expanded.Contains(':', StringComparison.Ordinal))
        {
            Tolerate(part.At.To(field), "An identifier is an IRI; it was read as a name.", "an IRI", id);
        }

        return expanded;
    }

    private void Tolerate(Pointer at, string message, string expected, string found) =>
        graph.Report.Warn(FindingCodes.FormTolerated, at, message, expected, found);
}
