using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Documents.CycloneDx.Rules;
using AiBom.Documents.Drafts;
using AiBom.Documents.Drafts.Rules;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads a CycloneDX document (ECMA-424): components, edges by rule, completeness, cycles, header.</summary>
internal static class BomReader
{
    /// <summary>The reader and its version, as <see cref="StatementSet.Reader"/> records it.</summary>
    private const string Version = "cyclonedx/2";

    /// <summary>More than the standard has phases.</summary>
    private const int MostLifecycles = 64;

    private static readonly string[] SpecVersions = ["1.4", "1.5", "1.6", "1.7"];

    /// <summary>The rules that find edges. What an earlier one found, a later one does not say again.</summary>
    private static readonly Action<Bom>[] LineageRules =
    [
        PedigreeAncestors.Read,
        PedigreeDescendants.Read,
        PedigreeVariants.Read,
        ModelCardDatasets.Read,
        Formulation.Read,
        LabelingTasks.Read,
        DatasetLabelSets.Read,
        DatasetGenerators.Read,
        SupersededComponents.Read,
        NestedDatasets.Read,
        NestedComponents.Read,
        DependencyGraph.Read,
        bom => NamedBaseModels.Read(
            bom, BaseModelTags.Of, BaseModelNames.Of, NvidiaBaseModel.Of, ParentModelField.Of),
        bom => NamedDatasets.Read(bom, DatasetTags.Of, DatasetNames.Of),
        OperatedModels.Read,
        SystemModels.Read,
    ];

    /// <summary>The rules that read what a document says beside its edges, and of them.</summary>
    private static readonly Action<Bom>[] OtherRules =
    [
        TaskParties.Read,
        Vulnerabilities.Read,
        Compositions.Read,
        Declarations.Read,
        Annotations.Read,
        Citations.Read,
    ];

    public static StatementSet? Read(JsonValue root, Digest document, DocumentLimits limits, Report report)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            report.Refuse(
                FindingCodes.FormatUnknown,
                "",
                "A bill of materials is a JSON object.",
                "an object",
                root.ValueKind.ToString());
            return null;
        }

        var top = new Part(root, new PartBounds(report, limits.Text));
        if (ReadFormat(top, report) is not { } specVersion)
        {
            return null;
        }

        var bom = new Bom(top, limits, report);
        if (!new ComponentReader(bom, limits).ReadAll())
        {
            return null;
        }

        foreach (Action<Bom> rule in LineageRules.Concat(OtherRules))
        {
            rule(bom);
            if (report.IsRefused)
            {
                return null;
            }
        }

        return LineageCycles.Refuse(bom) ? null : bom.ToStatementSet(document, Version, ReadHeader(bom, specVersion));
    }

    private static string? ReadFormat(Part top, Report report)
    {
        string? format = top.Text("bomFormat");
        if (format is not "CycloneDX")
        {
            report.Refuse(
                FindingCodes.FormatUnknown,
                "/bomFormat",
                "The document is of no format that is read here.",
                "CycloneDX",
                format);
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
            SerialNumber = SerialNumberOf(bom),
            Version = VersionOf(bom),
            Timestamp = metadata is { } own ? Instant.OfField(own, "timestamp", bom.Report) : null,
            Publisher = OrganizationReader.PublisherOf(bom.Root, bom.Subject?.Part),
            Subject = bom.Subject?.Entity,
            Lifecycles = metadata is { } stated ? LifecyclesOf(stated) : [],
            Sharing = metadata?.Object("distributionConstraints")?.Text("tlp"),
        };
    }

    /// <summary>A phase of the standard, or one that the document names itself.</summary>
    private static ImmutableArray<string> LifecyclesOf(Part metadata) =>
    [
        .. metadata.Objects("lifecycles")
            .Select(lifecycle => lifecycle.Text("phase") ?? lifecycle.Text("name"))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(MostLifecycles),
    ];

    /// <summary>The serial number (CycloneDX: <c>urn:uuid:</c> and an RFC 4122 UUID); another is left out.</summary>
    private static string? SerialNumberOf(Bom bom)
    {
        const string Scheme = "urn:uuid:";
        string? serialNumber = bom.Root.Text("serialNumber");
        if (serialNumber is null
            || (serialNumber.StartsWith(Scheme, StringComparison.Ordinal)
                && Guid.TryParseExact(serialNumber.AsSpan(Scheme.Length), "D", out _)))
        {
            return serialNumber;
        }

        bom.Report.Warn(
            FindingCodes.ValueInvalid,
            Pointer.Root.To("serialNumber"),
            "This is no serial number; it was left out.",
            "urn:uuid: and a UUID",
            serialNumber);
        return null;
    }

    /// <summary>The document's version; 1 where it states none (CycloneDX <c>version</c>: "default 1").</summary>
    private static int VersionOf(Bom bom)
    {
        if (!bom.Root.Json.TryGetProperty("version", out JsonValue version))
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
            version.ToExcerpt());
        return 1;
    }
}
