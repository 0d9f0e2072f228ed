using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.OpenLineage;

/// <summary>
/// Reads the datasets of an event into entities. OpenLineage calls everything a dataset that a run reads or makes; that
/// it is a model is said by our facet, by the facet <c>datasetType</c>, or by an address of a hub or of MLflow.
/// </summary>
internal sealed class DatasetReader(RunDraft draft)
{
    /// <summary>Our facet: members of our taxonomy.</summary>
    private const string OwnFacet = "aibom_properties";

    private const string MlflowModels = "models:/";

    /// <summary>What somebody does to a dataset whose bytes the run then did not make.</summary>
    private static readonly string[] Removals = ["DROP", "RENAME", "TRUNCATE"];

    /// <summary>Adds the entity of a dataset.</summary>
    /// <returns>Its step of the run; null where it names nothing, or past the bound.</returns>
    public RunStep? Read(Part dataset)
    {
        string? space = dataset.Text("namespace");
        if (NameOf(dataset) is not { } name)
        {
            draft.Report.Warn(FindingCodes.FieldMissing, dataset.At.To("name"), "A dataset has a name.");
            return null;
        }

        Part? facets = dataset.Object("facets");
        PropertyList properties = PropertiesOf(facets);
        var own = new AnnotatedEntry(properties, null, null);
        DigestSet digests = facets?.Object(OwnFacet) is { } facet
            ? DigestSet.Read(facet, AibomProperties.Digest, isRepository: false, draft.Report)
            : new DigestSet([], null);
        string? version = VersionOf(facets);
        EntityKind kind = OwnProperties.Kind(own, draft) ?? KindOf(dataset, facets);
        (DateTimeOffset? from, DateTimeOffset? until) =
            kind is EntityKind.LabelSet ? OwnProperties.Labeled(own, draft.Report) : default;
        DeclaredEntity entity = Named(own, Identifiers(dataset, facets), version ?? digests.Commit) with
        {
            Kind = kind,
            Pointer = dataset.At.ToString(),
            BomRef = HandleOf(space, name),
            Digests = digests.Digests,
            Description = facets?.Object("documentation")?.Text("description"),
            Created = OwnProperties.Created(own, draft.Report),
            Organizations = [.. OwnProperties.Parties(own), .. OwnProperties.Organizations(own), .. Owners(facets)],
            Completeness = [.. OwnProperties.Completeness(own, draft)],
            LabeledFrom = from,
            LabeledUntil = until,
        };
        string handle = HandleOf(space, name);
        return draft.Add(entity, properties, handle, name) is { } position
            ? draft.StepOf(position, dataset.At, own)
            : null;
    }

    /// <summary>The members of our facet.</summary>
    public static PropertyList PropertiesOf(Part? facets) => AnnotatedProperties.Read(facets?.Object(OwnFacet));

    /// <summary>Whether the run left the dataset with bytes of its own making.</summary>
    public static bool IsMade(Part dataset) => dataset.Object("facets")?.Object("lifecycleStateChange")
        ?.Text("lifecycleStateChange") is not { } change || !Removals.Contains(change, StringComparer.Ordinal);

    /// <summary>What identifies a state of a dataset; null without a version, for then none can be told.</summary>
    public static string? StateOf(Part dataset) => VersionOf(dataset.Object("facets")) is { } version
        ? $"{HandleOf(dataset.Text("namespace"), NameOf(dataset))}@{version}"
        : null;

    /// <summary>The name; behind a mere scheme as namespace without the credentials of an address.</summary>
    private static string? NameOf(Part identified) =>
        identified.Text("name") is { } name
        && identified.Text("namespace") is { } space
        && space.EndsWith("://", StringComparison.Ordinal)
            ? UrlCredentials.Mask(space + name)[space.Length..]
            : identified.Text("name");

    private static string HandleOf(string? space, string? name) =>
        space?.EndsWith("://", StringComparison.Ordinal) is true ? space + name : $"{space?.TrimEnd('/')}/{name}";

    /// <summary>The facet <c>version</c>; <c>datasetVersion</c> is what some senders call it.</summary>
    private static string? VersionOf(Part? facets) =>
        facets?.Object("version")?.Text("datasetVersion") ?? facets?.Object("datasetVersion")?.Text("datasetVersion");

    /// <summary>Its own identifier, then those of the facet <c>symlinks</c>, which mean the same dataset.</summary>
    private static IEnumerable<(string? Space, string Name)> Identifiers(Part dataset, Part? facets) =>
        (facets?.Object("symlinks") is { } symlinks ? symlinks.Objects("identifiers").AsEnumerable() : [])
            .Prepend(dataset)
            .Select(part => (Space: part.Text("namespace"), Name: NameOf(part)))
            .Where(identifier => identifier.Name is not null)
            .Select(identifier => (identifier.Space, identifier.Name!));

