using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>An entry of the response's <c>errors</c> (section 7.1.6).</summary>
/// <param name="Message">For the developer of the client.</param>
/// <param name="Locations">Where in the document; may be empty.</param>
/// <param name="Path">Response keys and list indices; null if the error is about the request and not a field.</param>
/// <param name="Extensions">At least <c>code</c>, if there are any.</param>
[SuppressMessage("Design", "MA0016", Justification = "An immutable array is the abstraction.")]
public sealed record ResponseError(
    string Message,
    ImmutableArray<SourceLocation> Locations,
    ImmutableArray<object>? Path = null,
    IReadOnlyDictionary<string, object?>? Extensions = null)
{
    internal static ResponseError Of(GraphQLError error, string code) =>
        new(error.Message, error.Locations, Extensions: WithCode(error.IsLimit ? ErrorCodes.Limit : code));

    internal static ResponseError Of(string message, string code, params ImmutableArray<SourceLocation> locations) =>
        new(message, locations, Extensions: WithCode(code));

    internal static IReadOnlyDictionary<string, object?> WithCode(string code) =>
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
}

/// <summary>The values of <c>extensions.code</c> that the engine itself gives.</summary>
public static class ErrorCodes
{
    /// <summary>The document is no GraphQL.</summary>
    public const string Syntax = "SYNTAX_ERROR";

    /// <summary>The document breaks a rule of section 5.</summary>
    public const string Validation = "VALIDATION_ERROR";

    /// <summary>The document has no such operation, or several and none was named.</summary>
    public const string Operation = "OPERATION_NOT_FOUND";

    /// <summary>A variable has no value, or one that its type does not allow.</summary>
    public const string Variables = "INVALID_VARIABLES";

    /// <summary>The request asks for more than a bound allows.</summary>
    public const string Limit = "LIMIT_EXCEEDED";

    /// <summary>The request asks for the schema, and that is switched off.</summary>
    public const string IntrospectionDisabled = "INTROSPECTION_DISABLED";

    /// <summary>The engine or the transport cannot do this.</summary>
    public const string Unsupported = "UNSUPPORTED";

    /// <summary>The answer took longer than a bound allows.</summary>
    public const string Timeout = "TIMEOUT";

    /// <summary>A resolver failed in a way that is not the client's business.</summary>
    public const string Internal = "INTERNAL";
}
