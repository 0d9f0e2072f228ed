using System.Collections.Immutable;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;
using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http;

/// <summary>Takes one HTTP request through its decisions, in order; the first refusal is the answer.</summary>
internal sealed class GraphQLEndpoint(Schema schema, GraphQLHttpOptions options)
{
    private const string AllMethods = "GET, HEAD, POST, OPTIONS";
    private const string PreflightHeader = "GraphQL-Preflight";

    private readonly OperationCache _operations = new(new GraphQLEngine(schema, options.Engine), options);
    private readonly OperationRunner _runner = new(schema, options);
    private readonly OpenStreams _streams = new(options.Limits.MaxStreams);
    private readonly SchemaFile _schemaFile = new(schema, options);

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (HttpMethods.IsOptions(request.Method))
        {
            context.Response.Headers.Allow = AllMethods;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else if (context.WebSockets.IsWebSocketRequest)
        {
            using var exchange = new Exchange(context, options);
            var sockets = new SocketAcceptor(options, _operations, _runner, _streams);
            await AnswerAsync(exchange, sockets.AcceptAsync);
        }
        else if (options.ShowPage && IsSafe(request) && !IsPreflighted(request) && MediaTypes.PrefersPage(request))
        {
            await GraphiqlPage.SendAsync(context);
        }
        else
        {
            using var exchange = new Exchange(context, options);
            await AnswerAsync(exchange, RespondAsync);
        }
    }

    public async Task HandleSchemaFileAsync(HttpContext context)
    {
        using var exchange = new Exchange(context, options);
        await AnswerAsync(exchange, _schemaFile.SendAsync);
    }

    private static async Task AnswerAsync(Exchange exchange, Func<Exchange, Task> respond)
    {
        try
        {
            await respond(exchange);
        }
        catch (Exception exception) when (exchange.IsAborted && exception is OperationCanceledException or IOException)
        {
            // Nobody is left to answer.
        }
        catch (OperationCanceledException) when (exchange is { IsTimedOut: true, CanAnswer: true })
        {
            await exchange.TimeOutAsync();
        }
        catch (Exception exception) when (exchange.CanAnswer && exception is not BadHttpRequestException)
        {
            await exchange.FailAsync(exception);
        }
    }

    private async Task RespondAsync(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        if ((CheckMethod(exchange) ?? CheckAccept(exchange)) is { } refusal)
        {
            await exchange.RefuseAsync(refusal);
        }
        else if (await options.CreateState(exchange.Context) is not { } state)
        {
            await exchange.RefuseAsync(Refusal.OfState(exchange.Context.Response.StatusCode));
        }
        else
        {
            RequestResult read = IsSafe(request)
                ? QueryString.Read(request.Query, options.Limits)
                : await BodyReader.ReadAsync(request, options.Limits, exchange.Ending);
            await (read.Parameters is { } parameters
                ? ExecuteAsync(exchange, parameters, state)
                : exchange.RefuseAsync(read.Refusal!));
        }
    }

    private async Task ExecuteAsync(Exchange exchange, RequestParameters parameters, object state)
    {
        exchange.HasArrived();
        PreparedOperation operation = _operations.Prepare(parameters);
        OperationType? kind = operation.Plan?.Kind;
        bool isStreamed = exchange.IsStreamed(kind);
        CostMode cost = CostMode.None;
        if ((CheckOperation(exchange.Context.Request, kind, isStreamed)
            ?? CostRequest.Read(exchange.Context.Request, out cost)) is { } refusal)
        {
            await exchange.RefuseAsync(refusal);
        }
        else if (isStreamed)
        {
            await StreamAsync(exchange, operation, parameters, state);
        }
        else if (!operation.IsOk)
        {
            await exchange.WriteAsync(new ExecutionResult(operation.Errors));
        }
        else
        {
            GraphQLEngine engine = _runner.EngineFor(state, exchange.Mask);
            JsonElement variables = parameters.Variables ?? default;
            await exchange.WriteAsync(cost is CostMode.None
                ? await engine.ExecuteAsync(operation.Plan, variables, state, exchange.Ending)
                : await PriceAsync(engine, operation.Plan, variables, cost, state, exchange.Ending));
        }
    }

    private static async ValueTask<ExecutionResult> PriceAsync(
        GraphQLEngine engine,
        OperationPlan plan,
        JsonElement variables,
        CostMode mode,
        object state,
        CancellationToken cancellationToken)
    {
        RequestCost? cost = engine.Price(plan, variables, out ImmutableArray<ResponseError> errors);
        ExecutionResult result = mode is CostMode.Report
            ? await engine.ExecuteAsync(plan, variables, state, cancellationToken)
            : new ExecutionResult(errors);
        result.Extensions = CostRequest.Extensions(cost);
        return result;
    }

    private async Task StreamAsync(
        Exchange exchange,
        PreparedOperation operation,
        RequestParameters parameters,
        object state)
    {
        if (!_streams.TryEnter())
        {
            await exchange.RefuseAsync(Refusal.TooManyStreams);
            return;
        }

        try
        {
            using CancellationTokenSource ending = exchange.KeepOpen();
            using var stream = new EventStream(exchange.Context, options);
            await stream.SendAsync(
                _runner.RunAsync(operation, parameters.Variables, state, exchange.Failures.Mask, ending.Token),
                exchange.Failures,
                ending.Token);
        }
        finally
        {
            _streams.Leave();
        }
    }

    private Refusal? CheckMethod(Exchange exchange)
    {
        HttpRequest request = exchange.Context.Request;
        if (HttpMethods.IsPost(request.Method))
        {
            return null;
        }

        if (!IsSafe(request))
        {
            return Refusal.Method(AllMethods, $"GET or POST was expected, not {request.Method}.");
        }

        if (request.Headers.Upgrade.Contains("websocket", StringComparer.OrdinalIgnoreCase))
        {
            return new Refusal(
                StatusCodes.Status400BadRequest,
                HttpErrorCodes.WebSocketUnsupported,
                "The handshake of a WebSocket is not complete (RFC 6455, version 13).");
        }

        // A foreign page can make a browser send a plain GET with the user's cookies, but no header of its choice.
        if (IsPreflighted(request))
        {
            return null;
        }

        // Nor can a page that opens an event stream choose a header; there the browser says whose page it is.
        return exchange.IsStreamed(kind: null)
            ? RequestOrigin.Check(request, options.AllowedOrigins)
            : new Refusal(
                StatusCodes.Status400BadRequest,
                HttpErrorCodes.PreflightRequired,
                $"A GET needs the header '{PreflightHeader}: 1'.");
    }

    private static Refusal? CheckAccept(Exchange exchange) => exchange.MediaType is null
        ? new Refusal(
            StatusCodes.Status406NotAcceptable,
            HttpErrorCodes.NotAcceptable,
            $"The answer is {MediaTypes.Response}, {MediaTypes.Json} or {MediaTypes.EventStream}; Accept allows none.")
        : null;

    private static Refusal? CheckOperation(HttpRequest request, OperationType? kind, bool isStreamed) => kind switch
    {
        OperationType.Mutation when IsSafe(request) =>
            Refusal.Method(HttpMethods.Post, "A mutation must be sent by POST."),
        OperationType.Subscription when !isStreamed => new Refusal(
            StatusCodes.Status400BadRequest,
            HttpErrorCodes.SubscriptionUnsupported,
            $"A subscription has many responses: accept {MediaTypes.EventStream}, or open a WebSocket."),
        _ => null,
    };

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    private static bool IsPreflighted(HttpRequest request) =>
        string.Equals(request.Headers[PreflightHeader], "1", StringComparison.Ordinal);
}
