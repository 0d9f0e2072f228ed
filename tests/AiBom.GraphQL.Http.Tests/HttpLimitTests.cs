using System.Reflection;

namespace AiBom.GraphQL.Http.Tests;

/// <summary>Which test shows that a bound of the transport holds: at the bound, and one past it.</summary>
public sealed class HttpLimitTests
{
    private static readonly Dictionary<string, string> Tests = new(StringComparer.Ordinal)
    {
        [nameof(GraphQLHttpLimits.MaxBodyBytes)] = nameof(RequestTests.A_body_of_more_than_a_megabyte_is_refused),
        [nameof(GraphQLHttpLimits.MaxJsonDepth)] = nameof(RequestTests.Json_deeper_than_the_bound_is_refused),
        [nameof(GraphQLHttpLimits.Timeout)] =
            nameof(FailureTests.An_operation_that_takes_too_long_is_cancelled_and_answered),
        [nameof(GraphQLHttpLimits.MaxCachedOperations)] =
            nameof(OperationCacheTests.What_was_used_last_is_known_and_refusals_are_kept_apart),
        [nameof(GraphQLHttpLimits.MaxCachedRefusals)] =
            nameof(OperationCacheTests.What_was_used_last_is_known_and_refusals_are_kept_apart),
        [nameof(GraphQLHttpLimits.MaxCachedDocumentLength)] =
            nameof(OperationCacheTests.What_was_used_last_is_known_and_refusals_are_kept_apart),
        [nameof(GraphQLHttpLimits.MaxCachedBytes)] =
            nameof(OperationCacheTests.Plans_are_forgotten_before_they_fill_the_memory),
        [nameof(GraphQLHttpLimits.MaxRegisteredDocumentBytes)] = nameof(
            PersistedDocumentTests.Documents_of_clients_are_forgotten_before_they_fill_the_memory_and_the_list_is_not),
    };

    // Those of sockets and event streams are shown where sockets and event streams are.
    private static readonly string[] OfStreams =
    [
        nameof(GraphQLHttpLimits.MaxStreams), nameof(GraphQLHttpLimits.MaxSocketOperations),
        nameof(GraphQLHttpLimits.MaxInitBytes), nameof(GraphQLHttpLimits.MaxQueuedBytes),
        nameof(GraphQLHttpLimits.SendTimeout), nameof(GraphQLHttpLimits.InitTimeout),
        nameof(GraphQLHttpLimits.KeepAlive), nameof(GraphQLHttpLimits.CloseTimeout),
    ];

    [Fact]
    public void Every_bound_has_a_test() => Assert.Equal(
        typeof(GraphQLHttpLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal),
        Tests.Keys.Concat(OfStreams).Order(StringComparer.Ordinal));
}
