using AiBom.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace AiBom.GraphQL.Http;

/// <summary>What a client wants to know of the cost of its operation.</summary>
internal enum CostMode
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The cost beside the answer.</summary>
    Report,

    /// <summary>The cost, and whether the operation would be executed; it is not.</summary>
    Validate,
}

/// <summary>
/// The header <c>GraphQL-Cost: report</c> or <c>validate</c>. The answer has <c>extensions.cost</c> with <c>cost</c> and
/// <c>maxCost</c>, also where the cost is too high; that of <c>validate</c> has null as its data.
/// </summary>
internal static class CostRequest
{
    private const string Header = "GraphQL-Cost";

    /// <summary>Reads the header; a value that means nothing is refused.</summary>
    public static Refusal? Read(HttpRequest request, out CostMode mode)
    {
        StringValues value = request.Headers[Header];
        (mode, Refusal? refusal) = value.ToString() switch
        {
            "" => (CostMode.None, null),
            "report" => (CostMode.Report, null),
            "validate" => (CostMode.Validate, null),
            _ => (CostMode.None, Refusal.Malformed($"The header '{Header}' is 'report' or 'validate'.")),
        };
        return refusal;
    }

    /// <summary>The extensions that say a cost; null if it is not known.</summary>
    public static IReadOnlyDictionary<string, object?>? Extensions(RequestCost? cost) => cost is null
        ? null
        : new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["cost"] = new OrderedDictionary<string, object?>(StringComparer.Ordinal)
            {
                ["cost"] = cost.Cost,
                ["maxCost"] = cost.MaxCost,
            },
        };
}
