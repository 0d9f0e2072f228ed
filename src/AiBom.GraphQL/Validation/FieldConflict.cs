using System.Collections.Immutable;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Validation;

/// <summary>Two fields that cannot be merged.</summary>
/// <param name="ResponseKey">The key they share.</param>
/// <param name="Reason">Why not; a clause.</param>
/// <param name="First">One of the fields, then those below it that are the reason.</param>
/// <param name="Second">The other, likewise.</param>
internal sealed record FieldConflict(
    string ResponseKey,
    string Reason,
    ImmutableArray<FieldNode> First,
    ImmutableArray<FieldNode> Second)
{
    public static FieldConflict Of(FieldUse first, FieldUse second, string reason) =>
        new(first.Node.ResponseKey, reason, [first.Node], [second.Node]);

    /// <summary>The conflict of two fields because of conflicts below them.</summary>
    public static FieldConflict Above(FieldUse first, FieldUse second, IReadOnlyCollection<FieldConflict> below) => new(
        first.Node.ResponseKey,
        string.Join(" and ", below.Take(3).Select(conflict => $"below it, {conflict.ResponseKey}: {conflict.Reason}")),
        [first.Node, .. below.SelectMany(conflict => conflict.First)],
        [second.Node, .. below.SelectMany(conflict => conflict.Second)]);
}
