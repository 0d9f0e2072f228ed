using AiBom.Documents.Drafts;
using AiBom.Documents.Json;
using AiBom.Domain;

namespace AiBom.Documents.InToto;

/// <summary>What SLSA provenance says of a run, in the words of version 1 whatever version it is of.</summary>
internal sealed record BuildFacts
{
    /// <summary>The run; its inputs and outputs are not yet known.</summary>
    public required DeclaredRun Run { get; init; }

    /// <summary>What it read, as resource descriptors.</summary>
    public IEnumerable<Part> Inputs { get; init; } = [];

    /// <summary>Our properties among its parameters.</summary>
    public required PropertyList Parameters { get; init; }

    /// <summary>Where it says that all of what was read is listed; null where it does not.</summary>
    public Pointer? AllListed { get; init; }

    /// <summary>Reads the predicate of a statement; without one the run is all that is known.</summary>
    public static BuildFacts Read(Part statement, string version, Report report)
    {
        Pointer at = statement.At.To("predicate");
        BuildFacts facts = (statement.Object("predicate"), version) switch
        {
            (null, _) => new BuildFacts
            {
                Run = new DeclaredRun { Pointer = at.ToString() },
                Parameters = PropertyList.None,
            },
            ({ } predicate, "0.2") => ReadV02(predicate, report),
            ({ } predicate, _) => ReadV1(predicate, report),
        };
        if (facts.Run.PerformedBy is null)
        {
            report.Warn(FindingCodes.FieldMissing, at, "Provenance names the builder.", "builder.id");
        }

        if (facts.Run.Types.IsEmpty)
        {
            report.Warn(FindingCodes.FieldMissing, at, "Provenance names the kind of build.", "buildType");
        }

        return facts;
    }

    /// <summary>SLSA provenance 0.2: <c>materials</c>, <c>invocation</c>, <c>builder</c>, <c>metadata</c>.</summary>
    private static BuildFacts ReadV02(Part predicate, Report report)
    {
        Part? metadata = predicate.Object("metadata");
        Part? completeness = metadata?.Object("completeness");
        bool isComplete = completeness?.Flag("materials") is true;
        return new BuildFacts
        {
            Run = new DeclaredRun
            {
                Pointer = predicate.At.ToString(),
                Id = metadata?.Text("buildInvocationId"),
                Types = TypesOf(predicate),
                Started = TimeOf(metadata, "buildStartedOn", report),
                Ended = TimeOf(metadata, "buildFinishedOn", report),
                PerformedBy = predicate.Object("builder")?.Text("id"),
            },
            Inputs = predicate.Objects("materials"),
            Parameters = AnnotatedProperties.Read(predicate.Object("invocation")?.Object("parameters")),
            AllListed = isComplete ? completeness!.Value.At.To("materials") : null,
        };
    }

    /// <summary>SLSA provenance 1: <c>buildDefinition</c> and <c>runDetails</c>.</summary>
    private static BuildFacts ReadV1(Part predicate, Report report)
    {
        Part? definition = predicate.Object("buildDefinition");
        Part? details = predicate.Object("runDetails");
        Part? metadata = details?.Object("metadata");
        return new BuildFacts
        {
            Run = new DeclaredRun
            {
                Pointer = predicate.At.ToString(),
                Id = metadata?.Text("invocationId"),
                Types = definition is { } own ? TypesOf(own) : [],
                Started = TimeOf(metadata, "startedOn", report),
                Ended = TimeOf(metadata, "finishedOn", report),
                PerformedBy = details?.Object("builder")?.Text("id"),
            },
            Inputs = definition is { } defined ? defined.Objects("resolvedDependencies") : [],
            Parameters = AnnotatedProperties.Read(definition?.Object("externalParameters")),
        };
    }

    private static System.Collections.Immutable.ImmutableArray<string> TypesOf(Part definition) =>
        definition.Text("buildType") is { } type ? [type] : [];

    private static DateTimeOffset? TimeOf(Part? metadata, string field, Report report) =>
        metadata is { } own ? Instant.OfField(own, field, report) : null;
}
