using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads who made, supplied or labelled a component, and in whose name the document speaks.</summary>
internal static class OrganizationReader
{
    /// <summary>The claims about a component, each once.</summary>
    public static IEnumerable<OrganizationClaim> Read(ComponentEntry entry, Part root)
    {
        IEnumerable<OrganizationClaim> claims = OfComponent(entry.Part)
            .Concat(OwnProperties.Organizations(entry))
            .Concat(Licensees(entry.Part));
        if (entry.Place is Place.Subject && root.Object("metadata") is { } metadata)
        {
            claims = claims.Concat(OfMetadata(metadata));
        }

        return claims.DistinctBy(claim => (claim.Role, claim.Name));
    }

    /// <summary>
    /// In whose name the document speaks: who made it (<c>metadata.manufacturer</c>, CycloneDX 1.6 and later), else who
    /// supplies what it describes (<c>metadata.supplier</c>), else who made that (<c>metadata.manufacture</c>, 1.5 and
    /// earlier), else the subject's manufacturer, supplier, publisher, author, else the first of
    /// <c>metadata.authors</c>.
    /// </summary>
    public static string? PublisherOf(Part root, Part? subject)
    {
        Part? metadata = root.Object("metadata");
        return NameOf(metadata, "manufacturer")
            ?? NameOf(metadata, "supplier")
            ?? NameOf(metadata, "manufacture")
            ?? NameOf(subject, "manufacturer")
            ?? NameOf(subject, "supplier")
            ?? subject?.Text("publisher")
            ?? subject?.Text("author")
            ?? FirstAuthorOf(subject)
            ?? FirstAuthorOf(metadata);
    }

    private static string? NameOf(Part? owner, string field) => owner?.Object(field)?.Text("name");

    private static string? FirstAuthorOf(Part? owner) => owner is not { } part
        ? null
        : part.Objects("authors").Select(author => author.Text("name")).FirstOrDefault(name => name is not null);

    private static IEnumerable<OrganizationClaim> OfComponent(Part component)
    {
        if (NameOf(component, "manufacturer") is { } manufacturer)
        {
            yield return Claim(OrganizationRole.Producer, manufacturer, component.At.To("manufacturer"));
        }
        else if (component.Text("author") is { } author)
        {
            // CycloneDX 1.5 and earlier name the maker here.
            yield return Claim(OrganizationRole.Producer, author, component.At.To("author"));
        }
        else if (FirstAuthorOf(component) is { } first)
        {
            yield return Claim(OrganizationRole.Producer, first, component.At.To("authors"));
        }

        if (NameOf(component, "supplier") is { } supplier)
        {
            yield return Claim(OrganizationRole.Supplier, supplier, component.At.To("supplier"));
        }

        if (component.Text("publisher") is { } publisher)
        {
            yield return Claim(OrganizationRole.Publisher, publisher, component.At.To("publisher"));
        }
    }

    /// <summary>Before 1.6 the metadata names the maker of the subject, and its supplier still.</summary>
    private static IEnumerable<OrganizationClaim> OfMetadata(Part metadata)
    {
        if (NameOf(metadata, "manufacture") is { } manufacturer)
        {
            yield return Claim(OrganizationRole.Producer, manufacturer, metadata.At.To("manufacture"));
        }

        if (NameOf(metadata, "supplier") is { } supplier)
        {
            yield return Claim(OrganizationRole.Supplier, supplier, metadata.At.To("supplier"));
        }
    }

    /// <summary>Who may use it under a licence was given it (CycloneDX 1.5, <c>licensing</c>).</summary>
    private static IEnumerable<OrganizationClaim> Licensees(Part component) =>
        from choice in component.Objects("licenses")
        let licensee = choice.Object("license")?.Object("licensing")?.Object("licensee")
        where licensee is not null
        let name = NameOf(licensee, "organization")
        where name is not null
        select Claim(OrganizationRole.Recipient, name, licensee.Value.At.To("organization"));

    private static OrganizationClaim Claim(OrganizationRole role, string name, Pointer at) =>
        new(role, name, at.ToString());
}
