using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.InToto;

/// <summary>
/// Reads resource descriptors (in-toto: <c>name</c>, <c>uri</c>, <c>digest</c>, <c>mediaType</c>, <c>annotations</c>)
/// into entities. What one is, its annotation says, else its address on a hub, else its media type; else it is
/// software.
/// </summary>
internal sealed class ResourceReader(RunDraft draft)
{
    private const string Git = "git+";

    /// <summary>Adds the entity of a descriptor.</summary>
    /// <param name="descriptor">The descriptor.</param>
    /// <param name="made">When it was made, where the statement says so; null for what was read.</param>
    /// <param name="isSubject">Whether the statement is about it.</param>
    /// <returns>Its step of the run; null where it names nothing, or past the bound.</returns>
    public RunStep? Read(Part descriptor, DateTimeOffset? made, bool isSubject)
    {
        string? uri = descriptor.Text("uri");
        bool isRepository = uri?.StartsWith(Git, StringComparison.OrdinalIgnoreCase) is true;
        DigestSet digests = DigestSet.Read(descriptor, "digest", isRepository, draft.Report);
        string? name = descriptor.Text("name");
        if (name is null && uri is null && digests.Digests.IsEmpty)
        {
            draft.Report.Warn(
                FindingCodes.FieldMissing, descriptor.At, "A resource has an address, a digest or a name.");
            return null;
        }

        PropertyList properties = AnnotatedProperties.Read(descriptor.Object("annotations"));
        DeclaredEntity named = Named(name, uri, digests.Commit);
        var own = new AnnotatedEntry(properties, null, null);
        EntityKind kind = OwnProperties.Kind(own, draft) ?? KindOf(named, descriptor);
        (DateTimeOffset? from, DateTimeOffset? until) =
            kind is EntityKind.LabelSet ? OwnProperties.Labeled(own, draft.Report) : default;
        int? entity = draft.Add(
            named with
            {
                Kind = kind,
                Pointer = descriptor.At.ToString(),
                BomRef = name,
                Digests = digests.Digests,
                Files = FilesOf(descriptor),
                Created = OwnProperties.Created(own, draft.Report) ?? made,
                Organizations = [.. OwnProperties.Parties(own).Concat(OwnProperties.Organizations(own))],
                Completeness = [.. OwnProperties.Completeness(own, draft)],
                LabeledFrom = from,
                LabeledUntil = until,
                IsDescribed = isSubject,
            },
            properties,
            name,
            uri);
        return entity is { } position ? draft.StepOf(position, descriptor.At, own) : null;
    }

    /// <summary>How it is called: by its package URL, its link to a hub, its repository, or its name.</summary>
    private static DeclaredEntity Named(string? name, string? uri, string? commit)
    {
        var entity = new DeclaredEntity { Kind = EntityKind.SoftwareComponent, Pointer = "" };
        if (PackageUrl.TryParse(uri, out PackageUrl? url))
        {
            return entity with
            {
                Group = url.Namespace,
                Name = url.Name,
                Version = url.Version ?? commit,
                PackageUrl = uri,
            };
        }

        string? address = RepositoryOf(uri);
        if (HubIdentity.TryReadLink(address, out HubIdentity? place))
        {
            return entity with
            {
                Group = place.Namespace,
                Name = place.Path is null ? place.Name : $"{place.Name}/{place.Path}",
                Version = commit ?? place.Version,
                HubLink = address,
            };
        }

        return entity with { Name = name ?? address ?? "", Version = commit };
    }

    /// <summary>The address of a repository, without the scheme's prefix and the branch or tag.</summary>
    private static string? RepositoryOf(string? uri)
    {
        if (uri?.StartsWith(Git, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return uri;
        }

        string address = uri[Git.Length..];
        int reference = address.LastIndexOf('@');
        return reference > address.IndexOf("//", StringComparison.Ordinal) + 2
            && reference > address.IndexOf('/', address.IndexOf("//", StringComparison.Ordinal) + 2)
                ? address[..reference]
                : address;
    }

    private static EntityKind KindOf(DeclaredEntity named, Part descriptor)
    {
        EntityKind? ofUrl = PackageUrl.TryParse(named.PackageUrl, out PackageUrl? url)
            ? Terms.KindOf(url, EntityKind.SoftwareComponent)
            : null;
        EntityKind? ofLink = HubIdentity.TryReadLink(named.HubLink, out HubIdentity? place) ? place.Kind : null;
        return ofUrl
            ?? ofLink
            ?? MediaTypeKinds.KindOf(descriptor.Text("mediaType"))
            ?? EntityKind.SoftwareComponent;
    }

    /// <summary>Our annotation for the files of a thing; the thing's own digest is then their root.</summary>
    private ImmutableArray<DeclaredFile> FilesOf(Part descriptor)
    {
        if (descriptor.Object("annotations") is not { } annotations)
        {
            return [];
        }

        var files = ImmutableArray.CreateBuilder<DeclaredFile>();
        foreach (Part file in annotations.Objects(AibomProperties.Files))
        {
            if (draft.Entities.Count + files.Count == draft.Limits.Components)
            {
                draft.Report.Refuse(
                    FindingCodes.ComponentsExceeded,
                    "",
                    $"The document has more than {draft.Limits.Components} components.");
                break;
            }

            if (file.Text("name") is { } name)
            {
                ImmutableArray<DeclaredDigest> digests =
                    DigestSet.Read(file, "digest", isRepository: false, draft.Report).Digests;
                files.Add(new DeclaredFile(name, digests, file.At.ToString()));
            }
            else
            {
                draft.Report.Warn(FindingCodes.FieldMissing, file.At.To("name"), "A file has a name.");
            }
        }

        return files.ToImmutable();
    }
}
