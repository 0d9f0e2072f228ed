using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Documents;
using AiBom.Domain;

namespace AiBom.Server.Demo;

/// <summary>
/// The CycloneDX 1.7 document with which a producer describes one entity of a chain: the entity as the subject, its
/// sources as pedigree, datasets, label sets or generators, each by package URL and, where its files are known, digest.
/// </summary>
internal static class ChainDocument
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Makes the documents of a chain in the order of its entities: one a subject for the edges that its producer
    /// signs, and one more, unsigned, for those that nobody signs.
    /// </summary>
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
        ChainEntity subject, ImmutableArray<ChainEdge> edges, Dictionary<string, ChainEntity> entities)
    {
        JsonObject component = Component(subject);
        component["releaseNotes"] = new JsonObject
        {
            ["type"] = "major",
            ["timestamp"] = subject.Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
        };
        AddFiles(component, subject);
        if (subject.Licensee is { } licensee)
        {
            component["licenses"] = new JsonArray(License(licensee));
        }

        AddPedigree(component, edges, entities);
        AddDatasets(component, edges);
        AddProperties(component, subject, edges, entities);

        var sources = new JsonArray();
        foreach (ChainEdge edge in edges.Where(edge => edge.Kind is not (EdgeKind.DerivedFrom or EdgeKind.Supersedes)))
        {
            JsonObject source = Reference(entities[edge.To]);
            if (edge.Role is { } role)
            {
                source["properties"] = new JsonArray(Property(
                    AibomProperties.DatasetRole, JsonNamingPolicy.SnakeCaseUpper.ConvertName(role.ToString())));
            }

            sources.Add(source);
        }

        var bom = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.7",
            ["serialNumber"] = SerialNumber(subject, edges),
            ["version"] = 1,
            ["metadata"] = new JsonObject
            {
                ["timestamp"] = subject.Created.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
                ["manufacturer"] = new JsonObject { ["name"] = subject.Producer },
                ["component"] = component,
            },
            ["components"] = sources,
        };
        return JsonSerializer.SerializeToUtf8Bytes(bom, Indented);
    }

    /// <summary>A component with what identifies it, and who made it.</summary>
    private static JsonObject Component(ChainEntity entity) => new()
    {
        ["type"] = entity.Kind is EntityKind.Model ? "machine-learning-model" : "data",
        ["bom-ref"] = entity.Alias,
        ["manufacturer"] = new JsonObject { ["name"] = entity.Producer },
        ["group"] = entity.Group,
        ["name"] = entity.Name,
        ["version"] = entity.Version,
        ["purl"] = entity.PackageUrl,
    };

    /// <summary>A component that another document describes: its root digest says which bytes are meant.</summary>
    private static JsonObject Reference(ChainEntity entity)
    {
        JsonObject component = Component(entity);
        if (entity.Files.Length > 0)
        {
            component["hashes"] = Hashes(RootDigest.Of(entity.Files.Select(file => (file.Name, file.Digest))));
        }

        if (entity.Kind is EntityKind.LabelSet)
        {
            component["properties"] = new JsonArray(Property(AibomProperties.ComponentKind, "LABEL_SET"));
        }

        return component;
    }

    private static void AddFiles(JsonObject component, ChainEntity subject)
    {
        if (subject.Files.Length > 0)
        {
            component["components"] = new JsonArray([.. subject.Files.Select(file => new JsonObject
            {
                ["type"] = "file",
                ["name"] = file.Name,
                ["hashes"] = Hashes(file.Digest),
            })]);
        }
    }

    private static JsonObject License(string licensee) => new()
    {
        ["license"] = new JsonObject
        {
            ["name"] = "Licence agreement",
            ["licensing"] = new JsonObject
            {
                ["licensee"] = new JsonObject { ["organization"] = new JsonObject { ["name"] = licensee } },
            },
        },
    };

    private static void AddPedigree(
        JsonObject component, ImmutableArray<ChainEdge> edges, Dictionary<string, ChainEntity> entities)
    {
        JsonNode[] ancestors = [.. edges.Where(edge => edge.Kind is EdgeKind.DerivedFrom).Select(edge =>
        {
            JsonObject ancestor = Reference(entities[edge.To]);
            if (edge.Method is { } method)
            {
                ancestor["properties"] = new JsonArray(Property(
                    AibomProperties.DerivationMethod, JsonNamingPolicy.SnakeCaseUpper.ConvertName(method.ToString())));
            }

            return ancestor;
        })];
        if (ancestors.Length > 0)
        {
            component["pedigree"] = new JsonObject { ["ancestors"] = new JsonArray(ancestors) };
        }
    }

    private static void AddDatasets(JsonObject component, ImmutableArray<ChainEdge> edges)
    {
        JsonNode[] datasets = [.. edges
            .Where(edge => edge.Kind is EdgeKind.TrainedOn or EdgeKind.TestedOn)
            .Select(edge => new JsonObject { ["ref"] = edge.To })];
        if (datasets.Length > 0)
        {
            component["modelCard"] = new JsonObject
            {
                ["modelParameters"] = new JsonObject { ["datasets"] = new JsonArray(datasets) },
            };
        }
    }

    private static void AddProperties(
        JsonObject component,
        ChainEntity subject,
        ImmutableArray<ChainEdge> edges,
        Dictionary<string, ChainEntity> entities)
    {
        var properties = new JsonArray();
        void Add(string name, string? value)
        {
            if (value is not null)
            {
                properties.Add(Property(name, value));
            }
        }

        if (subject.Kind is EntityKind.Model)
        {
            Add(AibomProperties.CompletenessAncestors, Text(subject.Ancestors));
            Add(AibomProperties.CompletenessTrainingData, Text(subject.TrainingData));
        }

        if (subject.Labeling is { } labeling)
        {
            Add(AibomProperties.ComponentKind, "LABEL_SET");
            Add(AibomProperties.LabelingVendor, labeling.Vendor);
            Add(AibomProperties.LabelingOnBehalfOf, labeling.OnBehalfOf);
            Add(AibomProperties.LabelingFrom, labeling.From.ToCanonicalText());
            Add(AibomProperties.LabelingUntil, labeling.Until.ToCanonicalText());
        }

        foreach (ChainEdge edge in edges)
        {
            Add(AibomProperties.DatasetLabelSet, edge.Kind is EdgeKind.LabeledWith ? edge.To : null);
            Add(AibomProperties.DatasetGeneratedWith, edge.Kind is EdgeKind.GeneratedWith ? edge.To : null);
            Add(AibomProperties.Supersedes, edge.Kind is EdgeKind.Supersedes ? entities[edge.To].PackageUrl : null);
        }

        if (properties.Count > 0)
        {
            component["properties"] = properties;
        }
    }

    private static string? Text(Completeness completeness) => completeness is Completeness.NotSpecified
        ? null
        : JsonNamingPolicy.SnakeCaseUpper.ConvertName(completeness.ToString());

    private static JsonArray Hashes(Digest digest) =>
        [new JsonObject { ["alg"] = "SHA-256", ["content"] = digest.Hex }];

    private static JsonObject Property(string name, string value) => new() { ["name"] = name, ["value"] = value };

    /// <summary>The same chain gives the same serial numbers, so posting it again changes nothing.</summary>
    private static string SerialNumber(ChainEntity subject, ImmutableArray<ChainEdge> edges)
    {
        string seed = string.Join('\n', edges.Select(edge => edge.To).Prepend(subject.Alias));
        byte[] hash = Digest.Of(System.Text.Encoding.UTF8.GetBytes(seed)).ToBytes();

        // RFC 9562 section 5.8: version 8 leaves the content to the maker.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }
}

/// <summary>One document to post.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Document">Its bytes.</param>
/// <param name="IsSigned">Whether its producer signs it.</param>
internal sealed record ChainPosting(ChainEntity Subject, byte[] Document, bool IsSigned);
