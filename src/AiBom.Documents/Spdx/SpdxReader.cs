using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Drafts.Rules;
using AiBom.Documents.Json;
using AiBom.Documents.Spdx.Rules;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>
/// Reads an SPDX 3 document (JSON-LD): elements, relationships, entities, edges by rule, completeness, cycles, header.
/// </summary>
internal static class SpdxReader
{
    /// <summary>The reader and its version, as <see cref="StatementSet.Reader"/> records it.</summary>
    private const string Version = "spdx/2";

    private const string Expected = "SPDX 3.0.1 JSON-LD (3.0.0 and the draft of 3.1 are read too)";

    private static readonly string[] SpecVersions = ["3.0.0", "3.0.1", "3.1"];

    /// <summary>The rules that find edges. What an earlier one found, a later one does not say again.</summary>
    private static readonly Action<Graph>[] LineageRules =
    [
        AncestorRelationships.Read,
        FinetunedFromRelationships.Read,
        DatasetRelationships.Read,
        PackedPedigrees.Read,
        PackedModelCards.Read,
        BuildRuns.Read,
        DatasetLabelSets.Read,
        DatasetGenerators.Read,
        SupersededComponents.Read,
        GenerationRelationships.Read,
        ContainedElements.Read,
        DependencyRelationships.Read,
        VariantRelationships.Read,
        AmendedElements.Read,
        graph => NamedBaseModels.Read(graph, BaseModelTags.Of, BaseModelNames.Of, NvidiaBaseModel.Of),
        graph => NamedDatasets.Read(graph, DatasetTags.Of, DatasetNames.Of),
    ];

    /// <summary>Whether an object has the marks of SPDX: of version 2, or a context or graph of JSON-LD.</summary>
    public static bool IsSpdx(JsonValue root) => root.ValueKind is JsonValueKind.Object
        && (root.TryGetProperty("spdxVersion", out _)
            || root.TryGetProperty("@context", out _)
            || root.TryGetProperty("@graph", out _));

    public static StatementSet? Read(JsonValue root, Digest document, DocumentLimits limits, Report report)
    {
        if (!IsSpdx(root))
        {
            report.Refuse(FindingCodes.FormatUnknown, "", "The document is none of SPDX 3.", Expected);
            return null;
        }

        var top = new Part(root, new PartBounds(report, limits.Text));
        if (IsVersion2(top, report))
        {
            return null;
        }

        var graph = new Graph(Context.Read(root), limits, report);
        if (!new NodeReader(graph).ReadAll(top) || ReadFormat(graph) is not { } specVersion)
        {
            return null;
        }

        if (graph.Nodes.Count == 0)
        {
            report.Warn(
                FindingCodes.FieldMissing, top.At, "The document has no element that is read.", "elements in @graph");
        }

        RelationshipReader.Read(graph);
        DocumentFacts.ReadRoots(graph);
        new ElementReader(graph).Read();
        return ReadLineage(graph)
            ? graph.ToStatementSet(document, Version, DocumentFacts.ReadHeader(graph, specVersion))
            : null;
    }

    private static bool ReadLineage(Graph graph)
    {
        foreach (Action<Graph> rule in LineageRules)
        {
            rule(graph);
            if (graph.Report.IsRefused)
            {
                return false;
            }
        }

        AgentRelationships.Read(graph);
        VexAssessments.Read(graph);
        Comments.Read(graph);
        RelationshipCompleteness.Read(graph);
        PassedOnEdges.Read(graph);
        MarkDescribed(graph);
        return !LineageCycles.Refuse(graph);
    }

    /// <summary>A document that states of what something was made describes it.</summary>
    private static void MarkDescribed(Graph graph)
    {
        IEnumerable<int> described = graph.Statements
            .Where(statement => statement.Reading is Reading.Declared
                && (LineageCycles.IsLineage(statement.Predicate) || statement.Predicate is EdgeKind.TestedOn))
            .Select(statement => statement.Subject)
            .Distinct();
        foreach (int entity in described)
        {
            graph.Change(entity, own => own with { IsDescribed = true });
        }
    }

    private static bool IsVersion2(Part top, Report report)
    {
        if (!top.Has("spdxVersion"))
        {
            return false;
        }

        report.Refuse(
            FindingCodes.SpecVersionUnsupported,
            "/spdxVersion",
            "SPDX 2 has no models and datasets and is not read; SPDX 3 in JSON-LD is.",
            Expected,
            top.Text("spdxVersion"),
            Outcome.Unsupported);
        return true;
    }

    /// <summary>
    /// The version: of the context's address, else of the first <c>CreationInfo</c>. Without either it is SPDX only if
    /// it has an element of SPDX.
    /// </summary>
    private static string? ReadFormat(Graph graph)
    {
        Node? creation = graph.Nodes.Find(node => node.Class is Classes.CreationInfo);
        string? version = graph.Context.Version ?? creation?.Part.Text("specVersion");
        if (version is null)
        {
            graph.Report.Refuse(
                FindingCodes.FormatUnknown,
                "/@context",
                "The document is JSON-LD, and neither its context nor a CreationInfo names a version of SPDX.",
                Expected);
            return null;
        }

        Pointer at = graph.Context.Version is null ? creation!.Part.At.To("specVersion") : Pointer.Root.To("@context");
        if (!SpecVersions.Contains(version, StringComparer.Ordinal))
        {
            graph.Report.Refuse(
                FindingCodes.SpecVersionUnsupported,
                at.ToString(),
                "This version of SPDX is not read.",
                Expected,
                version,
                Outcome.Unsupported);
            return null;
        }

        if (graph.Context.Version is null)
        {
            graph.Report.Warn(
                FindingCodes.FormTolerated,
                Pointer.Root.To("@context"),
                "The context is not that of SPDX; the names were read as if it were.",
                "https://spdx.org/rdf/3.0.1/spdx-context.jsonld");
        }
        else if (version is not "3.0.1")
        {
            graph.Report.Warn(
                FindingCodes.FormTolerated, at, "The document is of another version than 3.0.1.", "3.0.1", version);
        }

        return version;
    }
}
