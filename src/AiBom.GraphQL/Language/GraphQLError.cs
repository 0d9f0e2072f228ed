using System.Collections.Immutable;

namespace AiBom.GraphQL.Language;

/// <summary>
/// What is wrong with a document, as data (September 2025, section 7.1.6). <paramref name="Rule"/> names the
/// validation rule that was broken and is null for a syntax error.
/// </summary>
/// <param name="Message">Says what was expected and what came.</param>
/// <param name="Locations">Where, in the order of the rule's explanation; may be empty.</param>
/// <param name="Rule">The rule's name without a suffix, such as <c>ScalarLeafs</c>.</param>
public sealed record GraphQLError(string Message, ImmutableArray<SourceLocation> Locations, string? Rule = null)
{
    /// <summary>Whether a bound of <see cref="GraphQLLimits"/> was exceeded, and no rule broken.</summary>
    public bool IsLimit { get; init; }
}
