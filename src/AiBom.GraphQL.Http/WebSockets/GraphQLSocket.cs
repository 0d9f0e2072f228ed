using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Text.Json;
using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http;

/// <summary>
/// One connection of <c>graphql-transport-ws</c>: takes one message after the other, while operations answer at the same
/// time. Of several reasons to close the first one counts.
/// </summary>
internal sealed class GraphQLSocket : IDisposable
{
    private readonly WebSocket _socket;
    private readonly Exchange _exchange;
    private readonly GraphQLHttpOptions _options;
    private readonly OperationCache _cache;
    private readonly OperationRunner _runner;
    private readonly MessageReader _reader;
    private readonly Outbox _outbox;
    private readonly SocketOperations _operations;
    private readonly ITimer _timer;
    private readonly TaskCompletionSource<SocketClose> _closing =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly TaskCompletionSource _closeSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isInitialized;
    private volatile bool _isAcknowledged;

    public GraphQLSocket(
        WebSocket socket,
        Exchange exchange,
        GraphQLHttpOptions options,
        OperationCache cache,
        OperationRunner runner)
    {
        _socket = socket;
        _exchange = exchange;
        _options = options;
        _cache = cache;
        _runner = runner;
        _reader = new MessageReader(socket);
        _outbox = new Outbox(socket, options.Limits, options.Time);
        _operations = new SocketOperations(options.Limits.MaxSocketOperations);
        _timer = options.Time.CreateTimer(
            _ => CheckTime(), state: null, options.Limits.InitTimeout, options.Limits.KeepAlive);
    }

    /// <summary>What the operations get; null until <c>connection_init</c> if that is what makes it.</summary>
    public object? State { get; set; }

    /// <summary>Serves the client until one of the two has had enough, and every source has let go.</summary>
    /// <param name="ending">Ends when the connection is lost or the server stops.</param>
    public async Task RunAsync(CancellationToken ending)
    {
        await using CancellationTokenRegistration registration = ending.Register(
            () => Close(_exchange.IsAborted ? 0 : SocketCloseCodes.GoingAway, "The server is stopping."));
        Task sending = UntilLostAsync(_outbox.SendAsync());
        Task receiving = UntilLostAsync(ReceiveAsync());

        SocketClose close = await _closing.Task;
        await _timer.DisposeAsync();
        _outbox.End();
        Task stopping = ReportAsync(_operations.EndAsync());
        if (!await TryCloseAsync(close, sending, receiving))
        {
            _socket.Abort();
            _exchange.Context.Abort();
        }

        // The request and its state belong to the host again only after the last of these.
        await Task.WhenAll(sending, receiving, stopping, _operations.WaitAsync());
    }

    /// <summary>Has the connection end. Code 0 is for one that is lost already.</summary>
    public void Close(int code, string reason = "") => _closing.TrySetResult(new SocketClose(code, reason));

    public void Dispose() => _timer.Dispose();

