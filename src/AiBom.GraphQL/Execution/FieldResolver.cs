using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Resolves a field for all objects of a level at once. Resolvers of a single object are adapted to this one shape.
/// </summary>
internal abstract class FieldResolver
{
    /// <summary>Whether it may wait for something for each object.</summary>
    public virtual bool IsAsync => false;

    /// <summary>Whether it may wait for something once for all objects.</summary>
    public virtual bool IsBatch => false;

    public abstract ValueTask<Results> ResolveAsync(ResolveContext context, object[] parents);
}

/// <summary>Resolves each object by itself, without waiting.</summary>
internal sealed class EachResolver<T, TResult>(Func<ResolveContext, T, TResult> resolve) : FieldResolver
{
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a resolver throws is its field's error.")]
    public override ValueTask<Results> ResolveAsync(ResolveContext context, object[] parents)
    {
        var results = new Results<TResult>(parents.Length);
        for (int i = 0; i < parents.Length; i++)
        {
            try
            {
                results.Set(i, resolve(context, (T)parents[i]));
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
            {
                results.Fail(i, exception);
            }
        }

        return new ValueTask<Results>(results);
    }
}

/// <summary>Resolves each object by itself; all are started before the first is awaited.</summary>
internal sealed class EachAsyncResolver<T, TResult>(Func<ResolveContext, T, Task<TResult>> resolve) : FieldResolver
{
    public override bool IsAsync => true;

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a resolver throws is its field's error.")]
    public override async ValueTask<Results> ResolveAsync(ResolveContext context, object[] parents)
    {
        var results = new Results<TResult>(parents.Length);
        var tasks = new Task<TResult>?[parents.Length];
        for (int i = 0; i < parents.Length; i++)
        {
            try
            {
                tasks[i] = resolve(context, (T)parents[i]);
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
            {
                results.Fail(i, exception);
            }
        }

        for (int i = 0; i < parents.Length; i++)
        {
            try
            {
                if (tasks[i] is { } task)
                {
                    results.Set(i, await task);
                }
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
            {
                results.Fail(i, exception);
            }
        }

        return results;
    }
}

/// <summary>Resolves all objects in one call.</summary>
internal sealed class BatchResolver<T>(Func<ResolveContext, IReadOnlyList<T>, ValueTask<IEnumerable>> resolve)
    : FieldResolver
{
    public override bool IsBatch => true;

    public override async ValueTask<Results> ResolveAsync(ResolveContext context, object[] parents)
    {
        IEnumerable values = await resolve(context, parents as T[] ?? Array.ConvertAll(parents, parent => (T)parent))
            ?? throw new InvalidOperationException($"The batch resolver of '{context.Field.Name}' returned null.");
        var results = new Results<object?>(parents.Length);
        int count = 0;
        foreach (object? value in values)
        {
            if (count < parents.Length && value is Exception failure)
            {
                results.Fail(count, failure);
            }
            else if (count < parents.Length)
            {
                results.Set(count, value);
            }

            count++;
        }

        // Without this check a resolver that drops an element would hand every later object its neighbour's value.
        return count == parents.Length
            ? results
            : throw new InvalidOperationException(
                $"The batch resolver of '{context.Field.Name}' returned {count} values for {parents.Length} objects.");
    }
}

/// <summary>Turns a typed stream of events into what the engine reads.</summary>
internal static class EventSource
{
    public static async IAsyncEnumerable<object?> Boxed<T>(
        IAsyncEnumerable<T> events,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (T item in events.WithCancellation(cancellationToken))
        {
            yield return item;
        }
    }
}
