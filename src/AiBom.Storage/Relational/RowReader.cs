using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiBom.Storage.Relational;

/// <summary>
/// Looks rows up by one column, with reused commands made from the model: the reading half of <see cref="RowWriter"/>.
/// </summary>
internal sealed class RowReader(AibomContext context) : IAsyncDisposable
{
    /// <summary>Lists are filled up to one of these lengths, so that few statements serve all.</summary>
    private static readonly int[] Lengths = [1, 4, 16, 64, 256, StorageLimits.Parameters];

    private readonly Dictionary<(Type Row, string Property, int Length), DbCommand> lookups = [];
    private readonly Dictionary<(Type Row, string Property), DbCommand> maxima = [];

    /// <summary>Reads the rows whose column has one of the values; in no order.</summary>
    /// <param name="property">The row's property.</param>
    /// <param name="values">Distinct values, as the model has them.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    public async Task<List<TRow>> ReadAsync<TRow>(
        string property, IEnumerable<object> values, CancellationToken cancellationToken)
        where TRow : class
    {
        IEntityType type = TypeOf<TRow>();
        Func<DbDataReader, TRow> read = RowShape.Of<TRow>(type);
        ValueConverterOf convert = ConverterOf(type.GetProperty(property));
        var rows = new List<TRow>();
        foreach (object[] chunk in values.Chunk(StorageLimits.Parameters))
        {
            DbCommand command = Lookup(type, property, chunk.Length);
            for (int i = 0; i < command.Parameters.Count; i++)
            {
                // Filled up with the last: a list holds a value as well once as many times.
                command.Parameters[i].Value = convert(chunk[Math.Min(i, chunk.Length - 1)]);
            }

            await using DbDataReader reader = await Current(command).ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }
        }

        return rows;
    }

    /// <summary>The largest number in a column; 0 where there is no row.</summary>
    public async Task<long> MaxAsync<TRow>(string property, CancellationToken cancellationToken)
        where TRow : class
    {
        if (!maxima.TryGetValue((typeof(TRow), property), out DbCommand? command))
        {
            command = CreateCommand(TypeOf<TRow>(), (sql, type, table) =>
                $"SELECT COALESCE(MAX({RowSql.Column(sql, type.GetProperty(property))}), 0) FROM {table}");
            maxima.Add((typeof(TRow), property), command);
        }

        object? most = await Current(command).ExecuteScalarAsync(cancellationToken);
        return Convert.ToInt64(most, System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DbCommand command in lookups.Values.Concat(maxima.Values))
        {
            await command.DisposeAsync();
        }
    }

    private IEntityType TypeOf<TRow>() => context.Model.FindEntityType(typeof(TRow))!;

    private DbCommand Current(DbCommand command)
    {
        command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    private DbCommand Lookup(IEntityType type, string property, int count)
    {
        int length = Lengths.First(one => one >= count);
        if (!lookups.TryGetValue((type.ClrType, property, length), out DbCommand? command))
        {
            IProperty column = type.GetProperty(property);
            command = CreateCommand(type, (sql, _, table) =>
                $"SELECT {string.Join(", ", type.GetProperties().Select(one => RowSql.Column(sql, one)))} FROM {table} "
                    + $"WHERE {RowSql.Column(sql, column)} "
                    + $"IN ({string.Join(", ", Enumerable.Range(0, length).Select(RowSql.ParameterName))})");
            for (int i = 0; i < length; i++)
            {
                command.Parameters.Add(column.GetRelationalTypeMapping()
                    .CreateParameter(command, RowSql.ParameterName(i), value: null, nullable: true));
            }

            lookups.Add((type.ClrType, property, length), command);
        }

        return command;
    }

    [SuppressMessage("Security", "CA2100", Justification = "The text is made of the model's names alone.")]
    private DbCommand CreateCommand(IEntityType type, Func<ISqlGenerationHelper, IEntityType, string, string> text)
    {
        ISqlGenerationHelper sql = context.GetService<ISqlGenerationHelper>();
        DbCommand command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = text(sql, type, RowSql.Table(sql, type));
        return command;
    }

    private static ValueConverterOf ConverterOf(IProperty property) =>
        property.GetRelationalTypeMapping().Converter is { } converter
            ? value => converter.ConvertToProvider(value)
            : value => value;

    private delegate object? ValueConverterOf(object value);
}
