using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Documents.Spdx.Rules;
using AiBom.Domain;

namespace AiBom.Documents.Spdx;

/// <summary>Reads what packages and files say of themselves into entities; edges are the rules' matter.</summary>
internal sealed class ElementReader
{
    private readonly Graph graph;
    private readonly FileOwners files;
    private readonly HashSet<Node> trained;
    private readonly HashSet<Node> data;

    public ElementReader(Graph graph)
    {
        this.graph = graph;
        Relationship[] training =
            [.. graph.Relationships.Where(relationship => DatasetRelationships.RoleOf(relationship.Type) is not null)];
        trained = [.. training.Select(relationship => relationship.From.Node).OfType<Node>()];
        data = [.. training.SelectMany(relationship => relationship.To).Select(to => to.Node).OfType<Node>()];
        files = new FileOwners(graph, KindOf);
    }

    public void Read()
    {
        files.Read();
        foreach (Node node in graph.Nodes.Where(node => node.IsArtifact && !graph.OwnerOf.ContainsKey(node)))
        {
            var undeclared = new ElementEntry(node, null, KindOf(node));
            int entity = graph.Add(Read(undeclared, undeclared.Kind!.Value));
            graph.Add(undeclared with { Entity = entity });
            if (node.Class is Classes.File && undeclared.Kind is EntityKind.Model or EntityKind.Dataset)
            {
                AddFile(entity, node);
            }
        }

        foreach ((Node owner, Node file) in files.Owned)
        {
            AddFile(graph.EntryOf(owner)!.Entity!.Value, file);
        }
    }

    private DeclaredEntity Read(ElementEntry entry, EntityKind kind)
    {
        Node node = entry.Node;
        (DateTimeOffset? from, DateTimeOffset? until) =
            kind is EntityKind.LabelSet ? OwnProperties.Labeled(entry, graph.Report) : default;
        string? packageUrl = PackageUrlOf(node);
        string? name = NameOf(node);
        return new DeclaredEntity
        {
            Kind = kind,
            Pointer = node.Part.At.ToString(),
            BomRef = node.Id,
            Name = name ?? "",
            Version = node.Text("software_packageVersion", graph.Report),
            PackageUrl = packageUrl,
            HubLink = packageUrl is null
                ? HubPlaces.LinkOf(kind, null, name, contents: [], links: LinksOf(node))
                : null,
            Description = node.Part.Text("description") ?? node.Part.Text("summary"),
            Digests = HashReader.Read(node, graph.Report),
            Created = OwnProperties.Created(entry, graph.Report)
                ?? LenientInstant.OfField(node.Part, "builtTime", graph.Report)
                ?? LenientInstant.OfField(node.Part, "releaseTime", graph.Report),
            Organizations = AgentReader.ClaimsOf(entry, graph),
            Completeness = OwnProperties.Completeness(entry, graph),
            LabeledFrom = from,
            LabeledUntil = until,
            IsDescribed = graph.Roots.Contains(node) || HasCard(node),
        };
    }

    private string? NameOf(Node node)
    {
        string? name = node.Part.Text("name");
        if (name is null)
        {
            graph.Report.Warn(
                FindingCodes.FieldMissing, node.Part.At.To("name"), "A package and a file have a name.");
        }

        return name;
    }

    private void AddFile(int owner, Node file)
    {
        if (file.Part.Text("name") is { } name)
        {
            ImmutableArray<DeclaredDigest> digests = HashReader.Read(file, graph.Report);
            graph.AddFile(owner, new DeclaredFile(name, digests, file.Part.At.ToString()));
        }
        else
        {
            NameOf(file);
        }
    }

    /// <summary>
    /// The class says what a package is. Where it says only "software", or the file belongs to nothing, its purpose
    /// does (<c>SoftwarePurpose</c>: "model", "data"), and then what it has to do with training.
    /// </summary>
    private EntityKind KindOf(Node node)
    {
        string? purpose = node.Class switch
        {
            Classes.Model => "model",
            Classes.Dataset => "data",
            Classes.File when files.Contained.Contains(node) => null,
            _ => node.Text("software_primaryPurpose", graph.Report),
        };
        return purpose switch
        {
            "model" => EntityKind.Model,
            "data" => OwnProperties.KindOfData(new ElementEntry(node, null, null)),
            _ when trained.Contains(node) => EntityKind.Model,
            _ when data.Contains(node) => OwnProperties.KindOfData(new ElementEntry(node, null, null)),
            "application" when graph.Roots.Contains(node)
                || OwnProperties.IsOfKind(new ElementEntry(node, null, null), EntityKind.AiSystem) =>
                EntityKind.AiSystem,
            null when node.Class is Classes.Package => FlattenedKinds.Of(node) ?? EntityKind.SoftwareComponent,
            _ => EntityKind.SoftwareComponent,
        };
    }

    private IEnumerable<string?> LinksOf(Node node) => node.Part.Objects("externalIdentifier")
        .Select(identifier => identifier.Text("identifier"))
        .Concat(node.Part.Objects("externalRef").SelectMany(reference => reference.Texts("locator"))
            .Select(locator => locator.Text))
        .Prepend(node.Text("software_homePage", graph.Report))
        .Prepend(node.Text("software_downloadLocation", graph.Report));

    private string? PackageUrlOf(Node node)
    {
        string field = node.FieldOf("software_packageUrl", graph.Report);
        (string? text, Pointer at) = (node.Part.Text(field), node.Part.At.To(field));
        if (text is null)
        {
            foreach (Part identifier in node.Part.Objects("externalIdentifier")
                .Where(identifier => identifier.Text("externalIdentifierType") is "packageUrl")
                .Take(1))
            {
                (text, at) = (identifier.Text("identifier"), identifier.At.To("identifier"));
            }
        }

        if (text is null || PackageUrl.TryParse(text, out _))
        {
            return text;
        }

        graph.Report.Warn(
            FindingCodes.ValueInvalid,
            at,
            "This is no package URL; it was left out.",
            "pkg:type/name@version",
            text);
        return null;
    }

    /// <summary>Whether it gives facts of the AI or Dataset profile beyond what every reference must.</summary>
    private static bool HasCard(Node node) => node.Part.Json.EnumerateObject().Any(field =>
        field.Name.StartsWith("ai_", StringComparison.Ordinal)
        || (field.Name.StartsWith("dataset_", StringComparison.Ordinal) && field.Name is not "dataset_datasetType"));
}
