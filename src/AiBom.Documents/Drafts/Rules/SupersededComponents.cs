using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>Our property for what a component replaces; nothing of derivation is said by it.</summary>
internal static class SupersededComponents
{
    private static readonly PropertyReferences Property = new(
        AibomProperties.Supersedes, EdgeKind.Supersedes, Subjects: [], Source: null);

    public static void Read(StatementDraft draft) => Property.Read(draft);
}
