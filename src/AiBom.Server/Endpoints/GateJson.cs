using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Registry.Gates;

namespace AiBom.Server.Endpoints;

/// <summary>A gate as JSON, in the order and under the names of the GraphQL type.</summary>
internal sealed record GateJson(
    GateResult Result,
    PolicyJson Policy,
    ImmutableArray<GateReason> Reasons,
    long AsOf,
    DateTimeOffset EvaluatedAt,
    bool Complete)
{
    public static GateJson Of(Gate gate, RegistryIdentity identity) => new(
        gate.Result,
        new PolicyJson(gate.Policy.Id, gate.Policy.Version, identity.UriOf(gate.Policy), gate.Policy.Digest),
        gate.Reasons,
        gate.AsOf,
        gate.EvaluatedAt,
        gate.IsComplete);
}

/// <summary>The policy that decided.</summary>
internal sealed record PolicyJson(string Id, int Version, string Uri, Digest Digest);
