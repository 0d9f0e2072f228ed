using System.Runtime.CompilerServices;
using System.Text.Json;
using AiBom.GraphQL.Execution;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Types;

namespace AiBom.GraphQL.Http;

/// <summary>Executes operations, whatever brought them here.</summary>
internal sealed class OperationRunner(Schema schema, GraphQLHttpOptions options)
{
    private readonly GraphQLOptions _engine = options.Engine with
    {
        EventTimeout = options.Limits.Timeout,
        EventState = state => options.RenewState(state!),
        Time = options.Time,
    };

    /// <summary>An engine is no more than its options, and two of these are the request's.</summary>
    public GraphQLEngine EngineFor(object state, ErrorFilter mask) =>
        new(schema, _engine with { AllowIntrospection = options.AllowIntrospection(state), ErrorFilter = mask });

    /// <summary>
    /// What a transport with any number of responses sends: one result for each event of a subscription, one for
    /// anything else.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async IAsyncEnumerable<ExecutionResult> RunAsync(
        PreparedOperation operation,
        JsonElement? variables,
        object state,
        ErrorFilter mask,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!operation.IsOk)
        {
            yield return new ExecutionResult(operation.Errors);
            yield break;
        }

        GraphQLEngine engine = EngineFor(state, mask);
        if (operation.Plan.Kind is not OperationType.Subscription)
        {
            yield return await RunOnceAsync(engine, operation.Plan, variables ?? default, state, cancellationToken);
            yield break;
        }

        await foreach (ExecutionResult result in
            engine.SubscribeAsync(operation.Plan, variables ?? default, state, cancellationToken))
        {
            yield return result;
        }
    }

    private async ValueTask<ExecutionResult> RunOnceAsync(
        GraphQLEngine engine,
        OperationPlan plan,
        JsonElement variables,
        object state,
        CancellationToken cancellationToken)
    {
        TimeSpan most = options.Limits.Timeout;
        using var timeout = new CancellationTokenSource(most, options.Time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await engine.ExecuteAsync(plan, variables, state, ending.Token);
        }
        catch (OperationCanceledException)
            when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return RequestError.Of(
                $"The request could not be answered within {most.TotalSeconds} s.", HttpErrorCodes.Timeout);
        }
    }
}
