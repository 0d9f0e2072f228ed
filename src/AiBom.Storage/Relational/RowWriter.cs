using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiBom.Storage.Relational;

/// <summary>
/// Writes rows with one reused command a table, made from the model. No change tracker stands between, which is what
/// lets a document of a thousand components commit in milliseconds.
/// </summary>
internal sealed class RowWriter(AibomContext context) : IAsyncDisposable
{
    private readonly Dictionary<Type, RowCommand> inserts = [];
    private readonly Dictionary<Type, RowCommand> updates = [];

    /// <summary>Inserts rows, in order.</summary>
    public Task InsertAsync<TRow>(IReadOnlyCollection<TRow> rows, CancellationToken cancellationToken)
        where TRow : class => ExecuteAsync(inserts, RowCommand.Insert, rows, cancellationToken);

    /// <summary>Overwrites all columns of the rows with these keys.</summary>
    public Task UpdateAsync<TRow>(IReadOnlyCollection<TRow> rows, CancellationToken cancellationToken)
        where TRow : class => ExecuteAsync(updates, RowCommand.Update, rows, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (RowCommand command in inserts.Values.Concat(updates.Values))
        {
            await command.DisposeAsync();
        }
    }

    private async Task ExecuteAsync<TRow>(
        Dictionary<Type, RowCommand> commands,
        Func<AibomContext, IEntityType, RowCommand> create,
        IReadOnlyCollection<TRow> rows,
        CancellationToken cancellationToken)
        where TRow : class
    {
        if (rows.Count == 0)
        {
            return;
        }

        if (!commands.TryGetValue(typeof(TRow), out RowCommand? command))
        {
            command = create(context, context.Model.FindEntityType(typeof(TRow))!);
            commands.Add(typeof(TRow), command);
        }

        await command.ExecuteAsync(rows, context.Database.CurrentTransaction!.GetDbTransaction(), cancellationToken);
    }
}

/// <summary>One statement for rows of one type, with a parameter a column.</summary>
internal sealed class RowCommand : IAsyncDisposable
{
    private readonly DbCommand command;
    private readonly Func<object, object?>[] values;

    [SuppressMessage("Security", "CA2100", Justification = "The text is made of the model's names alone.")]
    private RowCommand(AibomContext context, IProperty[] properties, string text)
    {
        values = [.. properties.Select(ValueOf)];
        command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        for (int i = 0; i < properties.Length; i++)
        {
            command.Parameters.Add(properties[i].GetRelationalTypeMapping()
                .CreateParameter(command, RowSql.ParameterName(i), value: null, nullable: true));
        }
    }

    public static RowCommand Insert(AibomContext context, IEntityType type)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        IProperty[] written = [.. type.GetProperties()];
        string columns = string.Join(", ", written.Select(property => RowSql.Column(sql, property)));
        string parameters = string.Join(", ", written.Select((_, i) => RowSql.ParameterName(i)));
        return new RowCommand(
            context, written, $"INSERT INTO {RowSql.Table(sql, type)} ({columns}) VALUES ({parameters})");
    }

    public static RowCommand Update(AibomContext context, IEntityType type)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        IProperty[] written = [.. type.GetProperties()];
        ILookup<bool, string> terms = written
            .Select((property, i) => (
                property.IsPrimaryKey(), Term: $"{RowSql.Column(sql, property)} = {RowSql.ParameterName(i)}"))
            .ToLookup(term => term.Item1, term => term.Term);
        return new RowCommand(
            context,
            written,
            $"UPDATE {RowSql.Table(sql, type)} SET {string.Join(", ", terms[false])} "
                + $"WHERE {string.Join(" AND ", terms[true])}");
    }

    public async Task ExecuteAsync<TRow>(
        IEnumerable<TRow> rows, DbTransaction transaction, CancellationToken cancellationToken)
        where TRow : class
    {
        command.Transaction = transaction;
        foreach (TRow row in rows)
        {
            for (int i = 0; i < values.Length; i++)
            {
                command.Parameters[i].Value = values[i](row) ?? DBNull.Value;
            }

            int written = await command.ExecuteNonQueryAsync(cancellationToken);
            if (written != 1)
            {
                throw new InvalidDataException(
                    $"Expected one row of {typeof(TRow).Name} to be written, found {written}.");
            }
        }
    }

    public ValueTask DisposeAsync() => command.DisposeAsync();

    /// <summary>How a column's value is had from a row: looked up in the model once, and not for every value.</summary>
    private static Func<object, object?> ValueOf(IProperty property)
    {
        IClrPropertyGetter getter = property.GetGetter();
        return property.GetRelationalTypeMapping().Converter is { } converter
            ? row => converter.ConvertToProvider(getter.GetClrValue(row))
            : getter.GetClrValue;
    }
}
