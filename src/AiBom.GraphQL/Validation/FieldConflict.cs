using System.Collections.Immutable;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Two fields that cannot be merged.</summary>
/// <param name="ResponseKey">The key they share.</param>
/// <param name="Reason">Why not; a clause.</param>
/// <param name="First">One of the fields, then those below it that are the reason, twenty at most.</param>
/// <param name="Second">The other, likewise.</param>
internal sealed record FieldConflict(
    string ResponseKey,
    string Reason,
    ImmutableArray<FieldNode> First,
    ImmutableArray<FieldNode> Second)
{
    private const int MaxReasons = 3;
    private const int MaxReasonLength = 1_000;
    private const int MaxNodes = 20;

    public static FieldConflict Of(FieldUse first, FieldUse second, string reason) =>
        new(first.Node.ResponseKey, reason, [first.Node], [second.Node]);

    /// <summary>The conflict of two fields because of conflicts below them.</summary>
    public static FieldConflict Above(FieldUse first, FieldUse second, IReadOnlyCollection<FieldConflict> below)
    {
        IEnumerable<string> reasons = below.Take(MaxReasons)
            .Select(conflict => $"below it, {Excerpt.Of(conflict.ResponseKey)}: {conflict.Reason}");
        string reason = string.Join(" and ", reasons);
        return new(
            first.Node.ResponseKey,
            reason.Length <= MaxReasonLength ? reason : $"{reason.AsSpan(0, MaxReasonLength)}…",
            Nodes(first, below.Select(conflict => conflict.First)),
            Nodes(second, below.Select(conflict => conflict.Second)));
    }

    // The last nodes of a conflict are its reason, so those are kept.
    private static ImmutableArray<FieldNode> Nodes(FieldUse top, IEnumerable<ImmutableArray<FieldNode>> below)
    {
        List<FieldNode> nodes = [top.Node];
        foreach (ImmutableArray<FieldNode> conflict in below.TakeWhile(_ => nodes.Count < MaxNodes))
        {
            nodes.AddRange(conflict.TakeLast(MaxNodes - nodes.Count));
        }

        return [.. nodes];
    }
}
