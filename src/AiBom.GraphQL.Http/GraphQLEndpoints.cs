using AiBom.GraphQL.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace AiBom.GraphQL.Http;

/// <summary>Puts a schema on the web (GraphQL over HTTP, draft of August 2026).</summary>
public static class GraphQLEndpoints
{
    /// <summary>
    /// Answers GraphQL requests at <paramref name="pattern"/>; below it lie the schema's text, <c>schema.graphql</c>, and
    /// the page's scripts.
    /// </summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <param name="pattern">Such as <c>/graphql</c>.</param>
    /// <param name="schema">What can be asked.</param>
    /// <param name="options">How, and by whom.</param>
    /// <returns>For conventions such as rate limits; they hold for the page as well.</returns>
    public static IEndpointConventionBuilder MapGraphQL(
        this IEndpointRouteBuilder endpoints,
        string pattern,
        Schema schema,
        GraphQLHttpOptions options)
    {
        var endpoint = new GraphQLEndpoint(schema, options);
        IApplicationBuilder pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        pipeline.Run(endpoint.HandleAsync);
        RouteGroupBuilder group = endpoints.MapGroup(pattern);
        group.Map(string.Empty, pipeline.Build()).WithDisplayName("GraphQL");
        group.MapMethods(SchemaFile.Name, [HttpMethods.Get, HttpMethods.Head], endpoint.HandleSchemaFileAsync)
            .WithDisplayName("GraphQL schema");
        if (options.ShowPage)
        {
            group.MapGet(
                $"{GraphiqlPage.AssetFolder}/{{name}}",
                (HttpContext context, string name) => GraphiqlPage.SendAssetAsync(context, name));
        }

        return group;
    }
}
