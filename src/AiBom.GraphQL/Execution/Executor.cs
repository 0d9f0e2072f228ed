using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// Executes a plan level by level (sections 6.2 and 6.3): every field of a level is started before one is awaited, and
/// each is resolved once for all objects of its frame.
/// </summary>
internal static class Executor
{
    private static readonly object NoRoot = new();

    public static async ValueTask<ExecutionResult> ExecuteAsync(OperationPlan plan, RequestState request, object? root)
    {
        var frame = new Frame(request, plan.Root, [root ?? NoRoot], owner: null, slots: null);
        if (plan.Root.FindUndecided(request) is { } condition)
        {
            frame.IsNull = true;
            request.Errors.Add(ResponseError.Of(condition.Message, ErrorCodes.Variables, condition.Location));
        }
        else if (plan.Kind is OperationType.Mutation)
        {
            // Section 6.2.2: one root field after the other, each to the bottom.
            for (int i = 0; i < frame.Fields.Length; i++)
            {
                request.CancellationToken.ThrowIfCancellationRequested();
                var below = new List<Frame>();
                await CompleteAsync(request, [frame.Start(request, i)], below);
                await DescendAsync(request, below);
            }
        }
        else
        {
            await DescendAsync(request, [frame]);
        }

        request.CancellationToken.ThrowIfCancellationRequested();
        return new ExecutionResult(frame, request.ListedErrors);
    }

    private static async ValueTask DescendAsync(RequestState request, List<Frame> frames)
    {
        var pending = new List<PendingField>();
        var next = new List<Frame>();
        while (frames.Count > 0)
        {
            foreach (Frame frame in frames)
            {
                request.CancellationToken.ThrowIfCancellationRequested();
                for (int i = 0; i < frame.Fields.Length; i++)
                {
                    pending.Add(frame.Start(request, i));
                }
            }

            frames.Clear();
            await CompleteAsync(request, pending, next);
            pending.Clear();
            (frames, next) = (next, frames);
        }
    }

    /// <summary>Waits for the resolvers and completes their values, in the order of the document.</summary>
    private static async ValueTask CompleteAsync(RequestState request, List<PendingField> pending, List<Frame> next)
    {
        request.ReadLoads();
        foreach ((Frame frame, int field, ValueTask<Results> running) in pending)
        {
            Results results;
            try
            {
                results = await running;
            }
            catch (Exception exception) when (!request.CancellationToken.IsCancellationRequested)
            {
                frame.FailAll(request, field, exception);
                continue;
            }

            frame.Complete(request, field, results, next);
        }

        request.GatherLoads();
    }
}
