using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads what a component says of itself into an entity; edges are the rules' matter.</summary>
internal static class EntityReader
{
    /// <summary>More than there are schemes and forms of one thing.</summary>
    private const int MostIdentifiers = 64;

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
        string? group = component.Text("group");
        string? packageUrl = PackageUrlOf(component, bom.Report);
        return new DeclaredEntity
        {
            Kind = kind,
            Pointer = component.At.ToString(),
            BomRef = component.Text("bom-ref"),
            Group = group,
            Name = name ?? "",
            Version = component.Text("version"),
            PackageUrl = packageUrl,
            HubLink = packageUrl is null ? HubLinkOf(component, kind, group, name) : null,
            Description = component.Text("description"),
            Digests = HashReader.Read(component, bom.Report),
            Identifiers = IdentifiersOf(component),
            IsExternal = component.Has("isExternal") ? component.Flag("isExternal") : null,
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

    private static ImmutableArray<string> IdentifiersOf(Part component) =>
        !component.Has("swhid") && !component.Has("omniborId")
            ? []
            : [.. component.Texts("swhid").Concat(component.Texts("omniborId"))
                .Select(identifier => identifier.Text)
                .Distinct(StringComparer.Ordinal)
                .Take(MostIdentifiers)];

    private static string? HubLinkOf(Part component, EntityKind kind, string? group, string? name)
    {
        bool isLinked = kind is not EntityKind.SoftwareComponent
            && (component.Has("data") || component.Has("externalReferences"));
        return !isLinked
            ? null
            : HubPlaces.LinkOf(
                kind,
                group,
                name,
                component.Objects("data").Select(data => data.Object("contents")?.Text("url")),
                component.Objects("externalReferences").Select(reference => reference.Text("url")));
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
