using System.Collections.Immutable;

namespace AiBom.Lineage;

/// <summary>
/// By which paths: best first over what lies both above the descendant and below the ancestor, so that a partial path
/// is extended only towards the ancestor and complete paths come out in order.
/// </summary>
internal static class PathQuestion
{
    public static PathsAnswer Answer(
        LineageGraph graph,
        int ancestor,
        int descendant,
        int limit,
        TraversalOptions options)
    {
        View view = graph.ViewAt(options.MinAssurance);
        WalkPlan plan = new(Direction.Upstream, options.EdgeKinds, options.Budget);
        using Walk above = Walk.From(view, [descendant], plan);
        using Walk between = Walk.From(
            view,
            [ancestor],
            plan with { Direction = Direction.Downstream, Admit = above.Contains });
        Search search = new(above, between, options.Budget.Deadline);
        ImmutableArray<LineagePath> paths = search.Find(limit, out bool isCut);
        return new PathsAnswer(
            paths,
            !isCut && above.TruncatedBy is null && between.TruncatedBy is null,
            graph.Sequence);
    }

    private sealed class Search(Walk above, Walk between, CancellationToken deadline)
    {
        private readonly PriorityQueue<Step, Step> _open = new(Comparer<Step>.Create(Compare));

        public ImmutableArray<LineagePath> Find(int limit, out bool isCut)
        {
            var paths = ImmutableArray.CreateBuilder<LineagePath>();
            int goal = between.Nodes.Length is 0 ? 0 : between.Nodes[0];
            int start = above.Nodes.Length is 0 ? 0 : above.Nodes[0];
            if (goal == start || !between.Contains(start))
            {
                isCut = false;
                return [];
            }

            Push(start, 0, null);
            long steps = (long)(limit + 1) * LineageLimits.StepsPerPath;
            while (_open.TryDequeue(out Step? step, out _))
            {
                // One more than may be kept, to tell "exactly full" from "there was more".
                if (steps-- <= 0 || paths.Count == limit || deadline.IsCancellationRequested)
                {
                    // What is left may lead nowhere; unless it arrives, only the search knows no better.
                    isCut = true;
                    return paths.ToImmutable();
                }

                if (step.Node == goal)
                {
                    paths.Add(step.ToPath());
                }
                else
                {
                    Extend(step, ref steps);
                }
            }

            isCut = false;
            return paths.ToImmutable();
        }

        private void Extend(Step step, ref long steps)
        {
            ReadOnlySpan<ulong> edges = above.Edges(above.IndexOf(step.Node));
            int next = 0;
            while (next < edges.Length)
            {
                int node = Hop.Node(edges[next]);
                byte label = Hop.Label(edges[next++]);
                while (next < edges.Length && Hop.Node(edges[next]) == node)
                {
                    byte parallel = Hop.Label(edges[next++]);
                    label = Hop.AssuranceOf(parallel) > Hop.AssuranceOf(label) ? parallel : label;
                }

                if (between.Contains(node) && !step.Passes(node))
                {
                    Push(node, label, step);
                    steps--;
                }
            }
        }

        private void Push(int node, byte label, Step? previous)
        {
            int length = previous is null ? 0 : previous.Length + 1;
            Step step = new(node, label, length, length + between.Distances[between.IndexOf(node)], previous);
            _open.Enqueue(step, step);
        }

        private static int Compare(Step? left, Step? right)
        {
            int order = left!.LeastLength.CompareTo(right!.LeastLength);
            return order is not 0 ? order : left.Nodes().AsSpan().SequenceCompareTo(right.Nodes());
        }
    }

    /// <summary>A partial path from the descendant, by its last step.</summary>
    private sealed record Step(int Node, byte Label, int Length, int LeastLength, Step? Previous)
    {
        public bool Passes(int node)
        {
            Step? step = this;
            while (step is not null && step.Node != node)
            {
                step = step.Previous;
            }

            return step is not null;
        }

        public int[] Nodes()
        {
            int[] nodes = new int[Length + 1];
            for (Step? step = this; step is not null; step = step.Previous)
            {
                nodes[step.Length] = step.Node;
            }

            return nodes;
        }

        public LineagePath ToPath()
        {
            LineageEdge[] edges = new LineageEdge[Length];
            for (Step step = this; step.Previous is { } previous; step = previous)
            {
                edges[previous.Length] =
                    LineageQuestion.EdgeOf(previous.Node, step.Node, step.Label, Direction.Upstream);
            }

            return new LineagePath([.. edges], edges.Min(edge => edge.Assurance));
        }
    }
}
