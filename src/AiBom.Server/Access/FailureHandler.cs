using System.Data.Common;
using System.Diagnostics;
using AiBom.Server.Endpoints;

namespace AiBom.Server.Access;

/// <summary>
/// The one place where a failing world ends for a request outside GraphQL: logged once, answered with a correlation id
/// and no details. What could not be made durable is a 503, so a pipeline knows that it may try again.
/// </summary>
internal sealed class FailureHandler(RequestDelegate next, ILogger<FailureHandler> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (BadHttpRequestException exception) when (!context.Response.HasStarted)
        {
            string code = exception.StatusCode is StatusCodes.Status413PayloadTooLarge
                ? Domain.FindingCodes.SizeExceeded
                : "MALFORMED_REQUEST";
            await Problem.Result(exception.StatusCode, code, exception.Message).ExecuteAsync(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            string correlationId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
            LogMessages.RequestFailed(logger, exception, correlationId);
            bool isStore = exception is DbException or IOException
                || exception.InnerException is DbException or IOException;
            await (isStore
                ? Problem.Result(
                    StatusCodes.Status503ServiceUnavailable,
                    "NOT_DURABLE",
                    $"Nothing was recorded, because the store failed; correlation id {correlationId}.")
                : Problem.Result(
                    StatusCodes.Status500InternalServerError,
                    "INTERNAL",
                    $"The server failed to answer; correlation id {correlationId}."))
                .ExecuteAsync(context);
        }
    }
}
