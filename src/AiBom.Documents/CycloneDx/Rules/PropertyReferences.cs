using System.Collections.Immutable;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>An edge that a property of ours states: its value is a bom-ref of the document, or a package URL.</summary>
/// <param name="Name">The property; it may stand several times.</param>
/// <param name="Edge">The edge that it states.</param>
/// <param name="Subjects">What may have it; empty for anything.</param>
/// <param name="Source">What it refers to; null for anything.</param>
internal sealed record PropertyReferences(
    string Name, EdgeKind Edge, ImmutableArray<EntityKind> Subjects, EntityKind? Source)
{
    public void Read(Bom bom)
    {
        foreach (ComponentEntry entry in bom.Components)
        {
            if (entry is { Entity: { } subject, Kind: { } kind })
            {
                foreach (Property property in entry.Properties[Name])
                {
                    Relate(bom, subject, kind, property);
                }
            }
        }
    }

    private void Relate(Bom bom, int subject, EntityKind kind, Property property)
    {
        EntityKind expected = Source ?? kind;

        // The taxonomy lets a package URL stand for what another document describes, so it does not dangle.
        int? source = bom.References.Find(property.Value) is null
            ? bom.References.Name(property.Value, property.At, expected)
            : null;
        source ??= bom.References.Resolve(property.Value, property.At, expected);
        if (source is not { } known)
        {
            return;
        }

        bool isSubject = Subjects.IsEmpty || Subjects.Contains(kind);
        if (isSubject && (Source is null || bom.Entities[known].Kind == Source))
        {
            bom.Relate(subject, Edge, known, property.At, Reading.Declared, Name);
        }
        else
        {
            bom.Report.Warn(
                FindingCodes.ValueInvalid,
                property.At,
                $"'{Name}' does not relate such things; it was left out.",
                $"{(Subjects.IsEmpty ? kind : Subjects[0])} to {expected}",
                $"{kind} to {bom.Entities[known].Kind}");
        }
    }
}
