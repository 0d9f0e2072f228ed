namespace AiBom.GraphQL.Http;

/// <summary>An operation of a socket, from its <c>subscribe</c> until its source has let go.</summary>
internal sealed class SocketOperation : IDisposable
{
    private readonly SocketOperations _operations;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new();
    private volatile bool _isStopped;
    private bool _isDisposed;

    public SocketOperation(SocketOperations operations, string id)
    {
        _operations = operations;
        Id = id;
        Ending = _ending.Token;
    }

    /// <summary>The client's name for it.</summary>
    public string Id { get; }

    /// <summary>Ends when nobody wants it any more.</summary>
    public CancellationToken Ending { get; }

    /// <summary>Whether nobody wants it any more; then nothing of it is sent.</summary>
    public bool IsStopped => _isStopped;

    /// <summary>Lets the client use the id again.</summary>
    public void Free() => _operations.Free(this);

    /// <summary>Tells the execution that nobody wants it any more; it may go on for a while.</summary>
    /// <exception cref="AggregateException">A resolver or source failed when it was told.</exception>
    public Task StopAsync()
    {
        lock (_lock)
        {
            _isStopped = true;
            return _isDisposed ? Task.CompletedTask : _ending.CancelAsync();
        }
    }

    /// <summary>Notes that the execution is over.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _ending.Dispose();
        }

        _operations.Remove(this);
    }
}
