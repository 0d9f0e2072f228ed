using System.Diagnostics.CodeAnalysis;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// An error that the client may read. Every other exception of a resolver goes through <see cref="ErrorFilter"/>.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "A message and a code are always given.")]
[SuppressMessage("Roslynator", "RCS1194", Justification = "A message and a code are always given.")]
public sealed class GraphQLException : Exception
{
    /// <summary>Makes an error for the client.</summary>
    /// <param name="message">For the developer of the client.</param>
    /// <param name="code">A stable name of the kind of error, for programs.</param>
    /// <param name="extensions">What programs may want to know besides.</param>
    public GraphQLException(string message, string code, IReadOnlyDictionary<string, object?>? extensions = null)
        : base(message)
    {
        Code = code;
        var all = new OrderedDictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
        foreach ((string key, object? value) in extensions ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            all[key] = value;
        }

        ResponseExtensions = all;
    }

    /// <summary>The value of <c>extensions.code</c>.</summary>
    public string Code { get; }

    internal IReadOnlyDictionary<string, object?> ResponseExtensions { get; }
}

/// <summary>
/// Told of an unexpected exception of a resolver, once; logs it and says what the client may know.
/// </summary>
public delegate GraphQLException ErrorFilter(Exception exception);
