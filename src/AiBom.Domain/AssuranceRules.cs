namespace AiBom.Domain;

/// <summary>
/// How far a signed statement is proved by the evidence that supports it. An unsigned one is asserted, whatever
/// evidence there is: nobody stands behind it.
/// </summary>
public static class AssuranceRules
{
    /// <summary>
    /// Whether evidence can prove an edge at all: one by which a run read something. That one thing replaces, contains
    /// or needs another, no run shows and no delivery.
    /// </summary>
    public static bool IsProvable(EdgeKind kind) =>
        kind is EdgeKind.DerivedFrom
            or EdgeKind.TrainedOn
            or EdgeKind.TestedOn
            or EdgeKind.LabeledWith
            or EdgeKind.GeneratedWith;

    /// <summary>The assurance of a signed statement.</summary>
    /// <param name="evidence">What supports it.</param>
    public static Assurance Of(IEnumerable<EvidenceKind> evidence)
    {
        Assurance assurance = Assurance.Signed;
        foreach (EvidenceKind kind in evidence)
        {
            if (kind is EvidenceKind.BuilderProvenance)
            {
                return Assurance.Verified;
            }

            assurance = Assurance.Corroborated;
        }

        return assurance;
    }
}
