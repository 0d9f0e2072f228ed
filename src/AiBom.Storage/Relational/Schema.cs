using System.Diagnostics.CodeAnalysis;
using AiBom.Storage.Journal;
using AiBom.Storage.Projections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiBom.Storage.Relational;

/// <summary>
/// Creates the tables. The journal's three stay for ever as they are; all others are derived, so a new version of the
/// projector drops and creates them, and no migration of theirs exists.
/// </summary>
internal static class Schema
{
    private static readonly Type[] JournalTables =
        [typeof(JournalEntryRow), typeof(JournalHeadRow), typeof(ContentRow)];

    /// <summary>Brings the database to this version's tables.</summary>
    /// <returns>Whether the projections are current; otherwise their tables are there and empty.</returns>
    public static async Task<bool> EnsureAsync(AibomContext context, CancellationToken cancellationToken)
    {
        await context.Database.EnsureCreatedAsync(cancellationToken);

        // Not "was it created just now": a process may have ended between the tables and their first rows.
        if (!await context.JournalHeads.AnyAsync(cancellationToken))
        {
            await BeginAsync(context, cancellationToken);
            return true;
        }

        // Only this table's form is relied on here: every version has it.
        ProjectionStateRow? state = await context.ProjectionStates.SingleOrDefaultAsync(cancellationToken);
        if (state?.Version == Projector.Version)
        {
            return true;
        }

        await RecreateProjectionsAsync(context, cancellationToken);
        return false;
    }

    /// <summary>Empties every projected table, dependents first.</summary>
    public static async Task ClearProjectionsAsync(AibomContext context, CancellationToken cancellationToken)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        foreach (CreateTableOperation table in ProjectedTables(context).Reverse())
        {
            await ExecuteAsync(context, $"DELETE FROM {sql.DelimitIdentifier(table.Name)}", cancellationToken);
        }
    }

    /// <summary>The tables that are derived, those that others refer to first.</summary>
    public static IEnumerable<CreateTableOperation> ProjectedTables(AibomContext context) =>
        Operations(context).OfType<CreateTableOperation>();

    private static async Task BeginAsync(AibomContext context, CancellationToken cancellationToken)
    {
        await using IDbContextTransaction first = await context.Database.BeginTransactionAsync(cancellationToken);
        await using var rows = new RowWriter(context);
        await rows.InsertAsync(
            [new JournalHeadRow { Id = JournalHeadRow.OnlyId, Sequence = 0, At = DateTimeOffset.UnixEpoch }],
            cancellationToken);
        await rows.InsertAsync([Projector.StateAt(0)], cancellationToken);
        await first.CommitAsync(cancellationToken);
    }

    private static async Task RecreateProjectionsAsync(AibomContext context, CancellationToken cancellationToken)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        IReadOnlyList<MigrationCommand> create = context.GetService<IMigrationsSqlGenerator>()
            .Generate([.. Operations(context)], context.GetService<IDesignTimeModel>().Model);
        await using IDbContextTransaction transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        foreach (CreateTableOperation table in ProjectedTables(context).Reverse())
        {
            await ExecuteAsync(
                context, $"DROP TABLE IF EXISTS {sql.DelimitIdentifier(table.Name)}", cancellationToken);
        }

        foreach (MigrationCommand command in create)
        {
            await ExecuteAsync(context, command.CommandText, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static IEnumerable<MigrationOperation> Operations(AibomContext context)
    {
        IRelationalModel model = context.GetService<IDesignTimeModel>().Model.GetRelationalModel();
        string[] journal = [.. JournalTables.Select(type => context.Model.FindEntityType(type)!.GetTableName()!)];
        return context.GetService<IMigrationsModelDiffer>().GetDifferences(source: null, model)
            .Where(operation => operation is not ITableMigrationOperation table
                || !journal.Contains(table.Table, StringComparer.Ordinal));
    }

    [SuppressMessage("Security", "EF1002", Justification = "The text is made of the model's names alone.")]
    private static Task<int> ExecuteAsync(AibomContext context, string text, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlRawAsync(text, cancellationToken);
}
