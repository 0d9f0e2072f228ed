using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// The bill of something that runs: its subject is a workload, by the properties of k8s-aibom in either spelling, or an
/// application with the lifecycle <c>operations</c>. It contains the models of the bill; neither tool nor standard says
/// so in another way than by listing them.
/// </summary>
internal static class OperatedModels
{
    private const string Rule = "operations:workload-contains-model";

    private static readonly string[] WorkloadKinds = ["k8s-aibom:workload:kind", "aibom.workload.kind"];

    public static void Read(Bom bom)
    {
        if (bom.Subject is not { Kind: EntityKind.AiSystem, Entity: { } system } subject
            || !(subject.Named(WorkloadKinds).Any() || IsInOperation(bom.Root)))
        {
            return;
        }

        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is { Kind: EntityKind.Model, Entity: { } model, Place: Place.Listed or Place.Nested })
            {
                bom.Relate(system, EdgeKind.Contains, model, entry.Part.At, Reading.Inferred, Rule);
            }
        }
    }

    private static bool IsInOperation(Part root) => root.Object("metadata") is { } metadata
        && metadata.Objects("lifecycles").Any(lifecycle => lifecycle.Text("phase") is "operations");
}
