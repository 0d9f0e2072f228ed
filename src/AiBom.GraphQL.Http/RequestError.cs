using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http;

/// <summary>The answer to a request for which there is no data.</summary>
internal static class RequestError
{
    public static ExecutionResult Of(
        string message,
        string code,
        params ReadOnlySpan<(string Key, string Value)> details)
    {
        var extensions = new OrderedDictionary<string, object?>(StringComparer.Ordinal) { ["code"] = code };
        foreach ((string key, string value) in details)
        {
            extensions.Add(key, value);
        }

        return new ExecutionResult(new ResponseError(message, [], Extensions: extensions));
    }
}
