namespace AiBom.GraphQL.Http;

/// <summary>The operations of one socket. Safe for any number of threads.</summary>
internal sealed class SocketOperations(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SocketOperation> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<SocketOperation> _executing = [];
    private readonly TaskCompletionSource _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasEnded;

    /// <summary>Whether an operation goes on under this id, as far as the client can know.</summary>
    public bool Has(string id)
    {
        lock (_lock)
        {
            return _byId.ContainsKey(id);
        }
    }

    /// <summary>
    /// Begins an operation; null if there are too many. One that the client has stopped counts until its source has
    /// let go: what it costs does not end with the wish.
    /// </summary>
    public SocketOperation? TryBegin(string id)
    {
        lock (_lock)
        {
            if (_hasEnded || _executing.Count >= most)
            {
                return null;
            }

            var operation = new SocketOperation(this, id);
            _byId.Add(id, operation);
            _executing.Add(operation);
            return operation;
        }
    }

    /// <summary>Stops the operation with this id, if there is one.</summary>
    /// <exception cref="AggregateException">A resolver or source failed when it was told.</exception>
    public Task StopAsync(string id)
    {
        SocketOperation? operation;
        lock (_lock)
        {
            _byId.Remove(id, out operation);
        }

        return operation?.StopAsync() ?? Task.CompletedTask;
    }

    /// <summary>Stops all operations and lets no other begin.</summary>
    /// <exception cref="AggregateException">A resolver or source failed when it was told.</exception>
    public Task EndAsync()
    {
        SocketOperation[] stopped;
        lock (_lock)
        {
            _hasEnded = true;
            _byId.Clear();
            stopped = [.. _executing];
            SignalIfEmpty();
        }

        return Task.WhenAll(stopped.Select(operation => operation.StopAsync()));
    }

    /// <summary>After <see cref="EndAsync"/>: ends when every source has let go.</summary>
    public Task WaitAsync() => _empty.Task;

    /// <summary>Lets the client use the operation's id again.</summary>
    public void Free(SocketOperation operation)
    {
        lock (_lock)
        {
            if (_byId.TryGetValue(operation.Id, out SocketOperation? current) && current == operation)
            {
                _byId.Remove(operation.Id);
            }
        }
    }

    /// <summary>Notes that an operation's execution is over.</summary>
    public void Remove(SocketOperation operation)
    {
        lock (_lock)
        {
            _executing.Remove(operation);
            SignalIfEmpty();
        }
    }

    private void SignalIfEmpty()
    {
        if (_hasEnded && _executing.Count == 0)
        {
            _empty.TrySetResult();
        }
    }
}
