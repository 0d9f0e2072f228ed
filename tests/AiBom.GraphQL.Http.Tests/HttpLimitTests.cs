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
        [nameof(GraphQLHttpLimits.MaxStreams)] = nameof(SocketTests.No_more_connections_stay_open_than_may),
        [nameof(GraphQLHttpLimits.MaxSocketOperations)] =
            nameof(SocketOperationTests.One_operation_too_many_is_refused_and_the_others_go_on),
        [nameof(GraphQLHttpLimits.MaxInitBytes)] = nameof(SocketTests.Before_the_hello_a_message_must_be_small),
        [nameof(GraphQLHttpLimits.MaxQueuedBytes)] =
            nameof(SocketOperationTests.A_source_faster_than_its_reader_waits_for_it),
        [nameof(GraphQLHttpLimits.SendTimeout)] =
            nameof(SocketOperationTests.A_client_that_does_not_read_is_disconnected),
        [nameof(GraphQLHttpLimits.InitTimeout)] = nameof(SocketTests.A_socket_that_never_says_hello_is_closed),
        [nameof(GraphQLHttpLimits.KeepAlive)] =
            nameof(SocketTests.A_socket_is_kept_alive_and_closed_when_nothing_comes_back),
        [nameof(GraphQLHttpLimits.CloseTimeout)] =
            nameof(SocketOperationTests.A_client_that_does_not_read_is_disconnected),
    };

    [Fact]
    public void Every_bound_has_a_test() => Assert.Equal(
        typeof(GraphQLHttpLimits).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name)
            .Order(StringComparer.Ordinal),
        Tests.Keys.Order(StringComparer.Ordinal));
}
