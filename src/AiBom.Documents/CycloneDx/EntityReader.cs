using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads what a component says of itself into an entity; edges are the rules' matter.</summary>
internal static class EntityReader
{
    public static DeclaredEntity Read(ComponentEntry entry, EntityKind kind, Bom bom)
    {
        Part component = entry.Part;
        string? name = component.Text("name");
        if (name is null)
        {
            bom.Report.Warn(FindingCodes.FieldMissing, component.At.To("name"), "A component has a name.");
        }

        (DateTimeOffset? labeledFrom, DateTimeOffset? labeledUntil) =
            kind is EntityKind.LabelSet ? OwnProperties.Labeled(entry, bom.Report) : default;
        return new DeclaredEntity
        {
            Kind = kind,
            Pointer = component.At.ToString(),
            BomRef = component.Text("bom-ref"),
            Group = component.Text("group"),
            Name = name ?? "",
            Version = component.Text("version"),
            PackageUrl = PackageUrlOf(component, bom.Report),
            Description = component.Text("description"),
            Digests = HashReader.Read(component, bom.Report),
            Created = CreatedOf(entry, bom.Report),
            Organizations = OrganizationReader.Read(entry, bom.Root),
            Completeness = OwnProperties.Completeness(entry, bom),
            LabeledFrom = labeledFrom,
            LabeledUntil = labeledUntil,
            IsDescribed = entry.Place is Place.Subject
                || (entry.Place is not (Place.Ancestor or Place.Descendant or Place.Variant)
                    && (component.Has("modelCard") || component.Has("pedigree") || component.Has("data"))),
        };
    }

    private static string? PackageUrlOf(Part component, Report report)
    {
        string? purl = component.Text("purl");
        if (purl is null || PackageUrl.TryParse(purl, out _))
        {
            return purl;
        }

        report.Warn(
            FindingCodes.ValueInvalid,
            component.At.To("purl"),
            "This is no package URL; it was left out.",
            "pkg:type/name@version",
            purl);
        return null;
    }

    private static DateTimeOffset? CreatedOf(ComponentEntry entry, Report report) =>
        OwnProperties.Created(entry, report)
        ?? (entry.Part.Object("releaseNotes") is { } notes ? Instant.OfField(notes, "timestamp", report) : null);
}
