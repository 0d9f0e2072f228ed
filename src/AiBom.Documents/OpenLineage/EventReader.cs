using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Drafts.Rules;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.OpenLineage;

/// <summary>
/// Reads a run event of OpenLineage: what a run read and made. Only a run that is <c>COMPLETE</c> made anything; of
/// another state the event tells of the run and of what it names, and of no edge.
/// </summary>
internal static class EventReader
{
    /// <summary>The reader and its version, as <see cref="StatementSet.Reader"/> records it.</summary>
    private const string Version = "openlineage/1";

    private const string Complete = "COMPLETE";
    private const string Spec = "https://openlineage.io/spec/";
    private const string Unstated = "unstated";

    /// <summary>Whether an object is an event, by its schema or by what every run event has.</summary>
    public static bool IsEvent(JsonValue root) => root.ValueKind is JsonValueKind.Object
        && ((root.TryGetProperty("schemaURL", out JsonValue url)
                && url.ValueKind is JsonValueKind.String
                && VersionOf(url.GetString()) is not null)
            || (root.TryGetProperty("eventTime", out _)
                && root.TryGetProperty("run", out _)
                && root.TryGetProperty("job", out _)));

    /// <summary>The version in an event's schema address, such as <c>2-0-2</c>; null for another address.</summary>
    public static string? VersionOf(string? schemaUrl) =>
        schemaUrl?.StartsWith(Spec, StringComparison.Ordinal) is true
            ? schemaUrl[Spec.Length..].Split('/', 2)[0]
            : null;

    public static StatementSet? Read(JsonValue root, Digest document, DocumentLimits limits, Report report)
    {
        var top = new Part(root, new PartBounds(report, limits.Text));
        if (top.Object("run") is not { } run || top.Object("job") is not { } job)
        {
            report.Refuse(
                FindingCodes.SpecVersionUnsupported,
                "",
                "The event is of no run; events of a job or a dataset alone tell of no lineage.",
                "a RunEvent of OpenLineage",
                top.Text("schemaURL"),
                Outcome.Unsupported);
            return null;
        }

        string? state = top.Text("eventType");
        bool isComplete = state is Complete;
        var draft = new RunDraft(limits, report);
        var datasets = new DatasetReader(draft);
        Part[] inputs = [.. top.Objects("inputs")];
        RunStep[] read = Steps(datasets, inputs, draft);
        RunStep[] made = Steps(datasets, Made(top, inputs), draft);
        if (!isComplete)
        {
            report.Inform(
                FindingCodes.RunNotComplete,
                top.At.To("eventType"),
                $"The run is not {Complete} but '{FindingLimits.Cut(state)}', so nothing is said of what it made.");
        }

        made = isComplete ? made : [];
        DeclaredRun facts = RunOf(top, run, job, state, report);
        DerivationMethod? method = MethodOf(job, run, draft);
        var edges = new RunEdges(draft, StatementRules.ObservedRun, limits.Components);
        if (report.IsRefused || !edges.Add(facts, read, made, method))
        {
            return null;
        }

        foreach (RunStep step in made)
        {
            draft.Change(step.Entity, own => own with { IsDescribed = true, Created = own.Created ?? facts.Ended });
        }

        DatasetLabelSets.Read(draft);
        DatasetGenerators.Read(draft);
        SupersededComponents.Read(draft);
        return LineageCycles.Refuse(draft)
            ? null
            : draft.ToStatementSet(document, Version, ReadHeader(top, draft, made, report));
    }

    /// <summary>
    /// The outputs with bytes that the run made: not what it removed or renamed, nor a state that it read, which it
    /// then left as it was.
    /// </summary>
    private static IEnumerable<Part> Made(Part top, Part[] inputs)
    {
        var read = inputs.Select(DatasetReader.StateOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return top.Objects("outputs").Where(output => DatasetReader.IsMade(output)
            && (DatasetReader.StateOf(output) is not { } state || !read.Contains(state)));
    }

    private static RunStep[] Steps(DatasetReader datasets, IEnumerable<Part> parts, RunDraft draft)
    {
        var steps = new List<RunStep>();
        foreach (Part part in parts)
        {
            if (datasets.Read(part) is { } step)
            {
                steps.Add(step);
            }

            if (draft.Report.IsRefused)
            {
                break;
            }
        }

        return [.. steps];
    }

    /// <summary>
    /// The run. It began with the event <c>START</c>, and ended with the event that says how; an event between the two
    /// knows neither. Where only the plan is known (<c>nominalTime</c>), that is when it began.
    /// </summary>
    private static DeclaredRun RunOf(Part top, Part run, Part job, string? state, Report report)
    {
        Part? facets = run.Object("facets");
        DateTimeOffset? at = Instant.OfField(top, "eventTime", report);
        DateTimeOffset? planned = facets?.Object("nominalTime") is { } nominal
            ? Instant.OfField(nominal, "nominalStartTime", report)
            : null;
        Part? jobFacets = job.Object("facets");
        ImmutableArray<string> types = jobFacets?.Object("jobType")?.Text("jobType") is { } type ? [type] : [];
        return new DeclaredRun
        {
            Pointer = run.At.ToString(),
            Id = run.Text("runId"),
            Name = $"{job.Text("namespace")?.TrimEnd('/')}/{job.Text("name")}",
            Types = types,
            Started = state is "START" ? at : planned,
            Ended = state is Complete or "FAIL" or "ABORT" ? at : null,
            PerformedBy = OwnerOf(jobFacets),
            Parent = facets?.Object("parent")?.Object("run")?.Text("runId"),
        };
    }

    /// <summary>The first owner of a job that has a name.</summary>
    private static string? OwnerOf(Part? facets) => facets?.Object("ownership") is { } ownership
        ? ownership.Objects("owners").Select(owner => owner.Text("name")).FirstOrDefault(name => name is not null)
        : null;

    /// <summary>How the run derives, by our facet on the run or on its job.</summary>
    private static DerivationMethod? MethodOf(Part job, Part run, RunDraft draft) => new[] { run, job }
        .Select(part => DatasetReader.PropertiesOf(part.Object("facets")))
        .SelectMany(properties => properties[AibomProperties.DerivationMethod])
        .Select(property => draft.ValueOf<DerivationMethod>(property))
        .FirstOrDefault();

    private static DocumentHeader ReadHeader(Part top, RunDraft draft, RunStep[] made, Report report)
    {
        string? version = VersionOf(top.Text("schemaURL"));
        if (version is null)
        {
            report.Warn(
                FindingCodes.FieldMissing,
                top.At.To("schemaURL"),
                "An event names the version of its schema.",
                $"{Spec}2-0-2/OpenLineage.json");
        }

        int? subject = made.Select(step => (int?)step.Entity)
            .FirstOrDefault(entity => draft.Entities[entity!.Value].Kind is EntityKind.Model)
            ?? (made.Length > 0 ? made[0].Entity : null);
        return new DocumentHeader
        {
            Format = StatedFormat.OpenLineage,
            SpecVersion = version ?? Unstated,
            Timestamp = Instant.OfField(top, "eventTime", report),
            Publisher = subject is { } entity ? OwnProperties.MakerOf(draft.Entities[entity]) : null,
            Subject = subject,
        };
    }
}
