using System.Collections.Immutable;
using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.CycloneDx.Rules;

/// <summary>
/// <c>formulation</c>: every workflow and task is a run, which made its outputs from its inputs. How models were
/// derived says our property on input or task; else the task type <c>merge</c>; else what stands beside the things;
/// else the words of the task's name, and then the edges are readings. Where the tasks of a workflow tell of things,
/// the workflow's own inputs and outputs only sum them up and make no edges.
/// </summary>
internal static class Formulation
{
    private const string Rule = "cyclonedx:formulation";

    /// <summary>Reads the runs; a document whose runs state more edges than its bound is refused.</summary>
    public static void Read(Bom bom)
    {
        var edges = new RunEdges(bom, Rule, bom.Limits.Components, mayHandOn: true);
        IEnumerable<Part> workflows =
            Formulas.Of(bom.Root, bom.Report).SelectMany(formula => formula.Objects("workflows"));
        if (bom.Counted(workflows).All(workflow => Read(bom, edges, workflow)))
        {
            MarkDescribed(bom);
        }
    }

    private static bool Read(Bom bom, RunEdges edges, Part part)
    {
        Part[] tasks = [.. bom.Counted(part.Objects("tasks"))];
        ImmutableArray<TaskStep> inputs = [.. StepsOf(bom, part, "inputs")];
        ImmutableArray<TaskStep> outputs = [.. StepsOf(bom, part, "outputs")];
        bool isSummary = tasks.Any(task => HasResource(task, "inputs") && HasResource(task, "outputs"));
        DeclaredRun run = RunOf(bom, part);
        int position = bom.Runs.Count;
        if (isSummary)
        {
            edges.AddWithoutEdges(run, [.. inputs.Select(Own)], [.. outputs.Select(Own)]);
        }
        else
        {
            (DerivationMethod? method, DerivationMethod? read) = MethodOf(bom, part, run, outputs);
            if (!edges.Add(run, [.. inputs.Select(Own)], [.. outputs.Select(Own)], method, read))
            {
                return false;
            }
        }

        bom.Tasks.Add(new TaskEntry(part, position, inputs, outputs));
        return !bom.Report.IsRefused && tasks.All(task => Read(bom, edges, task));

        static RunStep Own(TaskStep step) => step.Step;
    }

    private static bool HasResource(Part task, string field) =>
        task.Has(field) && task.Objects(field).Any(step => step.Has("resource"));

    private static DeclaredRun RunOf(Bom bom, Part part) => new()
    {
        Pointer = part.At.ToString(),
        Id = part.Text("uid") ?? part.Text("bom-ref"),
        Name = part.Text("name"),
        Types = [.. part.Texts("taskTypes").Select(type => type.Text).Distinct(StringComparer.Ordinal)],
        Started = Instant.OfField(part, "timeStart", bom.Report),
        Ended = Instant.OfField(part, "timeEnd", bom.Report),
    };

    private static IEnumerable<TaskStep> StepsOf(Bom bom, Part run, string field)
    {
        foreach (Part step in bom.Counted(run.Objects(field)))
        {
            if (ReferenceOf(step) is not { } reference || bom.LocalRef(reference.Text) is not { } bomRef)
            {
                continue;
            }

            // A file stands for what it is a file of.
            ComponentEntry? entry = bom.References.Find(bomRef);
            bool isLifted = entry is { Entity: null };
            ComponentEntry? whole = isLifted ? (entry!.Parent ?? bom.Subject)?.OwnerOfFiles() : entry;
            int? entity = isLifted
                ? whole?.Entity
                : bom.References.Resolve(bomRef, reference.At, EntityKind.SoftwareComponent);
            if (entity is { } known)
            {
                yield return StepOf(bom, step, whole, new RunStep(known, reference.At, isLifted));
            }
        }
    }

    private static TaskStep StepOf(Bom bom, Part step, ComponentEntry? entry, RunStep known)
    {
        var own = PropertyList.Read(step.Objects("properties"), "name", "value");
        DatasetRole[] roles = OwnProperties.Roles(own[AibomProperties.DatasetRole], bom);
        if (roles.Length == 0 && entry is not null)
        {
            roles = bom.WordsOf(entry).Roles;
        }

        return new TaskStep(step, known with
        {
            Role = roles is [DatasetRole first, ..] ? first : null,
            Method = FirstMethod(own, bom),
            IsByproduct = step.Text("type") is "log" or "metrics" or "evidence" or "attestation",
        });
    }

    /// <summary>
    /// What a step names: a thing of the document, or an address that is a package URL. Parameters, environment
    /// variables and attachments name nothing.
    /// </summary>
    private static (string Text, Pointer At)? ReferenceOf(Part step)
    {
        if (!step.Has("resource") || step.Object("resource") is not { } resource)
        {
            return null;
        }

        if (resource.Text("ref") is { } reference)
        {
            return (reference, resource.At.To("ref"));
        }

        return resource.Object("externalReference") is { } external
            && external.Text("url") is { } url
            && PackageUrl.TryParse(url, out _)
                ? (url, external.At.To("url"))
                : null;
    }

    /// <summary>How the task derives by its own property or type, or else by what its words are read to say.</summary>
    private static (DerivationMethod? Stated, DerivationMethod? Read) MethodOf(
        Bom bom, Part task, DeclaredRun run, ImmutableArray<TaskStep> outputs)
    {
        var own = PropertyList.Read(task.Objects("properties"), "name", "value");
        TaskStep? product = outputs.FirstOrDefault(output => !output.Step.IsByproduct);
        EntityKind? kind = product is null ? null : bom.Entities[product.Step.Entity].Kind;
        DerivationMethod? stated = FirstMethod(own, bom)
            ?? (run.Types.Contains("merge", StringComparer.Ordinal) ? Derivations.OfSeveral(kind) : null);
        return (stated, stated is null ? TaskWords.MethodOf(run.Name, kind) : null);
    }

    private static DerivationMethod? FirstMethod(PropertyList properties, Bom bom) =>
        properties[AibomProperties.DerivationMethod]
            .Select(property => bom.ValueOf<DerivationMethod>(property))
            .FirstOrDefault();

    /// <summary>A document that states of what something was made describes it.</summary>
    private static void MarkDescribed(Bom bom)
    {
        IEnumerable<int> made = bom.Statements
            .Where(statement => statement is { Run: not null, Reading: Reading.Declared }
                && (LineageCycles.IsLineage(statement.Predicate) || statement.Predicate is EdgeKind.TestedOn))
            .Select(statement => statement.Subject)
            .Distinct();
        foreach (int entity in made.ToArray())
        {
            bom.Change(entity, own => own with { IsDescribed = true });
        }
    }
}
