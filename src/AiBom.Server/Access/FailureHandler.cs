using System.Data.Common;
using System.Diagnostics;
using AiBom.Server.Endpoints;

namespace AiBom.Server.Access;

/// <summary>
/// The one place where a failing world ends for a request outside GraphQL: logged once, answered with a correlation id
/// and no details. What could not be made durable is a 503, so a pipeline knows that it may try again.
/// </summary>
internal sealed class FailureHandler(RequestDelegate next)
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
            Problem problem = Log(context, exception, out int status);
            await Problem.Result(status, problem.Code, problem.Message).ExecuteAsync(context);
        }
    }

    /// <summary>Logs what failed, and gives what the caller may know of it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="exception">What failed.</param>
    /// <param name="status">503 where the store did, so that a pipeline may try again; else 500.</param>
    public static Problem Log(HttpContext context, Exception exception, out int status)
    {
        string correlationId = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
        ILogger logger = context.RequestServices.GetRequiredService<ILogger<FailureHandler>>();
        LogMessages.RequestFailed(logger, exception, correlationId);
        bool isStore = exception is DbException or IOException
            || exception.InnerException is DbException or IOException;
        status = isStore ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError;
        return isStore
            ? new Problem(
                "NOT_DURABLE", $"Nothing was recorded, because the store failed; correlation id {correlationId}.")
            : new Problem("INTERNAL", $"The server failed to answer; correlation id {correlationId}.");
    }
}
