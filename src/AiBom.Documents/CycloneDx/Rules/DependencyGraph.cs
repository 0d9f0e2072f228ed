using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>dependencies</c>. The standard's edge is untyped, so between models and datasets it is a reading: a model that
/// depends on a dataset was trained on it, one that depends on a model was derived from it, unless the object that some
/// tools put into <c>dependsOn</c> (<c>ref</c>, <c>relation</c>), or a word elsewhere, says otherwise.
/// </summary>
internal static class DependencyGraph
{
    private const string Rule = "cyclonedx:dependencies";

    public static void Read(Bom bom)
    {
        foreach (Part dependency in bom.Root.Objects("dependencies"))
        {
            if (SubjectOf(bom, dependency) is { } subject)
            {
                ComponentEntry? descendant = DescendantOf(bom, dependency);
                foreach ((JsonValue item, Pointer place) in dependency.Items("dependsOn"))
                {
                    ReadTarget(bom, (subject, descendant), dependency, item, place);
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

    /// <summary>What the dependency is of, where the document declares it; looked for once.</summary>
    private static ComponentEntry? DescendantOf(Bom bom, Part dependency) =>
        dependency.Text("ref") is { } reference ? bom.References.Find(reference) : null;

    private static void ReadTarget(
        Bom bom, (int Entity, ComponentEntry? Entry) subject, Part dependency, JsonValue item, Pointer at)
    {
        if (bom.References.Find(item) is { } known)
        {
            if (known.Entity is { } own)
            {
                Relate(bom, subject, own, null, known, at);
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

        Relate(bom, subject, source, relation, bom.References.Find(target), at);
    }

    private static void Relate(
        Bom bom,
        (int Entity, ComponentEntry? Entry) subject,
        int source,
        string? relation,
        ComponentEntry? declared,
        Pointer at)
    {
        if (bom.Entities[subject.Entity].Kind is EntityKind.SoftwareComponent)
        {
            // Libraries among themselves are most of what real documents list, and have no words.
            Derivations.RelateDependency(bom, subject.Entity, source, at, Rule, method: null, role: null);
            return;
        }

        DatasetRole? role = RoleOf(relation) ?? RoleOf(declared, bom);
        DerivationMethod? method = Terms.ToolMethod(relation)
            ?? (declared is null ? null : bom.WordsOf(declared).Relation)
            ?? (subject.Entry is null
                ? null
                : bom.MethodsOf(subject.Entry).Of(ancestor: null, bom.NameOf(source)));
        Derivations.RelateDependency(bom, subject.Entity, source, at, Rule, method, role);
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

    private static DatasetRole? RoleOf(ComponentEntry? dataset, Bom bom)
    {
        if (dataset is null)
        {
            return null;
        }

        SourceWords words = bom.WordsOf(dataset);
        return words.Roles is [var role, ..] ? role : words.WordedRole;
    }
}
