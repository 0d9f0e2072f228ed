using System.Collections.Immutable;

namespace AiBom.Lineage;

/// <summary>What nobody recorded of the entities of an answer.</summary>
internal static class Gaps
{
    public static AnswerCompleteness Complete(
        LineageGraph graph,
        View view,
        ReadOnlySpan<int> nodes,
        Truncation? truncatedBy,
        int depthReached,
        Exclusion excluded)
    {
        var unknown = ImmutableArray.CreateBuilder<int>();
        var unspecified = ImmutableArray.CreateBuilder<int>();
        foreach (int node in nodes)
        {
            (bool isDescribed, bool isSilent) = view.Gap(node);
            if (!isDescribed)
            {
                unknown.Add(node);
            }
            else if (isSilent)
            {
                unspecified.Add(node);
            }
        }

        return new AnswerCompleteness
        {
            TruncatedBy = truncatedBy,
            DepthReached = depthReached,
            ExcludedByAssurance = excluded.Edges,
            ExcludedIsAtLeast = excluded.IsAtLeast,
            UnknownParents = unknown.ToImmutable(),
            UnspecifiedLineage = unspecified.ToImmutable(),
            Sequence = graph.Sequence,
        };
    }
}
