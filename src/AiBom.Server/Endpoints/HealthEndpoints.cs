using AiBom.Registry;

namespace AiBom.Server.Endpoints;

/// <summary>
/// <c>/healthz</c>: the process lives. <c>/readyz</c>: the store answers and the graph is level with the journal.
/// </summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok"));
        routes.MapGet("/readyz", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(
        AibomRegistry registry, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        try
        {
            long head = await registry.Store.Journal.HeadAsync(cancellationToken);
            long graph = registry.Lineage.Current.Sequence;
            return Results.Json(
                new { ready = graph >= head, journal = head, lineage = graph },
                statusCode: graph >= head ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogMessages.StoreUnreachable(loggers.CreateLogger("AiBom.Server"), exception);
            return Problem.Result(
                StatusCodes.Status503ServiceUnavailable, "STORE_UNREACHABLE", "The store does not answer.");
        }
    }
}
