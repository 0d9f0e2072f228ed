using System.Collections;
using System.Text.Json;
using AiBom.GraphQL.Language;

namespace AiBom.Benchmarks;

/// <summary>
/// The executor that people would write first, as a baseline: it walks the document's tree depth first, awaits a
/// resolver for each field of each object, and gathers dictionaries, which a serializer writes. It validates nothing
/// and knows no errors.
/// </summary>
internal static class PlainExecutor
{
    private static readonly Dictionary<(Type, string), Func<object, ValueTask<object?>>> Resolvers = new()
    {
        [(typeof(Root), "hello")] = _ => Of("world"),
        [(typeof(Root), "cell")] = _ => Of(GridSchema.OneCell),
        [(typeof(Root), "cells")] = _ => Of(GridSchema.TenCells),
        [(typeof(Root), "rows")] = _ => Of(GridSchema.Rows),
        [(typeof(Row), "id")] = row => Of(((Row)row).Id),
        [(typeof(Row), "cells")] = row => Of(((Row)row).Cells),
        [(typeof(Cell), "id")] = cell => Of(((Cell)cell).Id),
        [(typeof(Cell), "name")] = cell => Of(((Cell)cell).Name),
        [(typeof(Cell), "value")] = cell => Of(((Cell)cell).Value),
    };

    public static async ValueTask ExecuteAsync(DocumentNode document, Utf8JsonWriter writer)
    {
        var operation = (OperationDefinitionNode)document.Definitions[0];
        var data = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["data"] = await ObjectAsync(operation.SelectionSet, new Root()),
        };
        JsonSerializer.Serialize(writer, data);
    }

    private static async ValueTask<Dictionary<string, object?>> ObjectAsync(SelectionSetNode set, object parent)
    {
        var result = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (SelectionNode selection in set.Selections)
        {
            var field = (FieldNode)selection;
            object? value = await Resolvers[(parent.GetType(), field.Name.Value)](parent);
            result[field.ResponseKey] = await CompleteAsync(field, value);
        }

        return result;
    }

    private static async ValueTask<object?> CompleteAsync(FieldNode field, object? value)
    {
        if (field.SelectionSet is null || value is null)
        {
            return value;
        }

        if (value is not IEnumerable list)
        {
            return await ObjectAsync(field.SelectionSet, value);
        }

        var items = new List<object?>();
        foreach (object item in list)
        {
            items.Add(await CompleteAsync(field, item));
        }

        return items;
    }

    private static ValueTask<object?> Of(object? value) => new(value);

    /// <summary>The parent of the root fields.</summary>
    private sealed record Root(string Name = "Query");
}
