using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using AiBom.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace AiBom.GraphQL.Http;

/// <summary>
/// Sends the results of one operation as server-sent events ("distinct connections mode" of GraphQL over SSE). Each is
/// flushed before the next is asked for, so that a slow reader slows the source.
/// </summary>
internal sealed class EventStream(HttpContext context, GraphQLHttpOptions options) : IDisposable
{
    // A line that begins with a colon is a comment.
    private static readonly ReadOnlyMemory<byte> SignOfLife = ":\n\n"u8.ToArray();

    // Browsers hand out an event only if it has data.
    private static readonly ReadOnlyMemory<byte> Complete = "event: complete\ndata: \n\n"u8.ToArray();

    private readonly SemaphoreSlim _writing = new(1);

    /// <summary>
    /// Sends all results, then says that they are complete. Where the token ends the stream earlier it does not, so
    /// that the client knows to come back.
    /// </summary>
    /// <param name="results">What the operation gives.</param>
    /// <param name="failures">Told of what the results throw.</param>
    /// <param name="cancellationToken">Ends when the client has gone or the server stops.</param>
    public async Task SendAsync(
        IAsyncEnumerable<ExecutionResult> results,
        FailureReport failures,
        CancellationToken cancellationToken)
    {
        Begin();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task beating = BeatAsync(ending.Token);
        if (await WriteAsync(SignOfLife, cancellationToken)
            && await SendResultsAsync(results, failures, cancellationToken))
        {
            await WriteAsync(Complete, cancellationToken);
        }

        await ending.CancelAsync();
        await beating;
    }

    public void Dispose() => _writing.Dispose();

    private void Begin()
    {
        HttpResponse response = context.Response;
        response.ContentType = $"{MediaTypes.EventStream}; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";

        // Proxies collect answers before they pass them on; some can be asked not to.
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here is reported, and ends the stream.")]
    private async Task<bool> SendResultsAsync(
        IAsyncEnumerable<ExecutionResult> results,
        FailureReport failures,
        CancellationToken cancellationToken)
    {
        try
        {
            await foreach (ExecutionResult result in results.WithCancellation(cancellationToken))
            {
                if (!await WriteAsync(NextOf(result), cancellationToken))
                {
                    return false;
                }
            }

            return true;
        }
        catch (Exception exception)
            when (cancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            return false;
        }
        catch (Exception exception)
        {
            return await WriteAsync(NextOf(failures.Answer(exception)), cancellationToken);
        }
    }

    // JSON has no line breaks, so the data is one line.
    private static ReadOnlyMemory<byte> NextOf(ExecutionResult result)
    {
        Signals.NoteAnswer(result);
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("event: next\ndata: "u8);
        result.WriteTo(buffer);
        buffer.Write("\n\n"u8);
        return buffer.WrittenMemory;
    }

    /// <summary>Proxies and clients take a connection on which nothing is sent for a dead one.</summary>
    private async Task BeatAsync(CancellationToken ending)
    {
        using var timer = new PeriodicTimer(options.Limits.KeepAlive, options.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(ending) && await WriteAsync(SignOfLife, ending))
            {
            }
        }
        catch (OperationCanceledException)
        {
            // The stream has ended.
        }
    }

    /// <summary>Whether the reader took it; otherwise nothing more can be sent.</summary>
    private async Task<bool> WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _writing.WaitAsync(cancellationToken);
            try
            {
                await context.Response.BodyWriter.WriteAsync(bytes, cancellationToken)
                    .AsTask()
                    .WaitAsync(options.Limits.SendTimeout, options.Time, cancellationToken);
                return true;
            }
            finally
            {
                _writing.Release();
            }
        }
        catch (Exception exception) when (exception is TimeoutException or IOException)
        {
            context.Abort();
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
