using System.Text.Json;
using AiBom.Documents.Drafts;
using AiBom.Documents.Drafts.Rules;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.InToto;

/// <summary>
/// Reads an in-toto Statement (v0.1, v1) of SLSA provenance (0.2, 1): the subjects are what one run made, of all the
/// dependencies that it resolved. Statements of other predicates are evidence, and tell of no lineage of their own.
/// </summary>
internal static class StatementReader
{
    /// <summary>Where the types of Statements lie; the version follows.</summary>
    public const string Family = "https://in-toto.io/Statement/";

    /// <summary>The reader and its version, as <see cref="StatementSet.Reader"/> records it.</summary>
    private const string Version = "in-toto/1";

    private const string Rule = "slsa:provenance";
    private const string Provenance = "https://slsa.dev/provenance/v";
    private const string Expected = "an in-toto Statement v0.1 or v1 of SLSA provenance 0.2 or 1";

    /// <summary>Whether an object says that it is a Statement.</summary>
    public static bool IsStatement(JsonValue root) => root.ValueKind is JsonValueKind.Object
        && root.TryGetProperty("_type", out JsonValue type)
        && type.ValueKind is JsonValueKind.String
        && type.GetString()!.StartsWith(Family, StringComparison.Ordinal);

    /// <summary>The version of the provenance, such as <c>0.2</c>; null for another predicate type.</summary>
    public static string? VersionOf(string? predicateType) =>
        predicateType?.StartsWith(Provenance, StringComparison.Ordinal) is true
            ? predicateType[Provenance.Length..]
            : null;

    public static StatementSet? Read(JsonValue root, Digest document, DocumentLimits limits, Report report)
    {
        var top = new Part(root, new PartBounds(report, limits.Text));
        if (ReadFormat(top, report) is not { } version)
        {
            return null;
        }

        BuildFacts facts = BuildFacts.Read(top, version, report);
        var draft = new RunDraft(limits, report);
        var resources = new ResourceReader(draft);
        RunStep[] made = Steps(top.Objects("subject"), resources, draft, facts.Run.Ended, isSubject: true);
        if (made.Length == 0)
        {
            report.Warn(FindingCodes.FieldMissing, top.At.To("subject"), "A Statement is about something.");
        }

        DatasetRole? role = OwnProperties.Roles(facts.Parameters[AibomProperties.DatasetRole], draft) is [var own, ..]
            ? own
            : null;
        RunStep[] read =
        [
            .. Steps(facts.Inputs, resources, draft, made: null, isSubject: false)
                .Select(step => step with { Role = step.Role ?? role }),
        ];
        DerivationMethod? method = facts.Parameters[AibomProperties.DerivationMethod]
            .Select(property => draft.ValueOf<DerivationMethod>(property))
            .FirstOrDefault();
        if (report.IsRefused || !new RunEdges(draft, Rule, limits.Components).Add(facts.Run, read, made, method))
        {
            return null;
        }

        DatasetLabelSets.Read(draft);
        DatasetGenerators.Read(draft);
        SupersededComponents.Read(draft);
        ReadCompleteness(draft, made, facts.AllListed);
        return LineageCycles.Refuse(draft)
            ? null
            : draft.ToStatementSet(document, Version, ReadHeader(draft, version, made, facts.Run));
    }

    private static RunStep[] Steps(
        IEnumerable<Part> descriptors,
        ResourceReader resources,
        RunDraft draft,
        DateTimeOffset? made,
        bool isSubject)
    {
        var steps = new List<RunStep>();
        foreach (Part descriptor in descriptors)
        {
            if (resources.Read(descriptor, made, isSubject) is { } read)
            {
                steps.Add(read);
            }

            if (draft.Report.IsRefused)
            {
                break;
            }
        }

        return [.. steps];
    }

    private static string? ReadFormat(Part top, Report report)
    {
        string? type = top.Text("_type");
        if (type is not (Family + "v1" or Family + "v0.1"))
        {
            Refuse("/_type", "This version of in-toto's Statement is not read.", type);
            return null;
        }

        string? predicateType = top.Text("predicateType");
        string? version = VersionOf(predicateType);
        if (version is "0.2" or "1" || version?.StartsWith("1.", StringComparison.Ordinal) is true)
        {
            return version;
        }

        Refuse(
            "/predicateType",
            "A Statement of this predicate type can be evidence about artifacts; it tells of no lineage of its own.",
            predicateType);
        return null;

        void Refuse(string pointer, string message, string? found) => report.Refuse(
            FindingCodes.SpecVersionUnsupported, pointer, message, Expected, found, Outcome.Unsupported);
    }

    /// <summary>SLSA 0.2 may claim that all materials are listed; our annotations go before that.</summary>
    private static void ReadCompleteness(RunDraft draft, RunStep[] made, Pointer? allListed)
    {
        if (allListed is null)
        {
            return;
        }

        string at = allListed.Value.ToString();
        foreach (int entity in made.Select(step => step.Entity))
        {
            foreach (CompletenessRelation relation in RelationsOf(draft.Entities[entity].Kind))
            {
                draft.Change(entity, own => own.Completeness.Any(claim => claim.Relation == relation)
                    ? own
                    : own with
                    {
                        Completeness =
                            [.. own.Completeness, new CompletenessClaim(relation, Completeness.Complete, at)],
                    });
            }
        }
    }

    private static CompletenessRelation[] RelationsOf(EntityKind kind) => kind switch
    {
        EntityKind.Model => [CompletenessRelation.Ancestors, CompletenessRelation.TrainingData],
        EntityKind.Dataset => [CompletenessRelation.Ancestors, CompletenessRelation.Labels],
        _ => [],
    };

    /// <summary>
    /// The document is about the first subject that is of AI, else the first; it speaks in the name of who made that,
    /// where that is said.
    /// </summary>
    private static DocumentHeader ReadHeader(RunDraft draft, string version, RunStep[] made, DeclaredRun run)
    {
        int? subject = made.Select(step => (int?)step.Entity)
            .FirstOrDefault(entity => draft.Entities[entity!.Value].Kind is not EntityKind.SoftwareComponent)
            ?? (made.Length > 0 ? made[0].Entity : null);
        return new DocumentHeader
        {
            Format = StatedFormat.InToto,
            SpecVersion = version,
            Timestamp = run.Ended,
            Publisher = subject is { } entity ? OwnProperties.MakerOf(draft.Entities[entity]) : null,
            Subject = subject,
        };
    }
}
