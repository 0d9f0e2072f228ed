namespace AiBom.Server;

/// <summary>Everything that the server logs itself. No message holds a token, a key or a document's text.</summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "The store does not answer")]
    public static partial void StoreUnreachable(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 2, Level = LogLevel.Error, Message = "A request failed; correlation id {CorrelationId}")]
    public static partial void RequestFailed(ILogger logger, Exception exception, string correlationId);

    [LoggerMessage(EventId = 3, Level = LogLevel.Error, Message = "{Problem} The roots read before stay in force")]
    public static partial void TrustedRootUnusable(ILogger logger, string problem);
}
