namespace AiBom.GraphQL.Execution;

/// <summary>What a request costs with its variables, and how much it may.</summary>
/// <param name="Cost">
/// One for each object that its lists may hold, ten for each call of a resolver that may wait.
/// </param>
/// <param name="MaxCost">The bound; a request over it is not executed.</param>
public sealed record RequestCost(long Cost, long MaxCost);
