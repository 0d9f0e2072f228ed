using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>modelCard.modelParameters.datasets</c>: inline <c>componentData</c>, or a reference. The role is ours to be said
/// (the standard has none): in the model card for this model, or on the dataset; else words beside the dataset tell, as
/// a reading; and without any it is training. Several roles are several edges.
/// </summary>
internal static class ModelCardDatasets
{
    private const string Rule = "cyclonedx:modelParameters.datasets";

    public static void Read(Bom bom)
    {
        // Inline datasets become components of their own, so the list grows while it is read.
        foreach (ComponentEntry model in bom.Components.ToArray())
        {
            if (model is { Kind: EntityKind.Model, Entity: { } subject }
                && model.Part.Object("modelCard")?.Object("modelParameters") is { } parameters)
            {
                var said = new HashSet<string>(StringComparer.Ordinal);
                foreach (Part dataset in parameters.Objects("datasets"))
                {
                    if (dataset.Text("ref") is not { } reference || said.Add(reference))
                    {
                        Relate(bom, model, subject, dataset);
                    }
                }
            }
        }
    }

    private static void Relate(Bom bom, ComponentEntry model, int subject, Part dataset)
    {
        string? reference = dataset.Text("ref");
        ComponentEntry? declared = reference is null ? Declare(bom, model, dataset) : bom.References.Find(reference);
        int? source = declared is null && reference is not null
            ? bom.References.Resolve(reference, dataset.At.To("ref"), EntityKind.Dataset)
            : declared?.Entity;
        if (source is not { } known)
        {
            return;
        }

        if (bom.Entities[known].Kind is not (EntityKind.Dataset or EntityKind.LabelSet))
        {
            bom.Report.Warn(
                FindingCodes.ValueInvalid,
                dataset.At,
                "What is named here is no dataset; it was left out.",
                "data",
                reference);
            return;
        }

        DatasetRole[] own = RolesOf(bom, model, reference, declared);
        DatasetRole? worded = own.Length == 0 && declared is not null ? bom.WordsOf(declared).WordedRole : null;
        Reading reading = worded is null or DatasetRole.Training ? Reading.Declared : Reading.Inferred;
        foreach (DatasetRole role in own.Length > 0 ? own : [worded ?? DatasetRole.Training])
        {
            bom.Relate(subject, Terms.EdgeOf(role), known, dataset.At, reading, Rule, role: role);
        }
    }

    private static ComponentEntry Declare(Bom bom, ComponentEntry model, Part dataset)
    {
        var undeclared = new ComponentEntry(dataset, null, null, model, Place.InlineDataset);
        EntityKind kind = OwnProperties.KindOfData(undeclared);
        string? url = UrlOf(dataset);
        string? name = dataset.Text("name");
        string? link = HubPlaces.LinkOf(kind, group: null, name, contents: [url], links: []);
        HubIdentity? place = HubIdentity.TryReadLink(link, out HubIdentity? read) ? read : null;
        int entity = bom.Add(new DeclaredEntity
        {
            Kind = kind,
            Pointer = dataset.At.ToString(),
            BomRef = dataset.Text("bom-ref"),
            Group = name is null ? place?.Namespace : null,
            Name = name ?? place?.Name ?? url ?? "",
            HubLink = link,
            Description = dataset.Text("description"),
            Created = OwnProperties.Created(undeclared, bom.Report),
            Organizations = OrganizationReader.ReadGovernance(dataset),
        });
        ComponentEntry entry = undeclared with { Kind = kind, Entity = entity };
        bom.Add(entry);
        return entry;
    }

    /// <summary>
    /// Where the data are; the OWASP generator writes that beside the contents, where nothing has it.
    /// </summary>
    private static string? UrlOf(Part dataset)
    {
        if (dataset.Object("contents")?.Text("url") is { } url)
        {
            return url;
        }

        string? misplaced = dataset.Text("url");
        if (misplaced is not null)
        {
            dataset.Tolerate(
                dataset.At.To("url"), "The address of data stands in their contents.", "contents.url", "url");
        }

        return misplaced;
    }

    private static DatasetRole[] RolesOf(Bom bom, ComponentEntry model, string? reference, ComponentEntry? declared)
    {
        IEnumerable<Property> ofModel =
            reference is null ? [] : model.CardProperties[$"{AibomProperties.DatasetRole}:{reference}"];
        DatasetRole[] own = OwnProperties.Roles(ofModel, bom);
        if (own.Length == 0 && declared is not null)
        {
            own = bom.WordsOf(declared).Roles;
        }

        return own;
    }
}
