using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using AiBom.GraphQL.Telemetry;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// What the fields of one request have asked of loaders. Keys are gathered while the resolvers of a level are started,
/// and while values are given out, since both make others ask; at any other time a key is read as soon as its loader
/// is free. A loader reads one batch at a time, so what is asked for meanwhile is its next batch.
/// </summary>
internal sealed class RequestLoads(RequestState request)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, LoaderKeys> _loaders = new(ReferenceEqualityComparer.Instance);
    private int _giving;

    private RequestState Request => request;

    public Task<TValue?> LoadAsync<TKey, TValue>(DataLoader<TKey, TValue> loader, TKey key)
        where TKey : notnull
    {
        Task<TValue?> value;
        lock (_lock)
        {
            if (!_loaders.TryGetValue(loader, out LoaderKeys? keys))
            {
                _loaders[loader] = keys = new LoaderKeys<TKey, TValue>(this, loader);
            }

            value = ((LoaderKeys<TKey, TValue>)keys).Add(key);
        }

        Dispatch();
        return value;
    }

    /// <summary>Reads what waits, unless more may come at this moment.</summary>
    public void Dispatch()
    {
        while (NextToRead() is { } keys)
        {
            _ = keys.ReadAsync();
        }
    }

    private LoaderKeys? NextToRead()
    {
        lock (_lock)
        {
            LoaderKeys? next = request.IsStarting || _giving > 0
                ? null
                : _loaders.Values.FirstOrDefault(keys => keys is { IsReading: false, HasWaiting: true });
            next?.IsReading = true;
            return next;
        }
    }

    // Resolvers continue inside and ask for their next keys, which are read together afterwards.
    private void Give(Action giveAll)
    {
        lock (_lock)
        {
            _giving++;
        }

        giveAll();
        lock (_lock)
        {
            _giving--;
        }

        Dispatch();
    }

    /// <summary>The keys of one loader. All but reading happens under the lock.</summary>
    private abstract class LoaderKeys
    {
        public bool IsReading { get; set; }

        public abstract bool HasWaiting { get; }

        /// <summary>Reads until no key waits; it never fails.</summary>
        public abstract Task ReadAsync();
    }

    private sealed class LoaderKeys<TKey, TValue>(RequestLoads loads, DataLoader<TKey, TValue> loader) : LoaderKeys
        where TKey : notnull
    {
        private readonly Dictionary<TKey, Load<TValue>> _loads = new(loader.Comparer);
        private readonly Queue<(TKey Key, Load<TValue> Load)> _waiting = new();

        public override bool HasWaiting => _waiting.Count > 0;

        public Task<TValue?> Add(TKey key)
        {
            if (!_loads.TryGetValue(key, out Load<TValue>? load))
            {
                _loads[key] = load = new Load<TValue>();
                _waiting.Enqueue((key, load));
            }

            return load.Ask();
        }

        public override async Task ReadAsync()
        {
            while (Take() is { Length: > 0 } taken)
            {
                var batch = new DataLoaderBatch<TKey, TValue>(
                    loads.Request, [.. taken.Select(item => item.Key)], loader.Comparer);
                Exception? failure = await ReadAsync(batch);
                loads.Give(() => Give(taken, batch, failure));
            }
        }

        private (TKey Key, Load<TValue> Load)[] Take()
        {
            lock (loads._lock)
            {
                var taken = new (TKey, Load<TValue>)[Math.Min(_waiting.Count, loader.MaxBatchSize)];
                for (int i = 0; i < taken.Length; i++)
                {
                    taken[i] = _waiting.Dequeue();
                }

                IsReading = taken.Length > 0;
                return taken;
            }
        }

        private void Give(
            (TKey Key, Load<TValue> Load)[] taken,
            DataLoaderBatch<TKey, TValue> batch,
            Exception? failure)
        {
            var askers = new List<TaskCompletionSource<TValue?>>[taken.Length];
            lock (loads._lock)
            {
                for (int i = 0; i < taken.Length; i++)
                {
                    askers[i] = taken[i].Load.End(batch.ResultOf(taken[i].Key, failure));
                    if (!loads.Request.KeepsLoads)
                    {
                        _loads.Remove(taken[i].Key);
                    }
                }
            }

            for (int i = 0; i < taken.Length; i++)
            {
                askers[i].ForEach(taken[i].Load.Give);
            }
        }

        [SuppressMessage("Design", "CA1031", Justification = "Whatever a loader throws is the error of its keys.")]
        private async Task<Exception?> ReadAsync(DataLoaderBatch<TKey, TValue> batch)
        {
            using Activity? phase = Phase.StartBatch(loader.Name, batch.Keys.Count);
            try
            {
                await loader.Read(batch);
                return null;
            }
            catch (Exception exception)
            {
                phase.Fail(exception.GetType().FullName);
                return exception;
            }
        }
    }

    /// <summary>
    /// One key. Each asker gets a task of its own: of the continuations of a shared one, only one would run where it is
    /// completed, and what the others ask for would come too late for the same batch.
    /// </summary>
    private sealed class Load<TValue>
    {
        private List<TaskCompletionSource<TValue?>> _askers = [];
        private Task<TValue?>? _result;

        public Task<TValue?> Ask()
        {
            if (_result is not null)
            {
                return _result;
            }

            var asker = new TaskCompletionSource<TValue?>();
            _askers.Add(asker);
            return asker.Task;
        }

        /// <summary>Keeps the result, and says who is to get it once the lock is left.</summary>
        public List<TaskCompletionSource<TValue?>> End(Task<TValue?> result)
        {
            // Nobody may be left to look at a failure, where the request has ended.
            _ = result.Exception;
            (_result, List<TaskCompletionSource<TValue?>> askers, _askers) = (result, _askers, []);
            return askers;
        }

        public void Give(TaskCompletionSource<TValue?> asker)
        {
            asker.SetFromTask(_result!);
            _ = asker.Task.Exception;
        }
    }
}
