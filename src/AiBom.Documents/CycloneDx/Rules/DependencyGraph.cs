using System.Text.Json;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>dependencies</c>. The standard's edge is untyped, so between models and datasets it is a reading: a model that
/// depends on a dataset was trained on it, one that depends on a model was derived from it, unless the object that some
/// tools put into <c>dependsOn</c> (<c>ref</c>, <c>relation</c>), or <c>ai.model.relation</c> on the base, says otherwise.
/// </summary>
internal static class DependencyGraph
{
    private const string Rule = "cyclonedx:dependencies";
    private const string RelationProperty = "ai.model.relation";

    public static void Read(Bom bom)
    {
        foreach (Part dependency in bom.Root.Objects("dependencies"))
        {
            if (dependency.Text("ref") is not { } reference)
            {
                continue;
            }

            if (bom.Find(reference) is not { } owner)
            {
                bom.Report.Warn(
                    FindingCodes.ReferenceDangling,
                    dependency.At.To("ref"),
                    "Nothing in the document has this bom-ref.",
                    "a declared bom-ref",
                    reference);
                continue;
            }

            foreach ((JsonElement item, Pointer at) in dependency.Items("dependsOn"))
            {
                ReadTarget(bom, dependency, owner, item, at);
            }
        }
    }

    private static void ReadTarget(Bom bom, Part dependency, ComponentEntry owner, JsonElement item, Pointer at)
    {
        string? relation = null;
        string? target;
        if (item.ValueKind is JsonValueKind.Object)
        {
            Part written = dependency.With(item, at);
            bom.Report.Warn(
                FindingCodes.TypeMismatch, at, "'dependsOn' lists bom-refs, not objects; the object's 'ref' was read.", "a bom-ref");
            target = written.Text("ref");
            relation = written.Text("relation");
        }
        else
        {
            target = dependency.TextAt(item, at);
        }

        EntityKind guess = owner.Kind ?? EntityKind.SoftwareComponent;
        if (target is null || owner.Entity is not { } subject || bom.Resolve(target, at, guess) is not { } source)
        {
            return;
        }

        EntityKind kind = bom.Entities[source].Kind;
        relation ??= bom.Find(target)?.Properties[RelationProperty].FirstOrDefault()
            ?? RelationOfCard(bom.Find(target));
        Relate(bom, owner.Kind, subject, source, kind, relation, at);
    }

    private static void Relate(
        Bom bom, EntityKind? ownerKind, int subject, int source, EntityKind kind, string? relation, Pointer at)
    {
        switch (ownerKind, kind)
        {
            case (EntityKind.Model, EntityKind.Dataset):
                DatasetRole role = Terms.ToolRole(relation)
                    ?? DatasetRole.Training;
                bom.Relate(subject, Terms.EdgeOf(role), source, at, Reading.Inferred, Rule, role: role);
                break;
            case (EntityKind.Model, EntityKind.Model) or (EntityKind.Dataset, EntityKind.Dataset):
                bom.Relate(
                    subject, EdgeKind.DerivedFrom, source, at, Reading.Inferred, Rule, Terms.ToolMethod(relation));
                break;
            case (EntityKind.Dataset, EntityKind.LabelSet):
                bom.Relate(subject, EdgeKind.LabeledWith, source, at, Reading.Inferred, Rule);
                break;
            case (EntityKind.AiSystem, EntityKind.Model):
                bom.Relate(subject, EdgeKind.Contains, source, at, Reading.Inferred, Rule);
                break;
            default:
                bom.Relate(subject, EdgeKind.DependsOn, source, at, Reading.Declared, Rule);
                break;
        }
    }

    /// <summary>The relation where it stands in the base model's card rather than on the component.</summary>
    private static string? RelationOfCard(ComponentEntry? target) =>
        target?.Part.Object("modelCard") is { } card ? ComponentEntry.Read(card)[RelationProperty].FirstOrDefault() : null;
}
