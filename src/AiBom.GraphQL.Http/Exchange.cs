using System.Diagnostics.CodeAnalysis;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiBom.GraphQL.Http;

/// <summary>One HTTP request, when it ends, and the ways to answer it: each is a GraphQL response.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly GraphQLHttpOptions _options;
    private readonly CancellationTokenSource _timeout;
    private readonly CancellationTokenSource _ending;
    private FailureReport? _failures;
    private bool _isRead;
    private bool _isAnswered;

    public Exchange(HttpContext context, GraphQLHttpOptions options)
    {
        Context = context;
        _options = options;
        MediaType = MediaTypes.Negotiate(context.Request);
        _timeout = new CancellationTokenSource(options.Limits.Timeout, options.Time);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _timeout.Token);
    }

    public HttpContext Context { get; }

    /// <summary>Told of what nobody expected.</summary>
    public FailureReport Failures => _failures ??= new FailureReport(Context, _options);

    /// <summary>What the client reads; null if that is nothing we have.</summary>
    public string? MediaType { get; }

    /// <summary>Ends when the client has gone, or when the time is up.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Whether the client has gone.</summary>
    public bool IsAborted => Context.RequestAborted.IsCancellationRequested;

    /// <summary>Whether the time is up.</summary>
    public bool IsTimedOut => _timeout.IsCancellationRequested;

    /// <summary>Whether nothing has been sent yet.</summary>
    public bool CanAnswer => !_isAnswered && !Context.Response.HasStarted;

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Dispose();
        _timeout.Dispose();
    }

    /// <summary>Notes that the client has done its part; what takes long from now on is our doing.</summary>
    public void HasArrived() => _isRead = true;

    /// <summary>Whether an operation of this kind is answered by an event stream; null is one that is refused.</summary>
    public bool IsStreamed(OperationType? kind) =>
        string.Equals(MediaType, MediaTypes.EventStream, StringComparison.Ordinal)
        || (kind is OperationType.Subscription && MediaTypes.AcceptsEventStream(Context.Request));

    /// <summary>Notes that this answer has no time; from now on the host's own end is one as well.</summary>
    /// <exception cref="OperationCanceledException">It is too late.</exception>
    public CancellationTokenSource KeepOpen()
    {
        _timeout.CancelAfter(Timeout.InfiniteTimeSpan);
        Ending.ThrowIfCancellationRequested();
        var host = Context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        return CancellationTokenSource.CreateLinkedTokenSource(Ending, host.ApplicationStopping);
    }

    /// <summary>Answers what the engine answered.</summary>
    public Task WriteAsync(ExecutionResult result) => WriteAsync(StatusOf(result), result);

    /// <summary>Answers that the request is not executed.</summary>
    public Task RefuseAsync(Refusal refusal)
    {
        if (refusal.Allow is not null)
        {
            Context.Response.Headers.Allow = refusal.Allow;
        }

        // RFC 9110, section 15.5.2: a 401 says how to authenticate. A host with another way has said so itself.
        if (refusal.Status is StatusCodes.Status401Unauthorized && Context.Response.Headers.WWWAuthenticate.Count == 0)
        {
            Context.Response.Headers.WWWAuthenticate = "Bearer";
        }

        return WriteAsync(refusal.Status, refusal.ToResult());
    }

    /// <summary>Answers that it took too long.</summary>
    public Task TimeOutAsync()
    {
        string bound = $"within {_options.Limits.Timeout.TotalSeconds} s.";
        return RefuseAsync(_isRead
            ? new Refusal(504, HttpErrorCodes.Timeout, $"The request could not be answered {bound}")
            : new Refusal(408, HttpErrorCodes.Timeout, $"The request did not arrive {bound}"));
    }

    /// <summary>Answers that we failed, outside any field.</summary>
    public Task FailAsync(Exception exception) => WriteAsync(500, Failures.Answer(exception));

    /// <summary>What the client may know of a resolver's exception: the id under which it is logged.</summary>
    public GraphQLException Mask(Exception exception)
    {
        // The end of a request is no failure; it is answered as what it is, and not in this field.
        return exception is OperationCanceledException && Ending.IsCancellationRequested
            ? new GraphQLException("The request ended.", HttpErrorCodes.Timeout)
            : Failures.Mask(exception);
    }

    // A refusal is no stream, whatever was asked for.
    private string SingleMediaType => MediaType is MediaTypes.Response ? MediaTypes.Response : MediaTypes.Json;

    private int StatusOf(ExecutionResult result) => result switch
    {
        { Errors.IsEmpty: true } => StatusCodes.Status200OK,
        _ when string.Equals(MediaType, MediaTypes.Json, StringComparison.Ordinal) => _options.Status.LegacyMediaType,
        { IsExecuted: true } => _options.Status.PartialSuccess,
        _ => _options.Status.NotExecuted,
    };

    [SuppressMessage("Design", "CA1031", Justification = "Whatever cannot be written is reported.")]
    private static Exception? Write(ExecutionResult result, HttpResponse response)
    {
        try
        {
            // Nothing is sent before the flush, so the length can be told although it is known only now.
            response.ContentLength = result.WriteTo(response.BodyWriter);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private async Task WriteAsync(int status, ExecutionResult result)
    {
        // What is in the writer cannot be taken back.
        _isAnswered = true;
        Signals.NoteAnswer(result);
        HttpResponse response = Context.Response;
        response.StatusCode = status;
        response.ContentType = MediaTypes.WithCharset(SingleMediaType);
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";

        if (Write(result, response) is { } failure)
        {
            // A part of the answer may be on its way. The client must not take it for the whole.
            Failures.Report(failure);
            Context.Abort();
            return;
        }

        await response.BodyWriter.FlushAsync(Context.RequestAborted);
    }
}
