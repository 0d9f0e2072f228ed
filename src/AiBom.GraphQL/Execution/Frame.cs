using System.Collections.Immutable;
using System.Text.Json;

namespace AiBom.GraphQL.Execution;

/// <summary>A selection set over all its objects: one row an object, one level a field.</summary>
internal sealed class Frame
{
    private readonly int[]? _slots;
    private readonly Level?[] _levels;

    public Frame(RequestState request, SelectionPlan plan, object[] objects, Level? owner, int[]? slots)
    {
        Plan = plan;
        Objects = objects;
        Owner = owner;
        _slots = slots;
        Fields = plan.FieldsFor(request.Conditions);
        _levels = new Level?[Fields.Length];
    }

    public SelectionPlan Plan { get; }

    public ImmutableArray<FieldPlan> Fields { get; }

    public object[] Objects { get; }

    /// <summary>The level whose values these objects are; null for the root.</summary>
    public Level? Owner { get; }

    /// <summary>Whether the root object became null.</summary>
    public bool IsNull { get; set; }

    /// <summary>Where an object stands in <see cref="Owner"/>.</summary>
    public int SlotOf(int row) => _slots is null ? row : _slots[row];

    /// <summary>Starts to resolve a field for all objects.</summary>
    public PendingField Start(RequestState request, int field)
    {
        FieldPlan plan = Fields[field];
        if (plan.IsTypeName)
        {
            return new PendingField(this, field, new ValueTask<Results>(TypeNameResults.One));
        }

        if (plan.Arguments.Coerce(request.Variables, out ArgumentError? error) is not { } arguments)
        {
            return new PendingField(this, field, new ValueTask<Results>(new UnaskedResults(error!)));
        }

        var context = new ResolveContext(request, plan, arguments);
        try
        {
            return new PendingField(this, field, plan.Field.Resolver!.ResolveAsync(context, Objects));
        }
        catch (Exception exception) when (!request.CancellationToken.IsCancellationRequested)
        {
            return new PendingField(this, field, ValueTask.FromException<Results>(exception));
        }
    }

    /// <summary>Takes in what a field's resolver answered.</summary>
    public void Complete(RequestState request, int field, Results results, List<Frame> next)
    {
        Level level = results.ToLevel(request, PlaceOf(field));
        _levels[field] = level;
        level.Complete(request, next);
    }

    /// <summary>Takes in that a field failed for all objects.</summary>
    public void FailAll(RequestState request, int field, Exception exception)
    {
        var level = Level.Create(PlaceOf(field), new object?[Objects.Length]);
        _levels[field] = level;
        for (int row = 0; row < Objects.Length; row++)
        {
            request.Fail(level, row, exception);
        }
    }

    public void Write(Utf8JsonWriter writer, int row)
    {
        writer.WriteStartObject();
        for (int i = 0; i < Fields.Length; i++)
        {
            writer.WritePropertyName(Fields[i].JsonKey);
            _levels[i]!.Write(writer, row);
        }

        writer.WriteEndObject();
    }

    private LevelPlace PlaceOf(int field) => new(this, Fields[field], Fields[field].Field.Type, List: null);
}
