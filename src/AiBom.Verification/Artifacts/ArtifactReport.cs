using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Domain.Journal;

namespace AiBom.Verification.Artifacts;

/// <summary>How the files that a document declares stand against the bytes that came.</summary>
/// <param name="Checks">One for each declared file, in document order.</param>
/// <param name="Findings">What is wrong, in the same order; then what came and is declared nowhere.</param>
public sealed record ArtifactReport(ImmutableArray<ArtifactCheck> Checks, ImmutableArray<Finding> Findings)
{
    /// <summary>Whether the submission is kept for forensics only. Derived: some finding is an error.</summary>
    public bool IsQuarantined => Findings.Any(finding => finding.Severity is Severity.Error);
}