    /// <summary>
    /// How it is called: by the package URL of our facet, or by the first of its identifiers that is a package URL, or
    /// an address of a hub or of MLflow; else by namespace and name.
    /// </summary>
    private DeclaredEntity Named(
        AnnotatedEntry own, IEnumerable<(string? Space, string Name)> identifiers, string? version)
    {
        var entity = new DeclaredEntity { Kind = EntityKind.Dataset, Pointer = "" };
        if (own.First(AibomProperties.PackageUrl) is { } property)
        {
            if (PackageUrl.TryParse(property.Value, out PackageUrl? stated))
            {
                return Of(entity, stated, property.Value);
            }

            draft.Report.Warn(
                FindingCodes.ValueInvalid,
                property.At,
                "This is no package URL; it was left out.",
                "pkg:type/name@version",
                property.Value);
        }

        foreach ((string? space, string name) in identifiers)
        {
            if (HubIdentity.TryReadLink(LinkOf(space, name), out HubIdentity? place))
            {
                return entity with
                {
                    Group = place.Namespace,
                    Name = place.Path is null ? place.Name : $"{place.Name}/{place.Path}",
                    Version = version ?? place.Version,
                    HubLink = LinkOf(space, name),
                };
            }

            if (UrlOf(space, name, version) is { } url && PackageUrl.TryParse(url, out PackageUrl? parsed))
            {
                return Of(entity, parsed, url);
            }
        }

        (string? ownSpace, string ownName) = identifiers.First();
        return entity with { Group = ownSpace?.TrimEnd('/'), Name = ownName, Version = version };
    }

    private static DeclaredEntity Of(DeclaredEntity entity, PackageUrl url, string text) =>
        entity with { Group = url.Namespace, Name = url.Name, Version = url.Version, PackageUrl = text };

    /// <summary>Namespace and name as a link; <c>hf://</c> has no host, though some senders write one.</summary>
    private static string LinkOf(string? space, string name)
    {
        const string host = "hf://huggingface.co/";
        string link = HandleOf(space, name);
        return link.StartsWith(host, StringComparison.Ordinal) ? $"hf://{link[host.Length..]}" : link;
    }

    private static string? UrlOf(string? space, string name, string? version)
    {
        if (name.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase))
        {
            return name;
        }

        if (!IsMlflow(space, name))
        {
            return null;
        }

        string[] model = name.StartsWith(MlflowModels, StringComparison.Ordinal)
            ? name[MlflowModels.Length..].Split('/')
            : [name];
        string? own = version ?? (model.Length > 1 ? model[1] : null);
        string? registry = space is null ? null : $"repository_url={Uri.EscapeDataString(space)}";
        return new PackageUrl("mlflow", null, model[0], own, registry).ToString();
    }

    private static bool IsMlflow(string? space, string name) =>
        name.StartsWith(MlflowModels, StringComparison.Ordinal)
        || space?.StartsWith("mlflow", StringComparison.OrdinalIgnoreCase) is true;

    private static EntityKind KindOf(Part dataset, Part? facets)
    {
        if (facets?.Object("datasetType")?.Text("datasetType") is { } type)
        {
            return type.Equals("MODEL", StringComparison.OrdinalIgnoreCase) ? EntityKind.Model : EntityKind.Dataset;
        }

        foreach ((string? space, string name) in Identifiers(dataset, facets))
        {
            if (HubIdentity.TryReadLink(LinkOf(space, name), out HubIdentity? place) && place.Kind is { } ofPlace)
            {
                return ofPlace;
            }

            if (IsMlflow(space, name))
            {
                return EntityKind.Model;
            }

            if (PackageUrl.TryParse(name, out PackageUrl? url) && Terms.KindOf(url, EntityKind.Dataset) is { } kind)
            {
                return kind;
            }
        }

        return EntityKind.Dataset;
    }

    /// <summary>Owners whose part is recorded: <c>PRODUCER</c>, <c>SUPPLIER</c>, <c>PUBLISHER</c>.</summary>
    private static IEnumerable<OrganizationClaim> Owners(Part? facets)
    {
        if (facets?.Object("ownership") is not { } ownership)
        {
            yield break;
        }

        foreach (Part owner in ownership.Objects("owners"))
        {
            if (Terms.Own<OrganizationRole>(owner.Text("type")) is { } role && owner.Text("name") is { } name)
            {
                yield return new OrganizationClaim(role, name, owner.At.ToString());
            }
        }
    }
}
