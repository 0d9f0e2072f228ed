using AiBom.GraphQL.Types;

namespace AiBom.Benchmarks;

/// <summary>An object of the benchmarks: <c>id</c>, <c>name</c> and <c>value</c> are plain properties.</summary>
internal sealed record Cell(string Id, string Name, int Value);

/// <summary>A list of objects.</summary>
internal sealed record Row(string Id, Cell[] Cells);

/// <summary>
/// What all GraphQL benchmarks and their peers ask: one greeting, one object, a list, a list of lists.
/// </summary>
internal static class GridSchema
{
    public const string Hello = "{ hello }";
    public const string ThreeFields = "{ cell { id name value } }";
    public const string TenObjects = "{ cells { id name value } }";
    public const string Grid = "{ rows { cells { id name value } } }";

    private const int Size = 250;

    public static readonly Cell OneCell = CellAt(0);
    public static readonly Cell[] TenCells = [.. Enumerable.Range(0, 10).Select(CellAt)];
    public static readonly Row[] Rows =
    [
        .. Enumerable.Range(0, Size).Select(row => new Row(
            $"row-{row}", [.. Enumerable.Range(row * Size, Size).Select(CellAt)])),
    ];

    public static Schema Build()
    {
        var builder = new SchemaBuilder();
        ObjectType<Cell> cell = builder.Object<Cell>("Cell", "An object.");
        cell.Field("id", "Its id.", Scalars.Id.NonNull(), item => item.Id);
        cell.Field("name", "Its name.", Scalars.String.NonNull(), item => item.Name);
        cell.Field("value", "Its value.", Scalars.Int.NonNull(), item => item.Value);
        ObjectType<Row> row = builder.Object<Row>("Row", "A list of objects.");
        row.Field("id", "Its id.", Scalars.Id.NonNull(), item => item.Id);
        row.Field("cells", "Its objects.", cell.NonNull().List().NonNull(), item => item.Cells);
        builder.Query.Field("hello", "Greets.", Scalars.String.NonNull()).Resolve((_, _) => "world");
        builder.Query.Field("cell", "One object.", cell.NonNull()).Resolve((_, _) => OneCell);
        builder.Query.Field("cells", "Ten objects.", cell.NonNull().List().NonNull()).Resolve((_, _) => TenCells);
        builder.Query.Field("rows", "250 lists of 250.", row.NonNull().List().NonNull()).Resolve((_, _) => Rows);
        return builder.Build();
    }

    private static Cell CellAt(int index) => new($"cell-{index}", $"Cell number {index}", index);
}
