using System.Globalization;
using AiBom.Documents.Drafts;
using AiBom.Domain;

namespace AiBom.Documents.Writing;

/// <summary>What our property taxonomy says of written things, the same in CycloneDX and SPDX.</summary>
internal static class OwnFacts
{
    /// <summary>Of the document as a whole.</summary>
    public static IEnumerable<(string Name, string Value)> Of(LineageDocument document)
    {
        yield return (AibomProperties.ExportAsOf, document.AsOf.ToString(CultureInfo.InvariantCulture));
        yield return (AibomProperties.ExportComplete, document.IsComplete ? "true" : "false");
        if (document.TruncatedBy is { } cut)
        {
            yield return (AibomProperties.ExportTruncatedBy, cut);
        }

        if (document.ExcludedByAssurance > 0)
        {
            yield return (
                AibomProperties.ExportExcludedByAssurance,
                document.ExcludedByAssurance.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Of a thing, apart from its edges.</summary>
    public static IEnumerable<(string Name, string Value)> Of(DeclaredEntity entity)
    {
        if (entity.Kind is EntityKind.LabelSet or EntityKind.AiSystem)
        {
            yield return (AibomProperties.ComponentKind, Terms.Own(entity.Kind));
        }

        if (entity.Kind is EntityKind.LabelSet)
        {
            foreach ((string name, DateTimeOffset? at) in new[]
            {
                (AibomProperties.LabelingFrom, entity.LabeledFrom),
                (AibomProperties.LabelingUntil, entity.LabeledUntil),
            })
            {
                if (at is { } instant)
                {
                    yield return (name, instant.ToCanonicalText());
                }
            }
        }

        IEnumerable<OrganizationClaim> labelers = entity.Organizations.Where(
            claim => claim.Role is OrganizationRole.LabelingVendor or OrganizationRole.LabelingPrincipal);
        foreach (OrganizationClaim claim in labelers)
        {
            string name = claim.Role is OrganizationRole.LabelingVendor
                ? AibomProperties.LabelingVendor
                : AibomProperties.LabelingOnBehalfOf;
            yield return (name, claim.Name);
        }

        foreach (CompletenessClaim claim in entity.Completeness.DistinctBy(claim => claim.Relation))
        {
            yield return (
                OwnProperties.Relations.First(pair => pair.Relation == claim.Relation).Property,
                Terms.Own(claim.Completeness));
        }
    }

    /// <summary>Of an edge: what the author found of it and of everybody who says so. A record, and no claim.</summary>
    /// <param name="edge">The edge.</param>
    /// <param name="suffix">What tells the edge where the properties do not stand on it; empty where they do.</param>
    public static IEnumerable<(string Name, string Value)> Of(LineageStatement edge, string suffix)
    {
        string role = edge.Role is { } own ? $" {Terms.Own(own)}" : "";
        yield return (AibomProperties.ExportAssurance + suffix, Terms.Own(edge.Assurance) + role);
        foreach (LineageClaim claim in edge.Claims)
        {
            string method = claim.Method is { } how ? $" {Terms.Own(how)}" : role;
            string claimant = claim.Claimant is { } name ? $" by {name}" : "";
            yield return (AibomProperties.ExportClaim + suffix, Terms.Own(claim.Assurance) + method + claimant);
        }
    }

    /// <summary>Of an edge that is left out.</summary>
    public static (string Name, string Value) Of(LeftOutEdge edge, string source) => (
        AibomProperties.ExportLeftOut, $"{Terms.Own(edge.Edge.Kind)} {source} {Terms.Own(edge.Reason)}");

    /// <summary>
    /// The method of an edge as a property, or that there is none where several would be read as a merge.
    /// </summary>
    /// <param name="edge">A derivation.</param>
    /// <param name="isOneOfSeveral">Whether the thing was derived from another of its kind too.</param>
    public static string? MethodOf(LineageStatement edge, bool isOneOfSeveral) => (edge.Method, isOneOfSeveral) switch
    {
        ({ } method, _) => Terms.Own(method),
        (null, true) => OwnProperties.NoMethod,
        _ => null,
    };

    /// <summary>Who claims an edge exactly as it is written, each once.</summary>
    public static IEnumerable<string> ClaimantsOf(LineageStatement edge) => edge.Claims
        .Where(claim => claim.Method == edge.Method)
        .Select(claim => claim.Claimant)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);
}
