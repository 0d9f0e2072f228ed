using System.Collections.Immutable;
using System.Globalization;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>declarations</c> (CycloneDX 1.6): claims with the evidence for and against them, and assessments of how far
/// requirements are met. Contents of evidence are not read, and nothing here proves an edge.
/// </summary>
internal static class Declarations
{
    public static void Read(Bom bom)
    {
        if (bom.Root.Object("declarations") is not { } declarations)
        {
            return;
        }

        Dictionary<string, int> evidence = new(StringComparer.Ordinal);
        foreach (Part part in bom.Counted(declarations.Objects("evidence")))
        {
            Note(evidence, part, bom.Evidence.Count);
            bom.Evidence.Add(EvidenceOf(bom, part));
        }

        Dictionary<string, int> claims = new(StringComparer.Ordinal);
        foreach (Part part in bom.Counted(declarations.Objects("claims")))
        {
            Note(claims, part, bom.Claims.Count);
            bom.Claims.Add(ClaimOf(bom, part, evidence));
        }

        foreach (Part attestation in declarations.Objects("attestations"))
        {
            (string? Name, bool? IsThirdParty) assessor = AssessorOf(bom, attestation);
            foreach (Part mapping in bom.Counted(attestation.Objects("map")))
            {
                bom.Assessments.Add(AssessmentOf(bom, assessor, mapping, claims));
            }
        }
    }

    private static void Note(Dictionary<string, int> positions, Part part, int position)
    {
        if (part.Text("bom-ref") is { } bomRef)
        {
            positions.TryAdd(bomRef, position);
        }
    }

    private static DeclaredEvidence EvidenceOf(Bom bom, Part part) => new()
    {
        Pointer = part.At.ToString(),
        Reference = part.Text("bom-ref"),
        Description = part.Text("description"),
        Property = part.Text("propertyName"),
        Author = part.Object("author")?.Text("name"),
        Created = Instant.OfField(part, "created", bom.Report),
        Expires = Instant.OfField(part, "expires", bom.Report),
    };

    private static DeclaredClaim ClaimOf(Bom bom, Part part, Dictionary<string, int> evidence)
    {
        (string? target, int? entity) = TargetOf(bom, part);
        return new DeclaredClaim
        {
            Pointer = part.At.ToString(),
            Reference = part.Text("bom-ref"),
            Target = target,
            TargetEntity = entity,
            Predicate = part.Text("predicate"),
            Reasoning = part.Text("reasoning"),
            Evidence = PositionsOf(bom, part, "evidence", evidence),
            CounterEvidence = PositionsOf(bom, part, "counterEvidence", evidence),
        };
    }

    private static DeclaredAssessment AssessmentOf(
        Bom bom,
        (string? Name, bool? IsThirdParty) assessor,
        Part mapping,
        Dictionary<string, int> claims)
    {
        Part? conformance = mapping.Object("conformance");
        Part? confidence = mapping.Object("confidence");
        return new DeclaredAssessment
        {
            Pointer = mapping.At.ToString(),
            Assessor = assessor.Name,
            IsThirdParty = assessor.IsThirdParty,
            Requirement = RequirementOf(bom, mapping),
            Claims = PositionsOf(bom, mapping, "claims", claims),
            CounterClaims = PositionsOf(bom, mapping, "counterClaims", claims),
            Conformance = ScoreOf(bom, conformance),
            ConformanceRationale = conformance?.Text("rationale"),
            Confidence = ScoreOf(bom, confidence),
            ConfidenceRationale = confidence?.Text("rationale"),
        };
    }

    /// <summary>The target as a thing of the document, else by name, else as it is written.</summary>
    private static (string? Name, int? Entity) TargetOf(Bom bom, Part claim)
    {
        if (claim.Text("target") is not { } reference)
        {
            return (null, null);
        }

        if (bom.References.Find(reference)?.Entity is { } known)
        {
            return (reference, known);
        }

        Handle? thing = HandleOf(bom, reference, claim.At.To("target"));
        return (thing is null ? reference : Parties.NameOf(thing, bom.Report) ?? reference, null);
    }

    private static (string? Name, bool? IsThirdParty) AssessorOf(Bom bom, Part attestation)
    {
        if (attestation.Text("assessor") is not { } reference)
        {
            return (null, null);
        }

        if (HandleOf(bom, reference, attestation.At.To("assessor")) is not { } assessor)
        {
            return (FindingLimits.Cut(reference), null);
        }

        return (
            Parties.NameOf(assessor, bom.Report) ?? FindingLimits.Cut(reference),
            assessor.Part.Has("thirdParty") ? assessor.Part.Flag("thirdParty") : null);
    }

    /// <summary>A requirement of a standard that the document defines.</summary>
    private static string? RequirementOf(Bom bom, Part mapping)
    {
        if (mapping.Text("requirement") is not { } reference)
        {
            return null;
        }

        Handle? requirement = HandleOf(bom, reference, mapping.At.To("requirement"));
        return requirement?.Part.Text("identifier", Parties.LongestName)
            ?? requirement?.Part.Text("title", Parties.LongestName)
            ?? reference;
    }

    private static Handle? HandleOf(Bom bom, string reference, Pointer at)
    {
        Handle? thing = bom.LocalRef(reference) is { } local ? bom.Handles.Find(local) : null;
        if (thing is null && !BomLink.Is(reference))
        {
            bom.WarnDangling(reference, at);
        }

        return thing;
    }

    private static ImmutableArray<int> PositionsOf(
        Bom bom, Part owner, string field, Dictionary<string, int> positions)
    {
        var found = ImmutableArray.CreateBuilder<int>();
        foreach ((string reference, Pointer at) in owner.Texts(field))
        {
            if (positions.TryGetValue(reference, out int position))
            {
                found.Add(position);
            }
            else
            {
                bom.WarnDangling(reference, at);
            }
        }

        return [.. found.Distinct()];
    }

    private static double? ScoreOf(Bom bom, Part? scored)
    {
        if (scored?.Number("score") is not { } score || score is >= 0 and <= 1)
        {
            return scored?.Number("score");
        }

        bom.Report.Warn(
            FindingCodes.ValueInvalid,
            scored.Value.At.To("score"),
            "A score is a number from 0 to 1; it was left out.",
            "0 to 1",
            score.ToString("R", CultureInfo.InvariantCulture));
        return null;
    }
}
