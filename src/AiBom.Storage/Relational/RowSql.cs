using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiBom.Storage.Relational;

/// <summary>The model's names as they stand in a statement.</summary>
internal static class RowSql
{
    public static string ParameterName(int position) => $"@p{position}";

    public static string Table(ISqlGenerationHelper sql, IEntityType type) =>
        sql.DelimitIdentifier(type.GetTableName()!);

    public static string Column(ISqlGenerationHelper sql, IProperty property) =>
        sql.DelimitIdentifier(property.GetColumnName());
}
