using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>dependencies</c>. The standard's edge is untyped, so between models and datasets it is a reading: a model that
/// depends on a dataset was trained on it, one that depends on a model was derived from it, unless the object that some
/// tools put into <c>dependsOn</c> (<c>ref</c>, <c>relation</c>), or <c>ai.model.relation</c> on the base, says
/// otherwise.
/// </summary>
internal static class DependencyGraph
{
    private const string Rule = "cyclonedx:dependencies";
    private const string RelationProperty = "ai.model.relation";

    public static void Read(Bom bom)
    {
        foreach (Part dependency in bom.Root.Objects("dependencies"))
        {
            if (SubjectOf(bom, dependency) is { } subject)
            {
                foreach ((JsonValue item, Pointer place) in dependency.Items("dependsOn"))
                {
                    ReadTarget(bom, subject, dependency, item, place);
                }
            }
        }
    }

    private static int? SubjectOf(Bom bom, Part dependency)
    {
        if (dependency.Json.TryGetProperty("ref", out JsonValue written) && bom.References.Find(written) is { } entry)
        {
            return entry.Entity;
        }

        Pointer at = dependency.At.To("ref");
        if (dependency.Text("ref") is { } reference)
        {
            return bom.References.Resolve(reference, at, EntityKind.SoftwareComponent);
        }

        bom.Report.Warn(FindingCodes.FieldMissing, at, "A dependency says whose it is.", "a bom-ref");
        return null;
    }

    private static void ReadTarget(Bom bom, int subject, Part dependency, JsonValue item, Pointer at)
    {
        if (bom.References.Find(item) is { } known)
        {
            if (known.Entity is { } own)
            {
                Relate(bom, subject, own, RelationOf(known), known, at);
            }

            return;
        }

        string? relation = null;
        string? target;
        if (item.ValueKind is JsonValueKind.Object)
        {
            Part written = dependency.With(item);
            bom.Report.Warn(
                FindingCodes.TypeMismatch,
                at,
                "'dependsOn' lists bom-refs, not objects; the object's 'ref' was read.",
                "a bom-ref");
            target = written.Text("ref");
            relation = written.Text("relation");
        }
        else
        {
            target = dependency.TextAt(item, at);
        }

        if (target is null || bom.References.Resolve(target, at, GuessOf(relation)) is not { } source)
        {
            return;
        }

        ComponentEntry? declared = bom.References.Find(target);
        Relate(bom, subject, source, relation ?? RelationOf(declared), declared, at);
    }

    private static void Relate(
        Bom bom, int subject, int source, string? relation, ComponentEntry? declared, Pointer at)
    {
        DatasetRole? role = RoleOf(relation) ?? RoleOf(declared);
        Derivations.RelateDependency(bom, subject, source, at, Rule, Terms.ToolMethod(relation), role);
    }

    /// <summary>What an undeclared target of that relation would be, where its package URL does not tell.</summary>
    private static EntityKind GuessOf(string? relation)
    {
        if (RoleOf(relation) is DatasetRole.Training or DatasetRole.Validation or DatasetRole.Testing)
        {
            return EntityKind.Dataset;
        }

        return Terms.ToolMethod(relation) is null ? EntityKind.SoftwareComponent : EntityKind.Model;
    }

    private static DatasetRole? RoleOf(string? relation) => relation is null
        ? null
        : Terms.ToolRoles(relation).Select(role => (DatasetRole?)role).Order().FirstOrDefault();

    private static DatasetRole? RoleOf(ComponentEntry? dataset) => dataset?.First(AibomProperties.DatasetRole) is null
        ? null
        : dataset.Properties[AibomProperties.DatasetRole]
            .Select(property => Terms.Own<DatasetRole>(property.Value))
            .FirstOrDefault(role => role is not null);

    /// <summary>The relation as it stands on the base model, or in its card.</summary>
    private static string? RelationOf(ComponentEntry? target) => target is not { Kind: EntityKind.Model }
        ? null
        : (target.Properties.First(RelationProperty) ?? target.CardProperties.First(RelationProperty))?.Value;
}
