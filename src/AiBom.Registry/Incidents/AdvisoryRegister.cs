using System.Collections.Immutable;
using AiBom.Domain.Journal;
using AiBom.Lineage;
using AiBom.Registry.Catalog;
using AiBom.Storage;
using AiBom.Storage.Journal;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Incidents;

/// <summary>Records what is known to be bad, and takes it back.</summary>
public sealed class AdvisoryRegister(AibomStore store, EntityCatalog catalog, LiveLineage lineage)
{
    /// <summary>The most subjects of one advisory.</summary>
    public const int MaxSubjects = 1_000;

    /// <summary>The longest text of an advisory, in characters.</summary>
    public const int MaxTextLength = 4_000;

    /// <summary>Reports a compromise. The same report by the same actor is the same advisory while it stands.</summary>
    public async Task<CompromiseReport> ReportAsync(
        CompromiseCommand command, string actor, CancellationToken cancellationToken)
    {
        if (Problem(command) is { } problem)
        {
            return new CompromiseReport.Invalid(problem);
        }

        LineageGraph graph = lineage.Current;
        var ids = new List<int>();
        foreach (EntityReference subject in command.Subjects)
        {
            EntityLookup lookup = await catalog.FindAsync(subject, graph, cancellationToken);
            if (lookup is not EntityLookup.Found(int id))
            {
                return new CompromiseReport.SubjectUnclear(lookup);
            }

            ids.Add(id);
        }

        IReadOnlyDictionary<int, Entity> subjects = await catalog.ReadAsync(ids, graph, cancellationToken);
        ImmutableArray<string> keys = [.. ids.Distinct().Select(id => subjects[id].Keys[0])];
        Appended<CompromiseReport> appended = await store.Journal.DecideAsync<CompromiseReport>(
            async (reads, token) =>
            {
                ILookup<int, AdvisoryRecord> standing = await reads.Advisories.OfEntitiesAsync(
                    ids.SelectMany(id => graph.Members(id)), token);
                AdvisoryRecord? same = standing.SelectMany(group => group)
                    .FirstOrDefault(advisory => IsSame(advisory, command, actor) && IsAbout(advisory, ids, graph));
                if (same is not null)
                {
                    return new CompromiseReport.Reported(same.Id);
                }

                string advisory = $"ADV-{await reads.Advisories.CountAsync(token) + 1}";
                return new Decision<CompromiseReport>(
                    new CompromiseReport.Reported(advisory),
                    [new JournalDraft(actor, new CompromiseReported(
                        advisory, keys, command.Technique, command.Source, command.Summary))]);
            },
            cancellationToken);
        return appended.Answer;
    }

    /// <summary>Takes an advisory back, with the reason. It stays in the record.</summary>
    public async Task<CompromiseRetraction> RetractAsync(
        string advisory, string reason, string actor, CancellationToken cancellationToken)
    {
        if (reason.Trim().Length is 0 or > MaxTextLength)
        {
            return new CompromiseRetraction.Invalid(
                $"A retraction gives its reason in 1 to {MaxTextLength} characters.");
        }

        Appended<CompromiseRetraction> appended = await store.Journal.DecideAsync<CompromiseRetraction>(
            async (reads, token) =>
            {
                AdvisoryRecord? record =
                    (await reads.Advisories.ByIdAsync([advisory], token)).GetValueOrDefault(advisory);
                return record switch
                {
                    null => new CompromiseRetraction.Unknown(advisory),
                    { Retraction: not null } => new CompromiseRetraction.Retracted(advisory),
                    _ => new Decision<CompromiseRetraction>(
                        new CompromiseRetraction.Retracted(advisory),
                        [new JournalDraft(actor, new CompromiseRetracted(advisory, reason))]),
                };
            },
            cancellationToken);
        return appended.Answer;
    }

