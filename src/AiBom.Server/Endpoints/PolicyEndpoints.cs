using System.Text;
using AiBom.Registry;
using AiBom.Registry.Gates;

namespace AiBom.Server.Endpoints;

/// <summary>
/// <c>GET /v1/policies/{id}/{version}</c>: the canonical bytes that a decision cites by digest; and, for everybody,
/// <c>GET /v1/signing-key</c>: the public key by which the service's signatures are verified.
/// </summary>
internal static class PolicyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/policies/{id}/{version:int}", GetPolicy);

    public static void MapPublic(IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/signing-key", (RegistryIdentity identity) =>
            Results.Text(identity.Key.PublicKey.Pem + "\n", "application/x-pem-file", Encoding.ASCII));

    private static IResult GetPolicy(string id, int version, AibomRegistry registry) =>
        registry.Policies.Current.Find(id, version) is { } policy
            ? Results.Text(policy.Document, "application/json", Encoding.UTF8)
            : Problem.Result(
                StatusCodes.Status404NotFound,
                "NOT_FOUND",
                $"There is no policy '{Domain.FindingLimits.Cut(id)}' of version {version}.");
}
