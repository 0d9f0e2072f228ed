using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Reads values by key for fields that do not know of one another: what the fields of a level ask for is read at once,
/// each key once. Declare a loader once, as a static; it keeps nothing itself. Where only one field asks,
/// <c>ResolveBatch</c> is enough.
/// </summary>
/// <remarks>
/// A query reads a key once. A mutation, whose next field may write, and a subscription read it again where it is asked
/// for after it was given out. Never block on a load: it is read once the resolvers of the level have been started.
/// </remarks>
/// <typeparam name="TKey">What values are asked for by.</typeparam>
/// <typeparam name="TValue">What is read.</typeparam>
public sealed class DataLoader<TKey, TValue>
    where TKey : notnull
{
    /// <summary>Declares a loader.</summary>
    /// <param name="name">For telemetry.</param>
    /// <param name="read">Reads a batch; keys that it does not set have no value.</param>
    /// <param name="comparer">Which keys are the same; null for the key's own equality.</param>
    public DataLoader(string name, Func<DataLoaderBatch<TKey, TValue>, Task> read, IEqualityComparer<TKey>? comparer = null)
    {
        Name = name;
        Read = read;
        Comparer = comparer;
    }

    /// <summary>For telemetry.</summary>
    public string Name { get; }

    /// <summary>The most keys that are read at once; more are read one batch after the other.</summary>
    public int MaxBatchSize
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    }
        = 1_000;

    internal Func<DataLoaderBatch<TKey, TValue>, Task> Read { get; }

    internal IEqualityComparer<TKey>? Comparer { get; }

    /// <summary>Asks for the value of a key.</summary>
    /// <param name="context">Of the resolver that asks.</param>
    /// <param name="key">The key.</param>
    /// <returns>The value; the default of <typeparamref name="TValue"/> if there is none.</returns>
    /// <exception cref="OperationCanceledException">The request ended before.</exception>
    public Task<TValue?> LoadAsync(ResolveContext context, TKey key) =>
        context.Request.Loads.LoadAsync(this, key).WaitAsync(context.CancellationToken);

    /// <summary>Asks for the values of several keys; fails if one of them does.</summary>
    /// <param name="context">Of the resolver that asks.</param>
    /// <param name="keys">The keys, of which some may be the same.</param>
    /// <returns>A value for each key, in their order.</returns>
    /// <exception cref="OperationCanceledException">The request ended before.</exception>
    public async Task<IReadOnlyList<TValue?>> LoadManyAsync(ResolveContext context, IEnumerable<TKey> keys)
    {
        Task<TValue?>[] values = [.. keys.Select(key => context.Request.Loads.LoadAsync(this, key))];
        return await Task.WhenAll(values).WaitAsync(context.CancellationToken);
    }

    /// <summary>The value of each key or the exception that reading it ended with, as batch resolvers answer.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a loader throws is the error of its keys.")]
    internal async Task<object?[]> LoadEachAsync(ResolveContext context, IEnumerable<(bool HasKey, TKey Key)> keys)
    {
        Task<TValue?> none = Task.FromResult<TValue?>(default);
        Task<TValue?>[] values =
            [.. keys.Select(item => item.HasKey ? context.Request.Loads.LoadAsync(this, item.Key) : none)];
        object?[] results = new object?[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            try
            {
                results[i] = await values[i].WaitAsync(context.CancellationToken);
            }
            catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
            {
                results[i] = exception;
            }
        }

        return results;
    }
}
