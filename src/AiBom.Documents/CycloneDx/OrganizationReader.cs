using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx;

/// <summary>Reads who made, supplied or labelled a component, and in whose name the document speaks.</summary>
internal static class OrganizationReader
{
    private static readonly (string Field, OrganizationRole Role)[] Governance =
    [
        ("custodians", OrganizationRole.Custodian),
        ("stewards", OrganizationRole.Steward),
        ("owners", OrganizationRole.Owner),
    ];

    /// <summary>The claims about a component, each once.</summary>
    public static ImmutableArray<OrganizationClaim> Read(ComponentEntry entry, Part root)
    {
        var claims = new Claims();
        OfComponent(entry.Part, claims);
        foreach (OrganizationClaim claim in OwnProperties.Organizations(entry))
        {
            claims.Add(claim);
        }

        AddLicensees(entry.Part, claims);
        foreach (Part data in entry.Part.Objects("data"))
        {
            AddGovernance(data, claims);
        }

        if (entry.Place is Place.Subject && root.Object("metadata") is { } metadata)
        {
            OfMetadata(metadata, claims);
        }

        return claims.ToImmutable();
    }

    /// <summary>Who answers for data, each once (CycloneDX 1.5, <c>dataGovernance</c>).</summary>
    public static ImmutableArray<OrganizationClaim> ReadGovernance(Part data)
    {
        var claims = new Claims();
        AddGovernance(data, claims);
        return claims.ToImmutable();
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

    private static void OfComponent(Part component, Claims claims)
    {
        if (NameOf(component, "manufacturer") is { } manufacturer)
        {
            claims.Add(OrganizationRole.Producer, manufacturer, component.At.To("manufacturer"));
        }
        else if (component.Text("author") is { } author)
        {
            // CycloneDX 1.5 and earlier name the maker here.
            claims.Add(OrganizationRole.Producer, author, component.At.To("author"));
        }
        else if (FirstAuthorOf(component) is { } first)
        {
            claims.Add(OrganizationRole.Producer, first, component.At.To("authors"));
        }

        if (NameOf(component, "supplier") is { } supplier)
        {
            claims.Add(OrganizationRole.Supplier, supplier, component.At.To("supplier"));
        }

        if (component.Text("publisher") is { } publisher)
        {
            claims.Add(OrganizationRole.Publisher, publisher, component.At.To("publisher"));
        }
    }

    /// <summary>Before 1.6 the metadata names the maker of the subject, and its supplier still.</summary>
    private static void OfMetadata(Part metadata, Claims claims)
    {
        if (NameOf(metadata, "manufacture") is { } manufacturer)
        {
            claims.Add(OrganizationRole.Producer, manufacturer, metadata.At.To("manufacture"));
        }

        if (NameOf(metadata, "supplier") is { } supplier)
        {
            claims.Add(OrganizationRole.Supplier, supplier, metadata.At.To("supplier"));
        }
    }

    /// <summary>Who may use it under a licence was given it (CycloneDX 1.5, <c>licensing</c>).</summary>
    private static void AddLicensees(Part component, Claims claims)
    {
        foreach (Part choice in component.Objects("licenses"))
        {
            if (choice.Object("license")?.Object("licensing")?.Object("licensee") is { } licensee
                && NameOf(licensee, "organization") is { } name)
            {
                claims.Add(OrganizationRole.Recipient, name, licensee.At.To("organization"));
            }
        }
    }

    /// <summary>Organizations only: a contact is a person.</summary>
    private static void AddGovernance(Part data, Claims claims)
    {
        if (data.Object("governance") is not { } governance)
        {
            return;
        }

        foreach ((string field, OrganizationRole role) in Governance)
        {
            foreach (Part party in governance.Objects(field))
            {
                if (NameOf(party, "organization") is { } name)
                {
                    claims.Add(role, name, party.At);
                }
            }
        }
    }

    /// <summary>Claims, each once; most components have none or one.</summary>
    private sealed class Claims
    {
        private readonly List<OrganizationClaim> _claims = [];
        private HashSet<(OrganizationRole Role, string Name)>? _said;

        public void Add(OrganizationRole role, string name, Pointer at) =>
            Add(new OrganizationClaim(role, name, at.ToString()));

        public void Add(OrganizationClaim claim)
        {
            if (_claims.Count > 0)
            {
                _said ??= [(_claims[0].Role, _claims[0].Name)];
                if (!_said.Add((claim.Role, claim.Name)))
                {
                    return;
                }
            }

            _claims.Add(claim);
        }

        public ImmutableArray<OrganizationClaim> ToImmutable() => [.. _claims];
    }
}
