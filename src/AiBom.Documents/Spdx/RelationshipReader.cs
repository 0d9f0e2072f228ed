using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>Reads the relationships of a document.</summary>
internal static class RelationshipReader
{
    public static void Read(Graph graph)
    {
        foreach (Node node in graph.Nodes.Where(node => node.IsRelationship))
        {
            if (TypeOf(node.Part, graph.Report) is not { } type)
            {
                continue;
            }

            Target? from = graph.Targets(node.Part, "from", isList: false).FirstOrDefault();
            Target[] to = graph.Targets(node.Part, "to", isList: true);
            if (from is null || to.Length == 0)
            {
                graph.Report.Warn(
                    FindingCodes.FieldMissing,
                    node.Part.At.To(from is null ? "from" : "to"),
                    "A relationship says what it is from and to; it was left out.");
                continue;
            }

            Completeness? completeness = CompletenessOf(node.Part, graph.Report);
            graph.Relationships.Add(new Relationship(node, type, from, [.. to], completeness));
        }
    }

    private static string? TypeOf(Part part, Report report)
    {
        Pointer at = part.At.To("relationshipType");
        if (part.Text("relationshipType") is not { } written)
        {
            report.Warn(FindingCodes.FieldMissing, at, "A relationship has a type; it was left out.");
            return null;
        }

        if (RelationshipTypes.Find(written) is not { } type)
        {
            report.Warn(
                FindingCodes.ValueInvalid,
                at,
                "The standard has no such type of relationship; it was left out.",
                "trainedOn, descendantOf, contains, …",
                written);
            return null;
        }

        if (RelationshipTypes.IsDraft(type))
        {
            report.Warn(
                FindingCodes.FormTolerated,
                at,
                "The type is of the draft of SPDX 3.1; it was read all the same.",
                "a type of SPDX 3.0.1",
                written);
        }
        else if (RelationshipTypes.IsForeign(type))
        {
            report.Warn(
                FindingCodes.FormTolerated,
                at,
                "No version of SPDX has the type; it was read as its name says.",
                "descendantOf",
                written);
        }
        else if (!type.Equals(written, StringComparison.Ordinal))
        {
            report.Warn(
                FindingCodes.FormTolerated, at, "The type is spelled otherwise in the standard.", type, written);
        }

        return type;
    }

    private static Completeness? CompletenessOf(Part part, Report report)
    {
        if (part.Text("completeness") is not { } written)
        {
            return null;
        }

        Completeness? completeness = written switch
        {
            "complete" => Completeness.Complete,
            "incomplete" => Completeness.Incomplete,
            "noAssertion" => Completeness.NotSpecified,
            _ => null,
        };
        if (completeness is null)
        {
            report.Warn(
                FindingCodes.ValueInvalid,
                part.At.To("completeness"),
                "The standard has no such completeness; it was left out.",
                "complete, incomplete, noAssertion",
                written);
        }

        return completeness;
    }
}
