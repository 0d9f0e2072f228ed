using AiBom.Domain;

namespace AiBom.Registry.Ingestion;

/// <summary>
/// PROV constraint "generation precedes usage": what something was made from existed before it was made.
/// </summary>
internal static class TemporalRule
{
    public static IEnumerable<Finding> Check(DeclaredKeys keys)
    {
        foreach (Statement statement in keys.Statements.Statements)
        {
            bool isMaking = statement.Predicate
                is EdgeKind.DerivedFrom or EdgeKind.TrainedOn or EdgeKind.LabeledWith or EdgeKind.GeneratedWith;
            if (isMaking
                && CreatedOf(keys, statement.Subject) is { } made
                && CreatedOf(keys, statement.Object) is { } source
                && made < source)
            {
                DeclaredEntity subject = keys.Entities[statement.Subject];
                DeclaredEntity from = keys.Entities[statement.Object];
                yield return RecordRules.Warn(
                    FindingCodes.TemporalInconsistency,
                    statement.Pointer,
                    $"'{FindingLimits.Cut(subject.QualifiedNameAndVersion())}' is said to be made from "
                    + $"'{FindingLimits.Cut(from.QualifiedNameAndVersion())}', which was made later.",
                    expected: $"made at or before {made.ToCanonicalText()}",
                    found: source.ToCanonicalText());
            }
        }
    }

    private static DateTimeOffset? CreatedOf(DeclaredKeys keys, int entity) =>
        keys.Entities[entity].Created ?? keys.RecordOf(entity)?.Created?.Value;
}
