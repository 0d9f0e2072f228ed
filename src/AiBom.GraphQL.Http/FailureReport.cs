using System.Diagnostics;
using AiBom.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiBom.GraphQL.Http;

/// <summary>
/// Tells the host of an exception that nobody expected, and the client no more than the id under which it did.
/// </summary>
internal sealed partial class FailureReport(HttpContext context, GraphQLHttpOptions options)
{
    private const string Message = "The server failed.";
    private const string CorrelationId = "correlationId";

    /// <summary>Reports a failure outside of any field; what the client gets is a whole answer.</summary>
    public ExecutionResult Answer(Exception exception) =>
        RequestError.Of(Message, ErrorCodes.Internal, (CorrelationId, Report(exception)));

    /// <summary>Reports a failure of a resolver or source.</summary>
    public GraphQLException Mask(Exception exception)
    {
        string id = Report(exception);
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { [CorrelationId] = id };
        return new GraphQLException(Message, ErrorCodes.Internal, extensions);
    }

    /// <summary>Reports a failure of which no client is told.</summary>
    public string Report(Exception exception)
    {
        string id = Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;
        if (options.OnUnhandledException is { } handler)
        {
            handler(context, exception, id);
        }
        else
        {
            var loggers = context.RequestServices.GetRequiredService<ILoggerFactory>();
            LogUnhandled(loggers.CreateLogger(typeof(FailureReport).Namespace!), exception, id);
        }

        return id;
    }

    [LoggerMessage(LogLevel.Error, "A GraphQL request failed ({CorrelationId}).")]
    private static partial void LogUnhandled(ILogger logger, Exception exception, string correlationId);
}
