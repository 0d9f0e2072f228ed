using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AiBom.Documents;
using AiBom.Domain;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>
/// The SPDX 3.0.1 documents that say of a chain what its CycloneDX documents say, in the same order: the standard's
/// relationships where there is one, our properties where there is none.
/// </summary>
internal static class SpdxChainDocument
{
    public const string MediaType = "application/spdx+json";

    public static IEnumerable<ChainPosting> Of(Chain chain)
    {
        ILookup<string, ChainEdge> edges = chain.Edges.ToLookup(edge => edge.From, StringComparer.Ordinal);
        foreach (ChainEntity entity in chain.Entities)
        {
            ImmutableArray<ChainEdge> signed = [.. edges[entity.Alias].Where(edge => edge.IsSigned)];
            ImmutableArray<ChainEdge> unsigned = [.. edges[entity.Alias].Where(edge => !edge.IsSigned)];
            if (signed.Length > 0 || unsigned.Length == 0)
            {
                yield return new ChainPosting(entity, new Draft(chain, entity, signed).ToBytes(), IsSigned: true);
            }

            if (unsigned.Length > 0)
            {
                yield return new ChainPosting(entity, new Draft(chain, entity, unsigned).ToBytes(), IsSigned: false);
            }
        }
    }

    private sealed class Draft(Chain chain, ChainEntity subject, ImmutableArray<ChainEdge> edges)
    {
        private readonly JsonArray graph = [];
        private readonly HashSet<string> agents = [];

        public byte[] ToBytes()
        {
            graph.Add(new JsonObject
            {
                ["type"] = "CreationInfo",
                ["@id"] = "_:made",
                ["specVersion"] = "3.0.1",
                ["created"] = Text(subject.Created),
                ["createdBy"] = new JsonArray(Agent(subject.Producer)),
            });
            string document = $"document of {subject.Alias} {edges.All(edge => edge.IsSigned)}";
            graph.Add(Element("SpdxDocument", document, element =>
                element["rootElement"] = new JsonArray(Id(subject.Alias))));
            AddSubject();
            foreach (ChainEdge edge in edges)
            {
                AddEdge(edge);
            }

            return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
            {
                ["@context"] = "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
                ["@graph"] = graph,
            });
        }

        private void AddSubject()
        {
            JsonObject element = Package(subject);
            element["builtTime"] = Text(subject.Created);
            var properties = new List<(string Name, string? Value)>();
            if (subject.Kind is EntityKind.Model)
            {
                properties.Add((AibomProperties.CompletenessAncestors, Text(subject.Ancestors)));
                properties.Add((AibomProperties.CompletenessTrainingData, Text(subject.TrainingData)));
            }

            if (subject.Labeling is { } labeling)
            {
                properties.Add((AibomProperties.LabelingVendor, labeling.Vendor));
                properties.Add((AibomProperties.LabelingOnBehalfOf, labeling.OnBehalfOf));
                properties.Add((AibomProperties.LabelingFrom, labeling.From.ToCanonicalText()));
                properties.Add((AibomProperties.LabelingUntil, labeling.Until.ToCanonicalText()));
            }

            properties.AddRange(edges
                .Where(edge => edge.Kind is EdgeKind.LabeledWith)
                .Select(edge => (AibomProperties.DatasetLabelSet, (string?)Id(edge.To))));
            properties.AddRange(edges
                .Where(edge => edge.Kind is EdgeKind.Supersedes)
                .Select(edge => (AibomProperties.Supersedes, (string?)Entity(edge.To).PackageUrl)));
            Add(element, properties);
            graph.Add(element);
            foreach (ChainFile file in subject.Files)
            {
                graph.Add(Element("software_File", file.Name, own =>
                {
                    own["name"] = file.Name;
                    own["verifiedUsing"] = Hashes(file.Digest);
                }));
                Relate(subject.Alias, "contains", file.Name);
            }
        }

