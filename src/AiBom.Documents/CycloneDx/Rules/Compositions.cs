using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>compositions</c>: an <c>aggregate</c> over <c>dependencies</c> says how complete the direct dependencies of those
/// components are listed, which are their ancestors and training data. It does not cascade to what those depend on, and
/// <c>assemblies</c> speak of parts, not of lineage. Of several for one component the worse counts; our own properties,
/// which name the relation, go before. Over <c>vulnerabilities</c> it says how complete what they affect is known.
/// </summary>
internal static class Compositions
{
    public static void Read(Bom bom)
    {
        var worst = new Dictionary<int, (Completeness Completeness, string At)>();
        foreach (Part composition in bom.Root.Objects("compositions"))
        {
            string? aggregate = composition.Text("aggregate");
            if (Terms.Aggregate(aggregate) is not { } completeness)
            {
                bom.Report.Warn(
                    FindingCodes.ValueInvalid,
                    composition.At.To("aggregate"),
                    "The aggregate is none of CycloneDX.",
                    "complete, incomplete, unknown, …",
                    aggregate);
                continue;
            }

            ReadVulnerabilities(bom, composition, completeness);
            foreach ((string reference, Pointer at) in composition.Texts("dependencies"))
            {
                if (bom.References.Resolve(reference, at, EntityKind.SoftwareComponent) is { } entity
                    && (!worst.TryGetValue(entity, out (Completeness Completeness, string At) known)
                        || known.Completeness < completeness))
                {
                    worst[entity] = (completeness, at.ToString());
                }
            }
        }

        foreach ((int entity, (Completeness completeness, string at)) in worst)
        {
            bom.Change(entity, own => own with
            {
                Completeness =
                [
                    .. own.Completeness,
                    .. new[] { CompletenessRelation.Ancestors, CompletenessRelation.TrainingData }
                        .Where(relation => own.Completeness.All(claim => claim.Relation != relation))
                        .Select(relation => new CompletenessClaim(relation, completeness, at)),
                ],
            });
        }
    }

    private static void ReadVulnerabilities(Bom bom, Part composition, Completeness completeness)
    {
        foreach ((string reference, Pointer at) in composition.Texts("vulnerabilities"))
        {
            if (!bom.VulnerabilityByRef.TryGetValue(reference, out int position))
            {
                bom.WarnDangling(reference, at);
            }
            else if (bom.Vulnerabilities[position].Completeness is not { } known || known < completeness)
            {
                bom.Vulnerabilities[position] = bom.Vulnerabilities[position] with { Completeness = completeness };
            }
        }
    }
}
