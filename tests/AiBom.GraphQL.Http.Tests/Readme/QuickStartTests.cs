using System.Net;
using System.Text;
using AiBom.GraphQL.Types;
using AiBom.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace AiBom.GraphQL.Http.Tests.Readme;

/// <summary>The README's code: it compiles here, and does what it says.</summary>
public sealed class QuickStartTests
{
    [Fact]
    public async Task The_quick_start_serves_and_refuses_those_whom_it_does_not_know()
    {
        await using WebApplication app = Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var client = new HttpClient();
        using var query = new StringContent("""{"query":"{ hello }"}""", Encoding.UTF8, "application/json");

        using HttpResponseMessage answer = await client.PostAsync(
            new Uri($"{app.Urls.Single()}/graphql"), query, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void The_readme_has_the_same_code_and_runs_it()
    {
        (string[] readme, string[] source) = ReadmeCode.Of("src/AiBom.GraphQL.Http/README.md");

        Assert.Equal([.. readme[..^1], "return app;"], source);
        Assert.Equal("app.Run();", readme[^1]);
    }

    private static WebApplication Build(string[] args)
    {
        var schema = new SchemaBuilder();
        schema.Query.Field("hello", "Greets.", Scalars.String.NonNull()).Resolve((_, _) => "hello");

        WebApplication app = WebApplication.CreateBuilder(args).Build();
        app.MapGraphQL("/graphql", schema.Build(), new GraphQLHttpOptions
        {
            // The state that resolvers get; null refuses the request, with the status set here or 401.
            CreateState = context => new ValueTask<object?>(
                context.User.Identity?.IsAuthenticated is true ? context : null),
            AllowIntrospection = state => ((HttpContext)state).User.IsInRole("developer"),
        });
        return app;
    }
}
