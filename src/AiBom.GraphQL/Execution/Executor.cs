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
                List<Frame> below = await CompleteAsync(request, [frame.Start(request, i)]);
                await DescendAsync(request, below);
            }
        }
        else
        {
            await DescendAsync(request, [frame]);
        }

        request.CancellationToken.ThrowIfCancellationRequested();
        return new ExecutionResult(frame, [.. request.Errors]);
    }

    private static async ValueTask DescendAsync(RequestState request, List<Frame> frames)
    {
        while (frames.Count > 0)
        {
            var pending = new List<PendingField>();
            foreach (Frame frame in frames)
            {
                request.CancellationToken.ThrowIfCancellationRequested();
                for (int i = 0; i < frame.Fields.Length; i++)
                {
                    pending.Add(frame.Start(request, i));
                }
            }

            frames = await CompleteAsync(request, pending);
        }
    }

    private static async ValueTask<List<Frame>> CompleteAsync(RequestState request, List<PendingField> pending)
    {
        var next = new List<Frame>();
        request.ReadLoads();
        foreach (PendingField field in pending)
        {
            await field.CompleteAsync(request, next);
        }

        request.GatherLoads();
        return next;
    }
}
