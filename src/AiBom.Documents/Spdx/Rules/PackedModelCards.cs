using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.Spdx.Rules;

/// <summary>
/// The datasets of CycloneDX's <c>modelCard</c> as a text in JSON, in a property of that name: inline, or by a bom-ref
/// that the converter notes on the element that it made of the dataset.
/// </summary>
internal static class PackedModelCards
{
    private const string Rule = "cdxgen:packed-model-card";

    public static void Read(Graph graph)
    {
        PackedComponents? components = null;
        foreach (ElementEntry entry in graph.Entries.ToArray())
        {
            if (entry is { Kind: EntityKind.Model, Entity: { } model }
                && entry.PackedCard?.Object("modelParameters") is { } parameters)
            {
                components ??= new PackedComponents(graph);
                foreach (Part dataset in parameters.Objects("datasets"))
                {
                    Relate(graph, components, model, dataset);
                }
            }
        }
    }

    private static void Relate(Graph graph, PackedComponents components, int model, Part dataset)
    {
        int? source = dataset.Text("ref") is { } reference
            ? components.Find(reference, dataset.At, EntityKind.Dataset)
            : components.Find(dataset, EntityKind.Dataset);
        if (source is { } known && graph.Entities[known].Kind is EntityKind.Dataset or EntityKind.LabelSet)
        {
            graph.Relate(
                model, EdgeKind.TrainedOn, known, dataset.At, Reading.Inferred, Rule, role: DatasetRole.Training);
        }
    }
}