    private async Task ReceiveAsync()
    {
        while (true)
        {
            int most = _isAcknowledged ? _options.Limits.MaxBodyBytes : _options.Limits.MaxInitBytes;
            switch (await _reader.ReadAsync(most))
            {
                case ReceivedKind.Close:
                    Close(SocketCloseCodes.Normal);
                    return;
                case ReceivedKind.TooBig:
                    Close(SocketCloseCodes.MessageTooBig, $"The message has more than {most} bytes.");
                    break;
                case ReceivedKind.Binary:
                    Close(SocketCloseCodes.BadRequest, "Text was expected, not binary data.");
                    break;
                case ReceivedKind.Text when !_closing.Task.IsCompleted:
                    await TakeAsync();
                    break;
            }

            // What else comes is nothing but waited out: first the close frame goes, and nothing that the client has
            // said in the meantime may get in its way.
            if (_closing.Task.IsCompleted)
            {
                await _closeSent.Task;
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here is reported, and ends the connection.")]
    private async Task TakeAsync()
    {
        try
        {
            if (ClientMessage.Read(_reader.Utf8, _options.Limits, out string problem) is { } message)
            {
                await TakeAsync(message);
            }
            else
            {
                Close(SocketCloseCodes.BadRequest, problem);
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private Task TakeAsync(ClientMessage message) => message.Kind switch
    {
        ClientMessageKind.ConnectionInit => InitializeAsync(message.Payload),
        ClientMessageKind.Ping => SendAsync(ServerMessage.Pong),
        ClientMessageKind.Subscribe => SubscribeAsync(message),
        ClientMessageKind.Complete => ReportAsync(_operations.StopAsync(message.Id)),
        _ => Task.CompletedTask,
    };

    private async Task InitializeAsync(JsonElement payload)
    {
        if (_isInitialized)
        {
            Close(SocketCloseCodes.TooManyInits, "Too many initialisation requests");
            return;
        }

        _isInitialized = true;
        if (_options.CreateSocketState is { } create)
        {
            State = await create(_exchange.Context, payload);
        }

        if (State is null)
        {
            Close(SocketCloseCodes.Forbidden, "Forbidden");
            return;
        }

        await SendAsync(ServerMessage.Acknowledgement);
        _isAcknowledged = true;
        _timer.Change(_options.Limits.KeepAlive, _options.Limits.KeepAlive);
    }

    private Task SubscribeAsync(ClientMessage message)
    {
        if (!_isAcknowledged)
        {
            Close(SocketCloseCodes.Unauthorized, "Unauthorized");
        }
        else if (_operations.Has(message.Id))
        {
            Close(SocketCloseCodes.SubscriberExists, $"Subscriber for {message.Id} already exists");
        }
        else if (RequestJson.Read(message.Payload) is { Parameters: var parameters, Refusal: var refusal }
            && parameters is null)
        {
            Close(SocketCloseCodes.BadRequest, refusal!.Message);
        }
        else if (_operations.TryBegin(message.Id) is { } operation)
        {
            // On another thread: what one operation takes must not keep the next message waiting.
            _ = Task.Run(() => ExecuteAsync(operation, parameters));
        }
        else
        {
            const string problem = "As many operations go on over this connection as may; complete one first.";
            return SendAsync(
                ServerMessage.Refusal(message.Id, RequestError.Of(problem, HttpErrorCodes.TooManyOperations)));
        }

        return Task.CompletedTask;
    }

    /// <summary>Executes one operation and sends what it gives. It does not throw.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here is reported, and ends the operation.")]
    private async Task ExecuteAsync(SocketOperation operation, RequestParameters parameters)
    {
        using SocketOperation disposed = operation;
        try
        {
            PreparedOperation prepared = _cache.Prepare(parameters);
            object state = _options.RenewState(State!);
            ServerMessage last = ServerMessage.Complete(operation);
            await foreach (ExecutionResult result in _runner.RunAsync(
                prepared, parameters.Variables, state, _exchange.Failures.Mask, operation.Ending))
            {
                // A result without data is always the only one, or the last.
                if (!result.IsExecuted)
                {
                    last = ServerMessage.Error(operation, result);
                    break;
                }

                await SendAsync(ServerMessage.Next(operation, result), operation.Ending);
            }

            await SendAsync(last, operation.Ending);
        }
        catch (Exception exception)
            when (operation.IsStopped && exception is OperationCanceledException or IOException)
        {
            // Nobody wants to know.
        }
        catch (Exception exception)
        {
            await SendAsync(ServerMessage.Error(operation, _exchange.Failures.Answer(exception)));
        }
    }

    private async Task SendAsync(ServerMessage message, CancellationToken cancellationToken = default)
    {
        try
        {
            await _outbox.AddAsync(message, cancellationToken);
        }
        catch (TimeoutException)
        {
            Close(SocketCloseCodes.SlowReader, "Messages are not read as fast as they come.");
        }
    }

    private void CheckTime()
    {
        if (!_isInitialized)
        {
            Close(SocketCloseCodes.InitTimeout, "Connection initialisation timeout");
        }
        else if (_isAcknowledged && !_reader.TakeSignOfLife())
        {
            Close(SocketCloseCodes.NoSignOfLife, "Nothing came after a ping.");
        }
        else if (_isAcknowledged)
        {
            _outbox.TryAdd(ServerMessage.Ping);
        }
    }

    /// <summary>Whether nothing is under way over the connection any more, because both sides said goodbye.</summary>
    private async Task<bool> TryCloseAsync(SocketClose close, Task sending, Task receiving)
    {
        try
        {
            using var deadline = new CancellationTokenSource(_options.Limits.CloseTimeout, _options.Time);
            await sending.WaitAsync(deadline.Token);
            if (!close.IsLost)
            {
                await _socket.CloseOutputAsync((WebSocketCloseStatus)close.Code, close.ShortReason, deadline.Token);
            }

            _closeSent.TrySetResult();
            await receiving.WaitAsync(deadline.Token);
            return true;
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            return sending.IsCompleted && receiving.IsCompleted;
        }
        finally
        {
            _closeSent.TrySetResult();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here is reported, and ends the connection.")]
    private async Task UntilLostAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            Close(0);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What is told to stop may fail; that is reported.")]
    private async Task ReportAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception exception)
        {
            _exchange.Failures.Report(exception);
        }
    }

    private void Fail(Exception exception)
    {
        _exchange.Failures.Report(exception);
        Close(SocketCloseCodes.InternalError, "The server failed.");
    }

    private static bool IsLoss(Exception exception) =>
        exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException;
}
