using System.Text.Json;
using AiBom.Documents.CycloneDx.Rules;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads a CycloneDX document (ECMA-424) in the order: header, components, edges by rule, completeness, cycles.</summary>
internal static class BomReader
{
    private static readonly string[] SpecVersions = ["1.4", "1.5", "1.6", "1.7"];

    /// <summary>The rules that find edges. An edge that an earlier rule found is not said again by a later one.</summary>
    private static readonly Action<Bom>[] LineageRules =
    [
        PedigreeAncestors.Read,
        ModelCardDatasets.Read,
        DatasetLabelSets.Read,
        DatasetGenerators.Read,
        SupersededComponents.Read,
        NestedDatasets.Read,
        DependencyGraph.Read,
        SystemModels.Read,
    ];

    public static StatementSet? Read(JsonElement root, Digest document, DocumentLimits limits, Report report)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            report.Refuse(
                FindingCodes.FormatUnknown, "", "A bill of materials is a JSON object.", "an object", root.ValueKind.ToString());
            return null;
        }

        var top = new Part(root, Pointer.Root, report, limits.Text);
        if (ReadFormat(top, report) is not { } specVersion)
        {
            return null;
        }

        var bom = new Bom(top, report);
        if (!new ComponentReader(bom, limits).ReadAll())
        {
            return null;
        }

        foreach (Action<Bom> rule in LineageRules)
        {
            rule(bom);
        }

        Compositions.Read(bom);
        return LineageCycles.Refuse(bom) ? null : bom.ToStatementSet(document, ReadHeader(bom, specVersion));
    }

    private static string? ReadFormat(Part top, Report report)
    {
        string? format = top.Text("bomFormat");
        if (format is not "CycloneDX")
        {
            report.Refuse(
                FindingCodes.FormatUnknown, "/bomFormat", "The document is of no format that is read here.", "CycloneDX", format);
            return null;
        }

        string? version = top.Text("specVersion");
        if (version is null || !SpecVersions.Contains(version, StringComparer.Ordinal))
        {
            report.Refuse(
                FindingCodes.SpecVersionUnsupported,
                "/specVersion",
                "This version of CycloneDX is not read.",
                string.Join(", ", SpecVersions),
                version,
                Outcome.Unsupported);
            return null;
        }

        return version;
    }

    private static DocumentHeader ReadHeader(Bom bom, string specVersion)
    {
        Part? metadata = bom.Root.Object("metadata");
        return new DocumentHeader
        {
            Format = "CycloneDX",
            SpecVersion = specVersion,
            SerialNumber = bom.Root.Text("serialNumber"),
            Version = VersionOf(bom),
            Timestamp = metadata is { } own ? EntityReader.InstantOf(own, "timestamp", bom.Report) : null,
            Publisher = PublisherOf(bom, metadata),
            Subject = bom.Subject?.Entity,
        };
    }

    /// <summary>The document's version; 1 where it states none (CycloneDX <c>version</c>: "default 1").</summary>
    private static int VersionOf(Bom bom)
    {
        if (!bom.Root.Json.TryGetProperty("version", out JsonElement version))
        {
            return 1;
        }

        if (version.ValueKind is JsonValueKind.Number && version.TryGetInt32(out int number) && number > 0)
        {
            return number;
        }

        bom.Report.Warn(
            FindingCodes.TypeMismatch,
            Pointer.Root.To("version"),
            "The version is a whole number from 1; it was read as 1.",
            "a whole number",
            version.GetRawText());
        return 1;
    }

    /// <summary>
    /// In whose name the document speaks: who made it (<c>metadata.manufacturer</c>, CycloneDX 1.6 and later), else who
    /// supplies what it describes, else who made, supplies, published or wrote the subject.
    /// </summary>
    private static string? PublisherOf(Bom bom, Part? metadata)
    {
        Part? subject = bom.Subject?.Part;
        return (metadata is { } own
                ? EntityReader.OrganizationOf(own, "manufacturer") ?? EntityReader.OrganizationOf(own, "supplier")
                : null)
            ?? (subject is { } component
                ? EntityReader.OrganizationOf(component, "manufacturer")
                    ?? EntityReader.OrganizationOf(component, "supplier")
                    ?? component.Text("publisher")
                    ?? component.Text("author")
                : null);
    }
}
