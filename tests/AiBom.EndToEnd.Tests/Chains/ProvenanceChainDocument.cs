using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>
/// The SLSA provenance that says of a chain what its CycloneDX documents say, in the same order: inputs and outputs
/// where the standard has them, our annotations where it has none.
/// </summary>
internal static class ProvenanceChainDocument
{
    public const string MediaType = "application/vnd.in-toto+json";

    public static IEnumerable<ChainPosting> Of(Chain chain)
    {
        var entities = chain.Entities.ToDictionary(entity => entity.Alias, StringComparer.Ordinal);
        ILookup<string, ChainEdge> edges = chain.Edges.ToLookup(edge => edge.From, StringComparer.Ordinal);
        foreach (ChainEntity entity in chain.Entities)
        {
            ImmutableArray<ChainEdge> signed = [.. edges[entity.Alias].Where(edge => edge.IsSigned)];
            ImmutableArray<ChainEdge> unsigned = [.. edges[entity.Alias].Where(edge => !edge.IsSigned)];
            if (signed.Length > 0 || unsigned.Length == 0)
            {
                yield return new ChainPosting(entity, Build(entity, signed, entities), IsSigned: true);
            }

            if (unsigned.Length > 0)
            {
                yield return new ChainPosting(entity, Build(entity, unsigned, entities), IsSigned: false);
            }
        }
    }

    private static byte[] Build(
        ChainEntity subject, ImmutableArray<ChainEdge> edges, Dictionary<string, ChainEntity> entities) =>
        JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["_type"] = "https://in-toto.io/Statement/v1",
            ["subject"] = new JsonArray(Subject(subject, edges, entities)),
            ["predicateType"] = "https://slsa.dev/provenance/v1",
            ["predicate"] = new JsonObject
            {
                ["buildDefinition"] = new JsonObject
                {
                    ["buildType"] = "https://slsa.example/training/v1",
                    ["externalParameters"] = new JsonObject(),
                    ["resolvedDependencies"] = new JsonArray(
                    [
                        .. edges.Where(edge => edge.Kind is not EdgeKind.Supersedes)
                            .Select(edge => Input(entities[edge.To], edge)),
                    ]),
                },
                ["runDetails"] = new JsonObject
                {
                    ["builder"] = new JsonObject { ["id"] = ChainEvidence.BuilderOf(subject.Producer) },
                    ["metadata"] = new JsonObject
                    {
                        ["invocationId"] = $"run of {subject.Alias}",
                        ["finishedOn"] =
                            subject.Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    },
                },
            },
        });

    private static JsonObject Subject(
        ChainEntity subject, ImmutableArray<ChainEdge> edges, Dictionary<string, ChainEntity> entities)
    {
        JsonObject descriptor = Descriptor(subject);
        JsonObject annotations = descriptor["annotations"]!.AsObject();
        annotations[AibomProperties.Files] = new JsonArray([.. subject.Files.Select(file => new JsonObject
        {
            ["name"] = file.Name,
            ["digest"] = new JsonObject { ["sha256"] = file.Digest.Hex },
        })]);
        if (subject.Kind is EntityKind.Model)
        {
            Add(annotations, AibomProperties.CompletenessAncestors, Text(subject.Ancestors));
            Add(annotations, AibomProperties.CompletenessTrainingData, Text(subject.TrainingData));
        }

        Add(annotations, AibomProperties.Recipient, subject.Licensee);
        Add(annotations, AibomProperties.LabelingVendor, subject.Labeling?.Vendor);
        Add(annotations, AibomProperties.LabelingOnBehalfOf, subject.Labeling?.OnBehalfOf);
        Add(annotations, AibomProperties.LabelingFrom, subject.Labeling?.From.ToCanonicalText());
        Add(annotations, AibomProperties.LabelingUntil, subject.Labeling?.Until.ToCanonicalText());
        string[] superseded =
        [
            .. edges.Where(edge => edge.Kind is EdgeKind.Supersedes).Select(edge => entities[edge.To].PackageUrl),
        ];
        if (superseded.Length > 0)
        {
            annotations[AibomProperties.Supersedes] =
                new JsonArray([.. superseded.Select(url => JsonValue.Create(url))]);
        }

        return descriptor;
    }

    private static JsonObject Input(ChainEntity source, ChainEdge edge)
    {
        JsonObject descriptor = Descriptor(source);
        JsonObject annotations = descriptor["annotations"]!.AsObject();
        Add(annotations, AibomProperties.DerivationMethod, Text(edge.Method));
        Add(annotations, AibomProperties.DatasetRole, Text(edge.Role));
        return descriptor;
    }

    private static JsonObject Descriptor(ChainEntity entity) => new()
    {
        ["name"] = entity.Alias,
        ["uri"] = entity.PackageUrl,
        ["digest"] = entity.Files.IsEmpty
            ? new JsonObject()
            : new JsonObject
            {
                ["sha256"] = RootDigest.Of(entity.Files.Select(file => (file.Name, file.Digest))).Hex,
            },
        ["annotations"] = new JsonObject
        {
            [AibomProperties.ComponentKind] = Text((EntityKind?)entity.Kind),
            [AibomProperties.Producer] = entity.Producer,
        },
    };

    private static void Add(JsonObject annotations, string name, string? value)
    {
        if (value is not null)
        {
            annotations[name] = value;
        }
    }

    private static string? Text(Completeness completeness) =>
        completeness is Completeness.NotSpecified ? null : Text((Completeness?)completeness);

    private static string? Text<T>(T? value)
        where T : struct, Enum =>
        value is { } own ? JsonNamingPolicy.SnakeCaseUpper.ConvertName(own.ToString()) : null;
}
