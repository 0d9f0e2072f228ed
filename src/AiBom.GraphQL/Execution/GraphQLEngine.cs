using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AiBom.GraphQL.Language;
using AiBom.GraphQL.Telemetry;
using AiBom.GraphQL.Types;
using AiBom.GraphQL.Validation;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Answers requests against a schema: <see cref="Prepare"/> once for each document, then <see cref="ExecuteAsync"/>
/// as often as it is asked. It keeps nothing between requests and can be used by any number at a time.
/// </summary>
/// <param name="schema">The schema.</param>
/// <param name="options">Bounds and the error filter; null for the usual.</param>
public sealed class GraphQLEngine(Schema schema, GraphQLOptions? options = null)
{
    /// <summary>The schema.</summary>
    public Schema Schema => schema;

    /// <summary>Bounds and the error filter.</summary>
    public GraphQLOptions Options { get; } = options ?? new GraphQLOptions();

    /// <summary>
    /// Reads, bounds, validates and compiles a document. The answer depends on nothing but the arguments and may be
    /// kept.
    /// </summary>
    /// <param name="document">GraphQL text.</param>
    /// <param name="operationName">Which operation; null if there is but one.</param>
    public PreparedOperation Prepare(string document, string? operationName = null)
    {
        ParseResult<DocumentNode> parsed = Parse(document);
        if (!parsed.IsOk)
        {
            return new PreparedOperation(ResponseError.Of(parsed.Error, ErrorCodes.Syntax));
        }

        if (DocumentBounds.Exceeded(schema, parsed.Node, Options.Limits) is { } exceeded)
        {
            return new PreparedOperation(exceeded);
        }

        ImmutableArray<GraphQLError> broken = Validate(parsed.Node);
        return broken.IsEmpty
            ? Plan(parsed.Node, operationName, document)
            : new PreparedOperation([.. broken.Select(error => ResponseError.Of(error, ErrorCodes.Validation))]);
    }

    /// <summary>Says what a request would cost, without executing it.</summary>
    /// <param name="plan">Of <see cref="Prepare"/>, for the same schema.</param>
    /// <param name="variables">A JSON object; undefined or null for none.</param>
    /// <param name="errors">Why it would not be executed; empty if it would.</param>
    /// <returns>The cost; null if the variables are not those that the operation asks for.</returns>
    public RequestCost? Price(OperationPlan plan, JsonElement variables, out ImmutableArray<ResponseError> errors)
    {
        (_, RequestCost? cost, errors) = Examine(plan, variables);
        return cost;
    }

