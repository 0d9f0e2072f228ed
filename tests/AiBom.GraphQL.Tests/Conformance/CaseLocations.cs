using System.Text.Json.Nodes;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Tests.Conformance;

/// <summary>Places and errors as one line of text. Their wording is ours, so messages are never compared.</summary>
internal static class CaseLocations
{
    /// <summary>Stands for the rule of an error that breaks none: of syntax, or of section 3.</summary>
    public const string NoRule = "-";

    /// <summary>The places of an error in a case.</summary>
    public static string Of(JsonNode? error) => string.Join(
        ' ', (error?["locations"]?.AsArray() ?? []).Select(place => $"{place!["line"]}:{place["column"]}"));

    /// <summary>The places of an error that was found.</summary>
    public static string Of(IEnumerable<SourceLocation> places) =>
        string.Join(' ', places.Select(at => $"{at.Line}:{at.Column}"));

    /// <summary>A multiset: engines report in different orders.</summary>
    public static string Sorted(IEnumerable<string> errors) =>
        string.Join("; ", errors.Order(StringComparer.Ordinal));

    /// <summary>Errors that were found, each as its rule and its places.</summary>
    public static string Of(IEnumerable<GraphQLError> errors) =>
        Sorted(errors.Select(error => $"{error.Rule ?? NoRule} {Of(error.Locations)}"));

    /// <summary>Errors of a case, likewise.</summary>
    public static string Of(JsonArray errors, params IReadOnlyCollection<string> otherRules) => Sorted(errors
        .Select(error => (Rule: RuleName((string?)error!["rule"]), Places: Of(error)))
        .Where(error => !otherRules.Contains(error.Rule))
        .Select(error => $"{error.Rule} {error.Places}"));

    // A rule for directives only that is part of a rule for all arguments has no name of its own here.
    private static string RuleName(string? rule) => rule is null
        ? NoRule
        : rule[..^"Rule".Length].Replace("OnDirectives", "", StringComparison.Ordinal);
}
