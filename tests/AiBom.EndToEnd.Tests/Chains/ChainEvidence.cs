using System.Text;
using System.Text.Json.Nodes;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing.Signing;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>What stands behind a chain's edges beside the signatures of those who state them.</summary>
/// <param name="chain">The chain; everything in it that evidence names has files.</param>
/// <param name="built">The edges whose producer's builder recorded them.</param>
internal sealed class ChainEvidence(Chain chain, IReadOnlyCollection<ChainEdge> built)
{
    private static readonly string[] Provenances = ["https://slsa.dev/provenance"];

    private readonly Dictionary<string, ChainEntity> entities =
        chain.Entities.ToDictionary(entity => entity.Alias, StringComparer.Ordinal);

    private readonly Dictionary<string, Signer> builders = built
        .Select(edge => chain.Entities.Single(entity => entity.Alias == edge.From).Producer)
        .Distinct()
        .ToDictionary(producer => producer, _ => Signer.Ecdsa());

    /// <summary>The builder of an organization, as its provenance names it.</summary>
    public static string BuilderOf(string organization) => $"https://ci.{organization}.example/train";

    /// <summary>Registers every builder's key: for provenance, and for that builder alone.</summary>
    public async Task RegisterAsync(AibomClient client)
    {
        foreach ((string organization, Signer signer) in builders)
        {
            await ChainPoster.MutateAsync(
                client,
                "registerTrustedSigner",
                "RegisterTrustedSignerInput",
                "TrustedSigner",
                new
                {
                    organizationId = organization,
                    publicKey = signer.Pem,
                    predicateTypes = Provenances,
                    builders = new[] { BuilderOf(organization) },
                });
        }
    }

    /// <summary>The provenance (SLSA 1) of the run that made something; null where no builder recorded it.</summary>
    public byte[]? ProvenanceOf(ChainEntity made, string? builder = null)
    {
        ChainEntity[] read = [.. built.Where(edge => edge.From == made.Alias).Select(edge => entities[edge.To])];
        if (read.Length == 0)
        {
            return null;
        }

        var predicate = new JsonObject
        {
            ["buildDefinition"] = new JsonObject
            {
                ["buildType"] = "https://slsa.example/training/v1",
                ["externalParameters"] = new JsonObject(),
                ["resolvedDependencies"] = new JsonArray([.. read.Distinct().Select(Descriptor)]),
            },
            ["runDetails"] = new JsonObject
            {
                ["builder"] = new JsonObject { ["id"] = builder ?? BuilderOf(made.Producer) },
                ["metadata"] = new JsonObject { ["invocationId"] = $"run of {made.Alias}" },
            },
        };
        return Sign(builders[made.Producer], "https://slsa.dev/provenance/v1", made, predicate);
    }

    /// <summary>A delivery note: somebody gave something to somebody, for something.</summary>
    public byte[] DeliveryNote(Signer signer, string what, string recipient, string target) => Sign(
        signer, "https://in-toto.io/attestation/scai/attribute-report/v0.2", entities[what], new JsonObject
        {
            ["attributes"] = new JsonArray(new JsonObject
            {
                ["attribute"] = "DELIVERED_TO",
                ["conditions"] = new JsonObject
                {
                    ["recipient"] = recipient,
                    ["for"] = new JsonArray(Descriptor(entities[target])),
                },
            }),
        });

    private static byte[] Sign(Signer signer, string predicateType, ChainEntity subject, JsonObject predicate)
    {
        var statement = new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(Descriptor(subject)),
            ["predicateType"] = predicateType,
            ["predicate"] = predicate,
        };
        return signer.Sign("application/vnd.in-toto+json", Encoding.UTF8.GetBytes(statement.ToJsonString())).ToBytes();
    }

    private static JsonObject Descriptor(ChainEntity entity) => new()
    {
        ["name"] = entity.Alias,
        ["digest"] = new JsonObject
        {
            ["sha256"] = RootDigest.Of(entity.Files.Select(file => (file.Name, file.Digest))).Hex,
        },
    };
}
