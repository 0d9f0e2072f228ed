using System.Globalization;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads what a component says of itself into the entity that it declares; edges are the rules' matter.</summary>
internal static class EntityReader
{
    public static DeclaredEntity Read(ComponentEntry entry, EntityKind kind, Report report)
    {
        Part component = entry.Part;
        string? name = component.Text("name");
        if (name is null)
        {
            report.Warn(FindingCodes.FieldMissing, component.At.To("name"), "A component has a name.");
        }

        string? purl = component.Text("purl");
        if (purl is not null && !PackageUrl.TryParse(purl, out _))
        {
            report.Warn(
                FindingCodes.ValueInvalid,
                component.At.To("purl"),
                "This is no package URL; it was left out.",
                "pkg:type/name@version",
                purl);
            purl = null;
        }

        return new DeclaredEntity
        {
            Kind = kind,
            Pointer = component.At.ToString(),
            BomRef = component.Text("bom-ref"),
            Group = component.Text("group"),
            Name = name ?? "",
            Version = component.Text("version"),
            PackageUrl = purl,
            Description = component.Text("description"),
            Digests = HashReader.Read(component, report),
            Created = CreatedOf(entry, report),
            Organizations = [.. OrganizationsOf(entry)],
            Completeness = [.. CompletenessOf(entry, report)],
            LabeledFrom = kind is EntityKind.LabelSet ? Instant(entry, AibomProperties.LabelingFrom, report) : null,
            LabeledUntil = kind is EntityKind.LabelSet ? Instant(entry, AibomProperties.LabelingUntil, report) : null,
            IsDescribed = entry.Place is Place.Subject
                || (entry.Place is not Place.Ancestor
                    && (component.Has("modelCard") || component.Has("pedigree") || component.Has("data"))),
        };
    }

    /// <summary>The organizations of an <c>organizationalEntity</c> field, by role.</summary>
    public static string? OrganizationOf(Part owner, string field) => owner.Object(field)?.Text("name");

    private static IEnumerable<OrganizationClaim> OrganizationsOf(ComponentEntry entry)
    {
        Part component = entry.Part;
        if (OrganizationOf(component, "manufacturer") is { } manufacturer)
        {
            yield return Claim(OrganizationRole.Producer, manufacturer, component.At.To("manufacturer"));
        }
        else if (component.Text("author") is { } author)
        {
            // CycloneDX 1.5 and earlier name the maker here.
            yield return Claim(OrganizationRole.Producer, author, component.At.To("author"));
        }

        if (OrganizationOf(component, "supplier") is { } supplier)
        {
            yield return Claim(OrganizationRole.Supplier, supplier, component.At.To("supplier"));
        }

        if (component.Text("publisher") is { } publisher)
        {
            yield return Claim(OrganizationRole.Publisher, publisher, component.At.To("publisher"));
        }

        foreach (string vendor in entry.Properties[AibomProperties.LabelingVendor])
        {
            yield return Claim(OrganizationRole.LabelingVendor, vendor, component.At.To("properties"));
        }

        foreach (string principal in entry.Properties[AibomProperties.LabelingOnBehalfOf])
        {
            yield return Claim(OrganizationRole.LabelingPrincipal, principal, component.At.To("properties"));
        }
    }

    private static IEnumerable<CompletenessClaim> CompletenessOf(ComponentEntry entry, Report report)
    {
        (CompletenessRelation Relation, string Property)[] relations =
        [
            (CompletenessRelation.Ancestors, AibomProperties.CompletenessAncestors),
            (CompletenessRelation.TrainingData, AibomProperties.CompletenessTrainingData),
            (CompletenessRelation.Labels, AibomProperties.CompletenessLabels),
        ];
        foreach ((CompletenessRelation relation, string property) in relations)
        {
            foreach (string value in entry.Properties[property].Take(1))
            {
                Pointer at = entry.Part.At.To("properties");
                if (Terms.Own<Completeness>(value) is { } completeness)
                {
                    yield return new CompletenessClaim(relation, completeness, at.ToString());
                }
                else
                {
                    report.Warn(
                        FindingCodes.ValueInvalid,
                        at,
                        $"'{property}' has another value than it may have.",
                        "COMPLETE, INCOMPLETE, UNKNOWN or NOT_SPECIFIED",
                        value);
                }
            }
        }
    }

    private static DateTimeOffset? CreatedOf(ComponentEntry entry, Report report) =>
        Instant(entry, AibomProperties.Created, report)
        ?? (entry.Part.Object("releaseNotes") is { } notes ? InstantOf(notes, "timestamp", report) : null);

    /// <summary>Reads a time field (RFC 3339).</summary>
    public static DateTimeOffset? InstantOf(Part owner, string field, Report report) =>
        owner.Text(field) is { } text ? Parse(text, owner.At.To(field), report) : null;

    private static DateTimeOffset? Instant(ComponentEntry entry, string property, Report report) =>
        entry.Properties[property].FirstOrDefault() is { } text
            ? Parse(text, entry.Part.At.To("properties"), report)
            : null;

    private static DateTimeOffset? Parse(string text, Pointer at, Report report)
    {
        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
        {
            return instant.Truncate();
        }

        report.Warn(
            FindingCodes.ValueInvalid,
            at,
            "This is no instant; it was left out.",
            "RFC 3339, such as 2026-01-31T00:00:00Z",
            text);
        return null;
    }

    private static OrganizationClaim Claim(OrganizationRole role, string name, Pointer at) =>
        new(role, name, at.ToString());
}
