using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>modelCard.modelParameters.datasets</c>: inline <c>componentData</c>, or a reference. The role is ours to be said
/// (the standard has none): in the model card for this model, or on the dataset; without one it is training.
/// </summary>
internal static class ModelCardDatasets
{
    private const string Rule = "cyclonedx:modelParameters.datasets";

    public static void Read(Bom bom)
    {
        // Inline datasets become components of their own, so the list grows while it is read.
        foreach (ComponentEntry model in bom.Components.ToArray())
        {
            if (model.Entity is not { } subject
                || model.Part.Object("modelCard") is not { } card
                || card.Object("modelParameters") is not { } parameters)
            {
                continue;
            }

            ILookup<string, string> roles = ComponentEntry.Read(card);
            foreach (Part dataset in parameters.Objects("datasets"))
            {
                string? reference = dataset.Text("ref");
                int? source = reference is null
                    ? Declare(bom, model, dataset)
                    : bom.Resolve(reference, dataset.At.To("ref"), EntityKind.Dataset);
                if (source is { } known)
                {
                    DatasetRole role = RoleOf(roles, reference, bom, dataset);
                    bom.Relate(subject, Terms.EdgeOf(role), known, dataset.At, Reading.Declared, Rule, role: role);
                }
            }
        }
    }

    private static int Declare(Bom bom, ComponentEntry model, Part dataset)
    {
        var entry = new ComponentEntry(dataset, null, EntityKind.Dataset, model, Place.InlineDataset);
        string? url = dataset.Object("contents")?.Text("url");
        int entity = bom.Add(new DeclaredEntity
        {
            Kind = EntityKind.Dataset,
            Pointer = dataset.At.ToString(),
            BomRef = dataset.Text("bom-ref"),
            Name = dataset.Text("name") ?? url ?? "",
            Description = dataset.Text("description"),
        });
        bom.Add(entry with { Entity = entity });
        return entity;
    }

    private static DatasetRole RoleOf(ILookup<string, string> ofModel, string? reference, Bom bom, Part dataset)
    {
        IEnumerable<string> said = reference is null
            ? OfContents(dataset)
            : ofModel[$"{AibomProperties.DatasetRole}:{reference}"]
                .Concat(bom.Find(reference)?.Properties[AibomProperties.DatasetRole] ?? []);
        return said.Select(role => Terms.Own<DatasetRole>(role) ?? Terms.ToolRole(role))
            .FirstOrDefault(role => role is not null) ?? DatasetRole.Training;
    }

    /// <summary>An inline dataset has no properties; the standard's place for them is its <c>contents</c>.</summary>
    private static IEnumerable<string> OfContents(Part dataset) => dataset.Object("contents") is { } contents
        ? ComponentEntry.Read(contents)[AibomProperties.DatasetRole]
        : [];
}
