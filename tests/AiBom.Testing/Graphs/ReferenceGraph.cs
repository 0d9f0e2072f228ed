using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using AiBom.Domain;

namespace AiBom.Testing.Graphs;

/// <summary>The shared reference fixture as a graph: keys in the fixture's order, names by its own aliases.</summary>
public sealed class ReferenceGraph
{
    /// <summary>Where the fixture lies.</summary>
    public const string Path = "fixture/reference.json";

    // The aliases of the requirements, section 0.3.
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.Ordinal)
    {
        ["X10"] = "ds:xenon/dashcam@1.0",
        ["X11"] = "ds:xenon/dashcam@1.1",
        ["X12"] = "ds:xenon/dashcam@1.2",
        ["Y"] = "ds:yonder/street-scenes@2025.11",
        ["Zr"] = "ds:zephyr/sign-images@3",
        ["Z31"] = "ds:zephyr/sign-images-labeled@3.1",
        ["Z32"] = "ds:zephyr/sign-images-labeled@3.2",
        ["L1"] = "ls:brightlabel/z-labels@1",
        ["L2"] = "ls:brightlabel/z-labels@2",
        ["base21"] = "m:aurora/sign-base@2.1.0",
        ["base22"] = "m:aurora/sign-base@2.2.0",
        ["det10"] = "m:northwind/sign-detect@1.0.0",
        ["det11"] = "m:northwind/sign-detect@1.1.0",
        ["det12"] = "m:northwind/sign-detect@1.2.0",
        ["det11q"] = "m:northwind/sign-detect-int8@1.1.0",
        ["Syn"] = "ds:northwind/synthetic-signs@1",
        ["lite"] = "m:northwind/sign-lite@1.0.0",
        ["lane"] = "m:cobalt/lane-keeper@5.0",
        ["merge"] = "m:cobalt/road-merge@0.9",
        ["ped"] = "m:northwind/pedestrian@4.0.0",
        ["saas"] = "m:darkbox/sign-saas@2026.04",
        ["tri6"] = "m:consortium/triage@6",
        ["tri7"] = "m:consortium/triage@7",
        ["tri8"] = "m:consortium/triage@8",
        ["uN7"] = "u:clinic-north/triage@7",
        ["uS7"] = "u:clinic-south/triage@7",
        ["uW7"] = "u:clinic-west/triage@7",
        ["uN8"] = "u:clinic-north/triage@8",
        ["uW8"] = "u:clinic-west/triage@8",
    };

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _names = [string.Empty];

    private ReferenceGraph(JsonElement fixture)
    {
        Dictionary<string, string> aliasOf = Aliases.ToDictionary(pair => pair.Value, pair => pair.Key);
        List<EntityFacts> entities = [];
        foreach (JsonProperty node in fixture.GetProperty("nodes").EnumerateObject())
        {
            string alias = aliasOf.GetValueOrDefault(node.Name, node.Name);
            _ids.Add(alias, _names.Count);
            _names.Add(alias);
            entities.Add(ReadEntity(_names.Count - 1, node.Value));
        }

        Entities = [.. entities];
        Statements =
        [
            .. fixture.GetProperty("edges").EnumerateArray().Select((edge, index) => new StatementFacts(
                _ids[AliasAt(edge, "from")],
                ReadName<EdgeKind>(edge.GetProperty("kind")),
                _ids[AliasAt(edge, "to")],
                ReadName<Assurance>(edge.GetProperty("assurance")),
                index + 1)),
        ];

        string AliasAt(JsonElement edge, string end)
        {
            string name = edge.GetProperty(end).GetString()!;
            return aliasOf.GetValueOrDefault(name, name);
        }
    }

    public ImmutableArray<EntityFacts> Entities { get; }

    public ImmutableArray<StatementFacts> Statements { get; }

    public static ReferenceGraph Read()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Repository.Shared(Path)));
        return new ReferenceGraph(document.RootElement);
    }

    public int Id(string alias) => _ids[alias];

    public string Name(int id) => _names[id];

    public string Names(IEnumerable<int> ids) => string.Join(' ', ids.Select(Name));

    private static EntityFacts ReadEntity(int id, JsonElement node) => new(
        id,
        node.GetProperty("kind").GetString() switch
        {
            "ModelVersion" => EntityKind.Model,
            "DatasetVersion" => EntityKind.Dataset,
            "LabelSet" => EntityKind.LabelSet,
            string other => throw new FormatException($"No kind '{other}'."),
            null => throw new FormatException("A node without a kind."),
        },
        IdentityScheme.Digest,
        new Claimed<DateTimeOffset>(
            DateTimeOffset.Parse(
                node.GetProperty("created").GetString()!,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal),
            Assurance.Signed,
            id),
        new Claimed<Completeness>(ReadName<Completeness>(node.GetProperty("ancestors")), Assurance.Signed, id),
        new Claimed<Completeness>(ReadName<Completeness>(node.GetProperty("datasets")), Assurance.Signed, id),
        IsDescribed: true);

    private static T ReadName<T>(JsonElement value)
        where T : struct, Enum =>
        Enum.Parse<T>(value.GetString()!.Replace("_", string.Empty, StringComparison.Ordinal), ignoreCase: true);
}