    /// <summary>What an advisory is about, as a graph knows it.</summary>
    public async Task<AdvisorySubjects> SubjectsAsync(
        string advisory, LineageGraph graph, CancellationToken cancellationToken)
    {
        AdvisoryRecord? record =
            (await store.Reads.Advisories.ByIdAsync([advisory], cancellationToken)).GetValueOrDefault(advisory);
        if (record is null)
        {
            return new AdvisorySubjects.Unknown(advisory);
        }

        // A subject that is left out would make every answer silently short, so there is none without it.
        AdvisorySubjectRecord? unheard = record.Subjects
            .FirstOrDefault(subject => subject.EntityId is not { } entity || !graph.Has(entity));
        return (record.Retraction, unheard) switch
        {
            ({ } retraction, _) => new AdvisorySubjects.Retracted(advisory, retraction),
            (_, { Key: var key }) => new AdvisorySubjects.Unheard(advisory, key),
            _ => new AdvisorySubjects.Known(
                record, [.. record.Subjects.Select(subject => subject.EntityId).OfType<int>()]),
        };
    }

    private static bool IsSame(
        AdvisoryRecord advisory, CompromiseCommand command, string actor) =>
        advisory.Retraction is null
        && string.Equals(advisory.Reporter, actor, StringComparison.Ordinal)
        && string.Equals(advisory.Technique, command.Technique, StringComparison.Ordinal)
        && string.Equals(advisory.Source, command.Source, StringComparison.Ordinal)
        && string.Equals(advisory.Summary, command.Summary, StringComparison.Ordinal);

    /// <summary>
    /// Whether an advisory is about the same things, in whatever order and under whichever of their keys.
    /// </summary>
    private static bool IsAbout(AdvisoryRecord advisory, List<int> ids, LineageGraph graph) =>
        advisory.Subjects.All(subject => subject.EntityId is { } entity && graph.Has(entity))
        && ids.ToHashSet().SetEquals(advisory.Subjects.Select(subject => graph.Resolve(subject.EntityId!.Value)));

    private static string? Problem(CompromiseCommand command)
    {
        if (command.Subjects.Length is 0 or > MaxSubjects)
        {
            return $"An advisory has 1 to {MaxSubjects} subjects, not {command.Subjects.Length}.";
        }

        if (command.Source.Trim().Length is 0 or > MaxTextLength)
        {
            return $"An advisory names its source in 1 to {MaxTextLength} characters.";
        }

        return command.Technique?.Length > MaxTextLength || command.Summary?.Length > MaxTextLength
            ? $"Technique and summary have at most {MaxTextLength} characters."
            : null;
    }
}

/// <summary>What is known to be bad.</summary>
/// <param name="Subjects">What it is about.</param>
/// <param name="Technique">The MITRE ATLAS technique.</param>
/// <param name="Source">Who says so, and where.</param>
/// <param name="Summary">What happened.</param>
public sealed record CompromiseCommand(
    ImmutableArray<EntityReference> Subjects, string? Technique, string Source, string? Summary);

/// <summary>How the report of a compromise ended.</summary>
public abstract record CompromiseReport
{
    private CompromiseReport()
    {
    }

    /// <summary>The advisory stands.</summary>
    public sealed record Reported(string Advisory) : CompromiseReport;

    /// <summary>A subject's reference leads to nothing, or to several things.</summary>
    public sealed record SubjectUnclear(EntityLookup Lookup) : CompromiseReport;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : CompromiseReport;
}

/// <summary>How a retraction ended.</summary>
public abstract record CompromiseRetraction
{
    private CompromiseRetraction()
    {
    }

    /// <summary>The advisory no longer stands.</summary>
    public sealed record Retracted(string Advisory) : CompromiseRetraction;

    /// <summary>There is no such advisory.</summary>
    public sealed record Unknown(string Advisory) : CompromiseRetraction;

    /// <summary>The request itself is wrong.</summary>
    public sealed record Invalid(string Problem) : CompromiseRetraction;
}

/// <summary>What an advisory is about, or why it cannot be asked about.</summary>
public abstract record AdvisorySubjects
{
    private AdvisorySubjects()
    {
    }

    /// <summary>The advisory stands, and all of its subjects are known.</summary>
    public sealed record Known(AdvisoryRecord Advisory, ImmutableArray<int> Ids) : AdvisorySubjects;

    /// <summary>There is no such advisory.</summary>
    public sealed record Unknown(string Advisory) : AdvisorySubjects;

    /// <summary>The advisory no longer stands.</summary>
    public sealed record Retracted(string Advisory, RetractionRecord Retraction) : AdvisorySubjects;

    /// <summary>The graph is not as far as the advisory: it does not know one of its subjects yet.</summary>
    public sealed record Unheard(string Advisory, string Key) : AdvisorySubjects;
}