    /// <summary>Executes a query or mutation.</summary>
    /// <param name="plan">Of <see cref="Prepare"/>, for the same schema.</param>
    /// <param name="variables">A JSON object; undefined or null for none.</param>
    /// <param name="state">What resolvers get as <see cref="ResolveContext.State{T}"/>; also the root object.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public ValueTask<ExecutionResult> ExecuteAsync(
        OperationPlan plan,
        JsonElement variables = default,
        object? state = null,
        CancellationToken cancellationToken = default) => Observation.OfRequestsIsWanted
            ? ObserveAsync(plan, variables, state, cancellationToken)
            : AnswerAsync(plan, variables, state, cancellationToken);

    /// <summary>
    /// Executes a subscription: one result for each event, in order (section 6.2.3). What keeps it from starting, and
    /// what its source throws later, is its last result, which has no data.
    /// </summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public async IAsyncEnumerable<ExecutionResult> SubscribeAsync(
        OperationPlan plan,
        JsonElement variables = default,
        object? state = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using Subscription? subscription =
            Open(plan, variables, state, cancellationToken, out ImmutableArray<ResponseError> errors);
        if (subscription is null)
        {
            yield return new ExecutionResult(errors);
            yield break;
        }

        using IDisposable? counted = Observation.OfSubscription();
        while (await subscription.NextAsync() is { } result)
        {
            yield return result;
        }
    }

    /// <summary>Executes the selections of any operation, a subscription's event included.</summary>
    internal ValueTask<ExecutionResult> RunAsync(
        OperationPlan plan,
        VariableValues values,
        object? state,
        object? root,
        CancellationToken cancellationToken)
    {
        var request = new RequestState(plan, values, state, Options, cancellationToken);
        return Executor.ExecuteAsync(plan, request, root);
    }

    /// <summary>Chooses the operation (section 6.1, GetOperation) and compiles it.</summary>
    internal PreparedOperation Compile(DocumentNode document, string? operationName, string? text = null)
    {
        OperationDefinitionNode[] operations =
        [
            .. document.Definitions.OfType<OperationDefinitionNode>().Where(operation => operationName is null
                || string.Equals(operation.Name?.Value, operationName, StringComparison.Ordinal)),
        ];
        if (operations is not [{ } operation])
        {
            string message = (operationName, operations.Length) switch
            {
                (null, 0) => "The document has no operation.",
                (null, _) => "The document has several operations, so one of them must be named.",
                _ => $"The document has no operation named \"{operationName}\".",
            };
            return new PreparedOperation(ResponseError.Of(message, ErrorCodes.Operation));
        }

        if (schema.RootType(operation.Operation) is not { } root)
        {
            string message = $"The schema has no type for a {operation.Operation} operation.";
            return new PreparedOperation(ResponseError.Of(message, ErrorCodes.Validation, operation.Location));
        }

        return PlanCompiler.Compile(schema, document, operation, root, text, Options.Limits);
    }

    /// <summary>The variables of a request that may be executed; null if it may not.</summary>
    internal VariableValues? Admit(
        OperationPlan plan,
        JsonElement variables,
        out ImmutableArray<ResponseError> errors)
    {
        (VariableValues values, _, errors) = Examine(plan, variables);
        return errors.IsEmpty ? values : null;
    }

    // The cost is known only where the variables are right.
    private (VariableValues Values, RequestCost? Cost, ImmutableArray<ResponseError> Errors) Examine(
        OperationPlan plan,
        JsonElement variables)
    {
        if (variables.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            return (
                VariableValues.None,
                null,
                [ResponseError.Of("Variables must be a JSON object.", ErrorCodes.Variables)]);
        }

        VariableValues values = VariableCoercion.Coerce(
            plan.Variables, variables, Options.Limits.MaxErrors, out ImmutableArray<ResponseError> errors);
        if (!errors.IsEmpty)
        {
            return (values, null, errors);
        }

        var cost = new RequestCost(
            OperationCost.Of(plan, values, Options.Limits.AssumedListSize), Options.Limits.MaxCost);
        Observation.NoteCost(cost.Cost);
        if (!Options.AllowIntrospection && plan.IsIntrospection)
        {
            errors = [ResponseError.Of("Introspection is switched off.", ErrorCodes.IntrospectionDisabled)];
        }
        else if (cost.Cost > cost.MaxCost)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The operation costs {cost.Cost:N0}; at most {cost.MaxCost:N0} is allowed (MaxCost). "
                + $"Ask for smaller pages.");
            errors = [ResponseError.Of(message, ErrorCodes.Limit, plan.Operation.Location)];
        }

        return (values, cost, errors);
    }

    private ParseResult<DocumentNode> Parse(string document)
    {
        using Activity? phase = Phase.Start("GraphQL Document Parsing", "parse");
        ParseResult<DocumentNode> parsed = GraphQLParser.Parse(document, Options.Limits);
        phase.Fail(parsed.IsOk ? null : ErrorCodes.Syntax);
        return parsed;
    }

    private ImmutableArray<GraphQLError> Validate(DocumentNode document)
    {
        using Activity? phase = Phase.Start("GraphQL Document Validation", "validate");
        ImmutableArray<GraphQLError> broken = DocumentValidator.Validate(schema, document, Options.Limits);
        phase.Fail(broken.IsEmpty ? null : ErrorCodes.Validation);
        return broken;
    }

    private PreparedOperation Plan(DocumentNode document, string? operationName, string text)
    {
        using Activity? phase = Phase.Start("GraphQL Operation Planning", "plan");
        PreparedOperation prepared = Compile(document, operationName, text);
        phase.Fail(Phase.ErrorOf(prepared.Errors));
        return prepared;
    }

    /// <summary>Executes a query or mutation, of which nobody hears.</summary>
    internal async ValueTask<ExecutionResult> AnswerAsync(
        OperationPlan plan,
        JsonElement variables,
        object? state,
        CancellationToken cancellationToken)
    {
        if (plan.Kind is OperationType.Subscription)
        {
            const string message = "Subscriptions are not supported over this transport.";
            return new ExecutionResult(ResponseError.Of(message, ErrorCodes.Unsupported, plan.Operation.Location));
        }

        VariableValues? values = Admit(plan, variables, out ImmutableArray<ResponseError> errors);
        return values is null
            ? new ExecutionResult(errors)
            : await RunAsync(plan, values, state, root: state, cancellationToken);
    }

    // Closures are made here and not in the callers, which must not pay for them where nobody listens.
    private ValueTask<ExecutionResult> ObserveAsync(
        OperationPlan plan,
        JsonElement variables,
        object? state,
        CancellationToken cancellationToken) => Observation.OfRequestAsync(
            plan, () => AnswerAsync(plan, variables, state, cancellationToken), cancellationToken);

    // The span of a subscription ends when it is open; each event has its own.
    private Subscription? Open(
        OperationPlan plan,
        JsonElement variables,
        object? state,
        CancellationToken cancellationToken,
        out ImmutableArray<ResponseError> errors)
    {
        using Observation? observation = Observation.OfRequestsIsWanted ? Observation.OfRequest(plan) : null;
        Subscription? subscription = Admit(plan, variables, out errors) is { } values
            ? new Subscription(this, plan, values, state, observation?.Context ?? default, cancellationToken)
            : null;
        if (subscription?.Open() is { } refused)
        {
            errors = [refused];
        }

        observation?.Ended(errors);
        return errors.IsEmpty ? subscription : null;
    }
}
