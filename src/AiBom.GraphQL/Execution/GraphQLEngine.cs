using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
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

        if (DocumentBounds.Exceeded(parsed.Node, Options) is { } exceeded)
        {
            return new PreparedOperation(exceeded);
        }

        ImmutableArray<GraphQLError> broken = Validate(parsed.Node);
        return broken.IsEmpty
            ? Plan(parsed.Node, operationName, document)
            : new PreparedOperation([.. broken.Select(error => ResponseError.Of(error, ErrorCodes.Validation))]);
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
    /// Executes a subscription: one result for each event, in order (section 6.2.3). Errors that keep it from
    /// starting are its only result.
    /// </summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public async IAsyncEnumerable<ExecutionResult> SubscribeAsync(
        OperationPlan plan,
        JsonElement variables = default,
        object? state = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        VariableValues? values;
        IAsyncEnumerable<object?>? events;
        ImmutableArray<ResponseError> errors;
        ActivityContext opening;
        using (Observation? observation = Observation.OfRequestsIsWanted ? Observation.OfRequest(plan) : null)
        {
            opening = observation?.Context ?? default;
            values = Admit(plan, variables, out errors);
            events = values is null ? null : Open(plan, values, state, cancellationToken, out errors);
            observation?.Ended(errors);
        }

        if (values is null || events is null)
        {
            yield return new ExecutionResult(errors);
            yield break;
        }

        using IDisposable? open = Observation.OfSubscription();
        await foreach (object? item in events.WithCancellation(cancellationToken))
        {
            yield return await (Observation.OfEventsIsWanted
                ? ObserveAsync(plan, values, state, item, opening, cancellationToken)
                : RunAsync(plan, values, state, root: item, cancellationToken));
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
        var request = new RequestState(plan, values, state, Options.ErrorFilter, cancellationToken);
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

        return PlanCompiler.Compile(schema, document, operation, root, text) is { } plan
            ? new PreparedOperation(plan)
            : new PreparedOperation(ResponseError.Of(
                "The document has more than 64 different conditions of @skip and @include.",
                ErrorCodes.Limit,
                operation.Location));
    }

    /// <summary>The variables of a request that may be executed; null if it may not.</summary>
    internal VariableValues? Admit(
        OperationPlan plan,
        JsonElement variables,
        out ImmutableArray<ResponseError> errors)
    {
        if (variables.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object))
        {
            errors = [ResponseError.Of("Variables must be a JSON object.", ErrorCodes.Variables)];
            return null;
        }

        VariableValues values = VariableCoercion.Coerce(plan.Variables, variables, out errors);
        if (errors.IsEmpty && !Options.AllowIntrospection && plan.Root.Fields.Any(field => field.IsIntrospection))
        {
            errors = [ResponseError.Of("Introspection is switched off.", ErrorCodes.Unsupported)];
        }

        if (!errors.IsEmpty)
        {
            return null;
        }

        long cost = OperationCost.Of(plan, values, Options.AssumedListSize);
        Observation.NoteCost(cost);
        if (cost > Options.MaxCost)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The operation costs {cost}; at most {Options.MaxCost} is allowed. Ask for smaller pages.");
            errors = [ResponseError.Of(message, ErrorCodes.Limit, plan.Operation.Location)];
        }

        return errors.IsEmpty ? values : null;
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

    private ValueTask<ExecutionResult> ObserveAsync(
        OperationPlan plan,
        VariableValues values,
        object? state,
        object? item,
        ActivityContext opening,
        CancellationToken cancellationToken) => Observation.OfEventAsync(
            plan, opening, () => RunAsync(plan, values, state, item, cancellationToken), cancellationToken);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a source throws goes through the error filter.")]
    private IAsyncEnumerable<object?>? Open(
        OperationPlan plan,
        VariableValues values,
        object? state,
        CancellationToken cancellationToken,
        out ImmutableArray<ResponseError> errors)
    {
        var request = new RequestState(plan, values, state, Options.ErrorFilter, cancellationToken);
        if (plan.Root.FieldsFor(request.Conditions) is not [{ Field.Source: { } source } field])
        {
            errors = [ResponseError.Of("The operation is no subscription to events.", ErrorCodes.Unsupported)];
            return null;
        }

        if (field.Arguments.Coerce(values, out ArgumentError? refused) is not { } arguments)
        {
            SourceLocation location = refused!.Location ?? plan.Operation.Location;
            errors = [ResponseError.Of(refused.Message, ErrorCodes.Variables, location)];
            return null;
        }

        try
        {
            errors = [];
            request.ReadLoads();
            return source(new ResolveContext(request, field, arguments));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            GraphQLException shown = exception as GraphQLException ?? Options.ErrorFilter(exception);
            ImmutableArray<SourceLocation> locations = field.Locations(request.Conditions);
            errors = [new ResponseError(shown.Message, locations, [field.Key], shown.ResponseExtensions)];
            return null;
        }
    }
}
