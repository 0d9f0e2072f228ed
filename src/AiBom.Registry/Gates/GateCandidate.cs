using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Registry.Ingestion;

namespace AiBom.Registry.Gates;

/// <summary>A submission that is not recorded, judged as if it were.</summary>
/// <param name="Recorded">The graph as it is.</param>
/// <param name="Lineage">The graph as it would be.</param>
/// <param name="Statements">What the document says.</param>
/// <param name="Verdict">What would become of it.</param>
internal sealed record GateCandidate(
    LineageGraph Recorded, CandidateLineage Lineage, StatementSet Statements, Verdict Verdict)
{
    /// <summary>The document as one that describes an entity of its own.</summary>
    public DescribingDocument Describe(int position)
    {
        Dictionary<string, DigestStatus> checks = Verdict.Artifacts
            .DistinctBy(check => check.Pointer, StringComparer.Ordinal)
            .ToDictionary(check => check.Pointer, check => check.Status, StringComparer.Ordinal);
        DeclaredEntity declared = Statements.Entities[position];
        return new DescribingDocument(
            Verdict.Document,
            declared.Pointer,
            Verdict.Verification!.Authenticity,
            Verdict.Verification.ClaimedBy)
        {
            Files =
            [
                .. declared.Files.Select(file => new DescribedFile(
                    file.Name, file.Pointer, checks.GetValueOrDefault(file.Pointer, DigestStatus.NotAvailable))),
            ],
        };
    }

    /// <summary>The name of a thing that only this document knows; null where the record knows it.</summary>
    public string? NameOf(int id)
    {
        if (Lineage.Graph.Members(id).Any(Recorded.Has))
        {
            return null;
        }

        int position = Array.FindIndex(Lineage.Ids, own => Lineage.Graph.Resolve(own) == id);
        return Statements.Entities[position].QualifiedNameAndVersion();
    }

    /// <summary>What the document says of an edge.</summary>
    public IEnumerable<GateClaim> ClaimsOf(LineageEdge edge) => Statements.Statements
        .Where(statement => statement.Predicate == edge.Kind
            && Lineage.Graph.Resolve(Lineage.Ids[statement.Subject]) == edge.Subject
            && Lineage.Graph.Resolve(Lineage.Ids[statement.Object]) == edge.Object)
        .Select(statement => new GateClaim(
            Verdict.Candidate!.Voices.QuotedFrom(statement) ?? Verdict.Candidate.Voices.ClaimedBy,
            Verdict.Candidate.Voices.AssuranceOf(statement),
            statement.Method,
            Verdict.Document,
            statement.Pointer));
}
