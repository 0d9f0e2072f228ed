using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using AiBom.GraphQL.Language;
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
        ParseResult<DocumentNode> parsed = GraphQLParser.Parse(document, Options.Limits);
        if (!parsed.IsOk)
        {
            return new PreparedOperation(ResponseError.Of(parsed.Error, ErrorCodes.Syntax));
        }

        if (DocumentBounds.Exceeded(parsed.Node, Options) is { } exceeded)
        {
            return new PreparedOperation(exceeded);
        }

        ImmutableArray<GraphQLError> broken = DocumentValidator.Validate(schema, parsed.Node, Options.Limits);
        return broken.IsEmpty
            ? Compile(parsed.Node, operationName)
            : new PreparedOperation([.. broken.Select(error => ResponseError.Of(error, ErrorCodes.Validation))]);
    }

    /// <summary>Executes a query or mutation.</summary>
    /// <param name="plan">Of <see cref="Prepare"/>, for the same schema.</param>
    /// <param name="variables">A JSON object; undefined or null for none.</param>
    /// <param name="state">What resolvers get as <see cref="ResolveContext.State{T}"/>; also the root object.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async ValueTask<ExecutionResult> ExecuteAsync(
        OperationPlan plan,
        JsonElement variables = default,
        object? state = null,
        CancellationToken cancellationToken = default)
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
        if (Admit(plan, variables, out ImmutableArray<ResponseError> errors) is not { } values)
        {
            yield return new ExecutionResult(errors);
            yield break;
        }

        await using var subscription = new Subscription(this, plan, values, state, cancellationToken);
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
        var request = new RequestState(plan, values, state, Options.ErrorFilter, cancellationToken);
        return Executor.ExecuteAsync(plan, request, root);
    }

    /// <summary>Chooses the operation (section 6.1, GetOperation) and compiles it.</summary>
    internal PreparedOperation Compile(DocumentNode document, string? operationName)
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

        return PlanCompiler.Compile(schema, document, operation, root) is { } plan
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

        long cost = errors.IsEmpty ? OperationCost.Of(plan, values, Options.AssumedListSize) : 0;
        if (cost > Options.MaxCost)
        {
            string message = string.Create(
                CultureInfo.InvariantCulture,
                $"The operation costs {cost}; at most {Options.MaxCost} is allowed. Ask for smaller pages.");
            errors = [ResponseError.Of(message, ErrorCodes.Limit, plan.Operation.Location)];
        }

        return errors.IsEmpty ? values : null;
    }
}
