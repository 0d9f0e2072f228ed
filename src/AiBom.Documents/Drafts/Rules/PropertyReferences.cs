using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.Drafts.Rules;

/// <summary>An edge that a property of ours states: its value is a handle in the document, or a package URL.</summary>
/// <param name="Name">The property; it may stand several times.</param>
/// <param name="Edge">The edge that it states.</param>
/// <param name="Subjects">What may have it; empty for anything.</param>
/// <param name="Source">What it refers to; null for anything.</param>
internal sealed record PropertyReferences(
    string Name, EdgeKind Edge, ImmutableArray<EntityKind> Subjects, EntityKind? Source)
{
    public void Read(StatementDraft draft)
    {
        foreach (Entry entry in draft.Entries)
        {
            if (entry is { Entity: { } subject, Kind: { } kind })
            {
                foreach (Property property in entry.Properties[Name])
                {
                    Relate(draft, subject, kind, property);
                }
            }
        }
    }

    private void Relate(StatementDraft draft, int subject, EntityKind kind, Property property)
    {
        EntityKind expected = Source ?? kind;

        // The taxonomy lets a package URL stand for what another document describes, so it does not dangle.
        int? source = draft.Find(property.Value) is null
            ? draft.Name(property.Value, property.At, expected)
            : null;
        source ??= draft.Resolve(property.Value, property.At, expected);
        if (source is not { } known)
        {
            return;
        }

        bool isSubject = Subjects.IsEmpty || Subjects.Contains(kind);
        if (isSubject && (Source is null || draft.Entities[known].Kind == Source))
        {
            draft.Relate(subject, Edge, known, property.At, Reading.Declared, Name);
        }
        else
        {
            draft.Report.Warn(
                FindingCodes.ValueInvalid,
                property.At,
                $"'{Name}' does not relate such things; it was left out.",
                $"{(Subjects.IsEmpty ? kind : Subjects[0])} to {expected}",
                $"{kind} to {draft.Entities[known].Kind}");
        }
    }
}
