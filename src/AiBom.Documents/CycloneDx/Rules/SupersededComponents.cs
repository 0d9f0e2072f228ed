using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>Our property for what a component replaces; nothing of derivation is said by it.</summary>
internal static class SupersededComponents
{
    private const string Rule = "aibom:supersedes";

    public static void Read(Bom bom) => PropertyReferences.Relate(
        bom, AibomProperties.Supersedes, subjectKind: null, EdgeKind.Supersedes, sourceKind: null, Rule);
}
