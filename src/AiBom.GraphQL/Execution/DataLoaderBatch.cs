using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Keys to read at once, and what was found for them. A key that is not set has no value. It may be filled by one
/// thread at a time, until the task that reads it ends.
/// </summary>
/// <typeparam name="TKey">What values are asked for by.</typeparam>
/// <typeparam name="TValue">What is read.</typeparam>
public sealed class DataLoaderBatch<TKey, TValue>
    where TKey : notnull
{
    private readonly RequestState _request;
    private readonly Dictionary<TKey, (TValue? Value, Exception? Failure)> _results;

    internal DataLoaderBatch(RequestState request, IReadOnlyList<TKey> keys, IEqualityComparer<TKey>? comparer)
    {
        _request = request;
        _results = new Dictionary<TKey, (TValue?, Exception?)>(keys.Count, comparer);
        Keys = keys;
        foreach (TKey key in keys)
        {
            _results.Add(key, default);
        }
    }

    /// <summary>The keys, each once, in the order in which they were asked for.</summary>
    public IReadOnlyList<TKey> Keys { get; }

    /// <summary>Ends when the values are not wanted any more.</summary>
    public CancellationToken CancellationToken => _request.CancellationToken;

    /// <inheritdoc cref="ResolveContext.State{T}"/>
    public T State<T>() => _request.StateAs<T>();

    /// <summary>Sets the value of a key.</summary>
    /// <exception cref="ArgumentException">The key is not in the batch.</exception>
    public void Set(TKey key, TValue value) => Result(key) = (value, null);

    /// <summary>Sets the values of keys, such as those of a dictionary.</summary>
    /// <exception cref="ArgumentException">A key is not in the batch.</exception>
    public void Set(IEnumerable<KeyValuePair<TKey, TValue>> values)
    {
        foreach ((TKey key, TValue value) in values)
        {
            Set(key, value);
        }
    }

    /// <summary>Fails a key: every field that asked for it gets the exception, and no other field.</summary>
    /// <exception cref="ArgumentException">The key is not in the batch.</exception>
    public void Fail(TKey key, Exception exception) => Result(key) = (default, exception);

    /// <summary>The result of a key as a task that has ended.</summary>
    internal Task<TValue?> ResultOf(TKey key, Exception? failureOfAll)
    {
        (TValue? value, Exception? failure) = _results[key];
        return (failureOfAll ?? failure) is { } exception
            ? Task.FromException<TValue?>(exception)
            : Task.FromResult(value);
    }

    private ref (TValue? Value, Exception? Failure) Result(TKey key)
    {
        ref (TValue? Value, Exception? Failure) result =
            ref CollectionsMarshal.GetValueRefOrNullRef(_results, key);
        if (Unsafe.IsNullRef(ref result))
        {
            throw new ArgumentException("The key was not asked for.", nameof(key));
        }

        return ref result;
    }
}
