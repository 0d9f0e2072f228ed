using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Execution;

/// <summary>A field of a frame whose resolver was started.</summary>
internal readonly struct PendingField
{
    private readonly Frame _frame;
    private readonly int _field;
    private readonly LevelPlace _place;
    private readonly ValueTask<Results> _results;
    private readonly Level? _done;

    public PendingField(Frame frame, int field, LevelPlace place, ValueTask<Results> results)
    {
        _frame = frame;
        _field = field;
        _place = place;
        _results = results;
        _done = null;
    }

    private PendingField(Frame frame, int field, Level done)
        : this(frame, field, done.Place, default) => _done = done;

    /// <summary>A field that needs no resolver.</summary>
    public static PendingField Done(Frame frame, int field, Level level) => new(frame, field, level);

    /// <summary>Waits for the resolver and completes its values.</summary>
    public async ValueTask CompleteAsync(RequestState request, List<Frame> next)
    {
        Level level = _done ?? await ResolvedAsync(request);
        _frame.Set(_field, level);
        level.Complete(request, next);
    }

    private async ValueTask<Level> ResolvedAsync(RequestState request)
    {
        Results results;
        try
        {
            results = await _results;
        }
        catch (Exception exception) when (!request.CancellationToken.IsCancellationRequested)
        {
            return AllFailed(request, exception);
        }

        Level level = _place.Type.Nullable is LeafType leaf && results.AsLeaves(_place, leaf) is { } leaves
            ? leaves
            : Level.Create(_place, Boxed(results));
        if (results.Failures is { } failures)
        {
            foreach ((int index, Exception exception) in failures.OrderBy(failure => failure.Key))
            {
                request.Fail(level, index, exception);
            }
        }

        return level;
    }

    private static object?[] Boxed(Results results)
    {
        object?[] values = new object?[results.Count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = results[i];
        }

        return values;
    }

    private Level AllFailed(RequestState request, Exception exception)
    {
        int count = _frame.Objects.Length;
        var level = Level.Create(_place, new object?[count]);
        for (int i = 0; i < count; i++)
        {
            request.Fail(level, i, exception);
        }

        return level;
    }
}