        private void AddEdge(ChainEdge edge)
        {
            if (edge.Kind is EdgeKind.Supersedes)
            {
                return;
            }

            ChainEntity source = Entity(edge.To);
            JsonObject element = Package(source);
            if (source.Files.Length > 0)
            {
                element["verifiedUsing"] =
                    Hashes(RootDigest.Of(source.Files.Select(file => (file.Name, file.Digest))));
            }

            Add(element, []);
            graph.Add(element);
            switch (edge.Kind)
            {
                case EdgeKind.DerivedFrom:
                    Relate(edge.From, "descendantOf", edge.To, (AibomProperties.DerivationMethod, Text(edge.Method)));
                    break;
                case EdgeKind.TrainedOn:
                    Relate(edge.From, "trainedOn", edge.To, (AibomProperties.DatasetRole, Text(edge.Role)));
                    break;
                case EdgeKind.TestedOn:
                    Relate(edge.From, "testedOn", edge.To, (AibomProperties.DatasetRole, Text(edge.Role)));
                    break;
                case EdgeKind.GeneratedWith:
                    Relate(edge.To, "generates", edge.From);
                    break;
                default:
                    Assert.Equal(EdgeKind.LabeledWith, edge.Kind);
                    break;
            }
        }

        private JsonObject Package(ChainEntity entity)
        {
            string agent = Agent(entity.Producer);
            string type = entity.Kind is EntityKind.Model ? "ai_AIPackage" : "dataset_DatasetPackage";
            return Element(type, entity.Alias, own =>
            {
                own["name"] = $"{entity.Group}/{entity.Name}";
                own["software_packageVersion"] = entity.Version;
                own["software_packageUrl"] = entity.PackageUrl;
                own["originatedBy"] = new JsonArray(agent);
                if (entity.Kind is not EntityKind.Model)
                {
                    own["dataset_datasetType"] = new JsonArray("other");
                }

                if (entity.Kind is EntityKind.LabelSet)
                {
                    own["extension"] = Properties([(AibomProperties.ComponentKind, "LABEL_SET")]);
                }
            });
        }

        private string Agent(string organization)
        {
            if (agents.Add(organization))
            {
                graph.Add(Element("Organization", organization, own => own["name"] = organization));
            }

            return Id(organization);
        }

        private void Relate(string from, string type, string to, params (string Name, string? Value)[] properties) =>
            graph.Add(Element("Relationship", $"{graph.Count}", own =>
            {
                own["from"] = Id(from);
                own["relationshipType"] = type;
                own["to"] = new JsonArray(Id(to));
                Add(own, properties);
            }));

        private ChainEntity Entity(string alias) => chain.Entities.Single(entity => entity.Alias == alias);

        private static JsonObject Element(string type, string name, Action<JsonObject> fill)
        {
            var element = new JsonObject { ["type"] = type, ["spdxId"] = Id(name), ["creationInfo"] = "_:made" };
            fill(element);
            return element;
        }

        private static void Add(JsonObject element, IEnumerable<(string Name, string? Value)> properties)
        {
            (string, string?)[] stated = [.. properties.Where(property => property.Value is not null)];
            if (stated.Length > 0)
            {
                JsonNode? kind = element["extension"]?[0]?["extension_cdxProperty"]?[0]?["extension_cdxPropValue"];
                element["extension"] = Properties(
                    kind is null ? stated : [(AibomProperties.ComponentKind, kind.GetValue<string>()), .. stated]);
            }
        }

        private static JsonArray Properties(IEnumerable<(string Name, string? Value)> properties) =>
        [
            new JsonObject
            {
                ["type"] = "extension_CdxPropertiesExtension",
                ["extension_cdxProperty"] = new JsonArray([.. properties.Select(property => new JsonObject
                {
                    ["type"] = "extension_CdxPropertyEntry",
                    ["extension_cdxPropName"] = property.Name,
                    ["extension_cdxPropValue"] = property.Value,
                })]),
            },
        ];

        private static JsonArray Hashes(Digest digest) =>
            [new JsonObject { ["type"] = "Hash", ["algorithm"] = "sha256", ["hashValue"] = digest.Hex }];

        private static string Id(string name) => $"https://chain.example/{Uri.EscapeDataString(name)}";

        private static string Text(DateTimeOffset instant) =>
            instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        private static string? Text(Completeness completeness) =>
            completeness is Completeness.NotSpecified ? null : Text((Completeness?)completeness);

        private static string? Text<T>(T? value)
            where T : struct, Enum =>
            value is { } own ? JsonNamingPolicy.SnakeCaseUpper.ConvertName(own.ToString()) : null;
    }
}
