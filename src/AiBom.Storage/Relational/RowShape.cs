using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace AiBom.Storage.Relational;

/// <summary>How a row is made of the columns of its table, in the model's order; compiled once a model.</summary>
internal static class RowShape
{
    private const string Annotation = "AiBom:RowShape";

    private static readonly MethodInfo IsNull = typeof(DbDataReader).GetMethod(nameof(DbDataReader.IsDBNull))!;

    public static Func<DbDataReader, TRow> Of<TRow>(IEntityType type)
        where TRow : class =>
        type.GetOrAddRuntimeAnnotationValue(Annotation, static of => Compile<TRow>(of!), type);

    private static Func<DbDataReader, TRow> Compile<TRow>(IEntityType type)
    {
        ParameterExpression reader = Expression.Parameter(typeof(DbDataReader));
        IEnumerable<MemberBinding> columns = type.GetProperties().Select(
            (property, position) => Expression.Bind(property.PropertyInfo!, Read(reader, property, position)));
        return Expression.Lambda<Func<DbDataReader, TRow>>(
            Expression.MemberInit(Expression.New(typeof(TRow)), columns), reader).Compile();
    }

    private static Expression Read(Expression reader, IProperty property, int position)
    {
        var mapping = (RelationalTypeMapping)property.GetTypeMapping();
        MethodInfo method = mapping.GetDataReaderMethod();
        Expression ordinal = Expression.Constant(position);
        Expression value = mapping.CustomizeDataReaderExpression(
            Expression.Call(Expression.Convert(reader, method.DeclaringType!), method, ordinal));
        if (mapping.Converter?.ConvertFromProviderExpression is { } fromProvider)
        {
            value = Expression.Invoke(fromProvider, Expression.Convert(value, fromProvider.Parameters[0].Type));
        }

        value = Expression.Convert(value, property.ClrType);
        return property.IsNullable
            ? Expression.Condition(
                Expression.Call(reader, IsNull, ordinal), Expression.Default(property.ClrType), value)
            : value;
    }
}
