using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Storage.Projections;

namespace AiBom.Storage.Reads;

/// <summary>Reads the statements that support edges.</summary>
public sealed class StatementReads
{
    private readonly ReadSource source;

    internal StatementReads(ReadSource source) => this.source = source;

    /// <summary>
    /// Reads every statement whose subject and object are among those given, by edge, oldest first. Both ends are
    /// given as all the ids of a class, where several keys are one thing.
    /// </summary>
    public async Task<ILookup<(int Subject, int Object), StatementRecord>> SupportAsync(
        IEnumerable<int> subjects, IEnumerable<int> objects, CancellationToken cancellationToken)
    {
        // Subjects have few sources, but a base model has very many dependents: only the subjects are asked for.
        HashSet<int> sources = [.. objects];
        List<StatementRow> rows = await source.ReadAsync(
            subjects,
            (context, chunk) => context.Statements.Where(row => chunk.Contains(row.SubjectId)),
            cancellationToken);
        return rows
            .Where(row => sources.Contains(row.ObjectId))
            .OrderBy(row => row.SubmissionSequence)
            .ThenBy(row => row.Ordinal)
            .ToLookup(row => (row.SubjectId, row.ObjectId), StatementRecord.Of);
    }

    /// <summary>Reads every statement about some dependents, by dependent, oldest first.</summary>
    public async Task<ILookup<int, StatementRecord>> OfSubjectsAsync(
        IEnumerable<int> subjects, CancellationToken cancellationToken)
    {
        List<StatementRow> rows = await source.ReadAsync(
            subjects,
            (context, chunk) => context.Statements.Where(row => chunk.Contains(row.SubjectId)),
            cancellationToken);
        return rows
            .OrderBy(row => row.SubmissionSequence)
            .ThenBy(row => row.Ordinal)
            .ToLookup(row => row.SubjectId, StatementRecord.Of);
    }

    /// <summary>Reads the statements that a submission makes, in document order.</summary>
    public async Task<ImmutableArray<StatementRecord>> OfSubmissionAsync(
        long submission, CancellationToken cancellationToken)
    {
        List<StatementRow> rows = await source.ReadAsync(
            context => context.Statements
                .Where(row => row.SubmissionSequence == submission)
                .OrderBy(row => row.Ordinal),
            cancellationToken);
        return [.. rows.Select(StatementRecord.Of)];
    }
}

/// <summary>One statement with its provenance.</summary>
/// <param name="Submission">The sequence number of the submission that made it.</param>
/// <param name="Ordinal">Its position among the statements of the submission.</param>
/// <param name="Subject">The dependent.</param>
/// <param name="Predicate">The edge.</param>
/// <param name="Object">The source.</param>
/// <param name="Method">For a derivation, how.</param>
/// <param name="Role">For training and testing data, what for.</param>
/// <param name="Pointer">Where in the document it stands.</param>
/// <param name="Reading">Whether it is a standard form or a reading of a tool's habit.</param>
/// <param name="Rule">The rule that read it.</param>
/// <param name="Assurance">How far it is proved.</param>
/// <param name="Claimant">Whose words it is: who stands behind the document, or whom it quotes.</param>
/// <param name="StatedBy">Who stands behind the document: the same, unless it is a quotation.</param>
public sealed record StatementRecord(
    long Submission,
    int Ordinal,
    int Subject,
    EdgeKind Predicate,
    int Object,
    DerivationMethod? Method,
    DatasetRole? Role,
    string Pointer,
    Reading Reading,
    string Rule,
    Assurance Assurance,
    string Claimant,
    string StatedBy)
{
    internal static StatementRecord Of(StatementRow row) => new(
        row.SubmissionSequence,
        row.Ordinal,
        row.SubjectId,
        row.Predicate,
        row.ObjectId,
        row.Method,
        row.Role,
        row.Pointer,
        row.Reading,
        row.Rule,
        row.Assurance,
        row.Quoted ?? row.Claimant,
        row.Claimant);
}
