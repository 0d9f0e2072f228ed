using AiBom.GraphQL.Execution;
using AiBom.Testing.PublicApi;

namespace AiBom.GraphQL.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void The_public_interface_is_the_reviewed_one()
    {
        (string approved, string actual) = ApprovedApi.Of(typeof(GraphQLEngine).Assembly);

        Assert.Equal(approved, actual);
    }
}
