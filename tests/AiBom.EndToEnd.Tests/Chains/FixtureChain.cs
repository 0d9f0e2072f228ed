using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Hosting;
using AiBom.Server.Demo;
using AiBom.Testing;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>The reference fixture as a chain, with what it lacks added here and nowhere else.</summary>
internal static class FixtureChain
{
    private const string Path = "fixture/reference.json";

    /// <summary>The version of the clinics' private images, which the fixture leaves out.</summary>
    private const string ImagesVersion = "2026-01";

    /// <summary>What data are for, where the fixture does not say fine-tuning or alignment.</summary>
    private const DatasetRole DefaultRole = DatasetRole.Training;

    public static Chain Load()
    {
        JsonElement fixture = Read();
        return new Chain(
            [.. fixture.GetProperty("organizations").EnumerateObject()
                .Select(organization => new ChainOrganization(organization.Name, organization.Value[0].GetString()!))],
            [.. fixture.GetProperty("nodes").EnumerateObject().Select(node => Entity(node, fixture))],
            [.. fixture.GetProperty("edges").EnumerateArray().Select(Edge)],
            [.. fixture.GetProperty("deployments").EnumerateObject()
                .SelectMany(deployment => Deployments(deployment, fixture))
                .OrderBy(deployment => deployment.From)]);
    }

    /// <summary>
    /// The fixture with what its evidence needs: bytes for everything, and the licensee of the dataset that aurora
    /// licensed from zephyr.
    /// </summary>
    public static Chain LoadWithContents()
    {
        Chain chain = Load();
        return chain with
        {
            Entities =
            [
                .. chain.Entities.Select(entity => entity with
                {
                    Files = entity.Files.IsEmpty ? [new ChainFile("content.bin", $"{entity.Alias}\n")] : entity.Files,
                    Licensee = entity.Alias == FixtureNames.Of("Z31") ? "aurora" : null,
                }),
            ],
        };
    }

    /// <summary>
    /// The edges that the fixture calls verified: the producer's builder recorded the run. That one version supersedes
    /// another is its maker's word, which no run shows.
    /// </summary>
    public static ImmutableArray<ChainEdge> Built() =>
    [
        .. Read().GetProperty("edges").EnumerateArray()
            .Where(edge => edge.String("assurance") is "VERIFIED" && edge.String("kind") is not "SUPERSEDES")
            .Select(Edge),
    ];

    /// <summary>The assurance that the fixture gives to each edge.</summary>
    public static IEnumerable<(ChainEdge Edge, string Assurance)> Assured() =>
        Read().GetProperty("edges").EnumerateArray().Select(edge => (Edge(edge), edge.String("assurance")));

    /// <summary>The bytes that somebody put in the place of det10's labels.</summary>
    public static ChainFile SwappedLabels() => new("labels.json", "[\"35mph\",\"stop\"]\n");

    /// <summary>The bytes that somebody put in the place of det10's weights.</summary>
    public static ChainFile TamperedWeights() => new("model.safetensors", "northwind sign-detect 1.0.0 weights!\n");

    private static JsonElement Read()
    {
        Assert.SkipUnless(Repository.HasShared(Path, out string reason), reason);
        return JsonElement.Parse(File.ReadAllBytes(Repository.Shared(Path)));
    }

    private static ChainEntity Entity(JsonProperty node, JsonElement fixture)
    {
        (string group, string name, string version) = Split(node.Name);
        JsonElement facts = node.Value;
        return new ChainEntity(Kind(facts.String("kind")), group, name, version)
        {
            Created = FixtureTime.At(facts.String("created")),
            Producer = facts.String("producer"),
            Ancestors = Enum.Parse<Completeness>(Pascal(facts.String("ancestors"))),
            TrainingData = Enum.Parse<Completeness>(Pascal(facts.String("datasets"))),
            Files = Files(fixture, node.Name),
            Labeling = facts.TryGetProperty("activity", out JsonElement activity) ? Labeling(activity, fixture) : null,
        };
    }

    private static ChainEdge Edge(JsonElement edge)
    {
        EdgeKind kind = Enum.Parse<EdgeKind>(Pascal(edge.String("kind")));
        string detail = Pascal(edge.String("detail"));
        return new ChainEdge(
            Alias(edge.String("from")),
            kind,
            Alias(edge.String("to")),
            kind is EdgeKind.DerivedFrom && Enum.TryParse(detail, out DerivationMethod method) ? method : null,
            kind switch
            {
                EdgeKind.TrainedOn => Enum.TryParse(detail, out DatasetRole role) ? role : DefaultRole,
                EdgeKind.TestedOn => DatasetRole.Testing,
                _ => null,
            },
            IsSigned: edge.String("assurance") is not "ASSERTED");
    }

    private static IEnumerable<ChainDeployment> Deployments(JsonProperty deployment, JsonElement fixture)
    {
        string? system = fixture.GetProperty("systems").EnumerateObject()
            .Where(system => system.Value.EnumerateArray().Any(member => member.GetString() == deployment.Name))
            .Select(system => Unprefixed(system.Name))
            .SingleOrDefault();
        return deployment.Value.GetProperty("history").EnumerateArray().Select(interval => new ChainDeployment(
            Unprefixed(deployment.Name),
            Enum.Parse<DeploymentEnvironment>(Pascal(deployment.Value.String("environment"))),
            deployment.Value.String("owner"),
            system,
            Alias(interval.String("model")),
            FixtureTime.At(interval.String("from")),
            interval.GetProperty("to").GetString() is { } until ? FixtureTime.At(until) : null));
    }

    private static ImmutableArray<ChainFile> Files(JsonElement fixture, string node) =>
        fixture.GetProperty("artifacts").TryGetProperty(node, out JsonElement files)
            ? [.. files.EnumerateArray().Select(file => new ChainFile(file.String("name"), file.String("content")))]
            : [];

    /// <summary>Who labelled, and in whose name where the fixture says that somebody acts for somebody.</summary>
    private static ChainLabeling Labeling(JsonElement activity, JsonElement fixture)
    {
        string vendor = activity[2].GetString()!;
        string? principal = fixture.GetProperty("actedOnBehalfOf").EnumerateArray()
            .Where(pair => pair[0].GetString() == vendor)
            .Select(pair => pair[1].GetString())
            .SingleOrDefault();
        return new ChainLabeling(
            vendor,
            principal,
            FixtureTime.At(activity[0].GetString()!),
            FixtureTime.At(activity[1].GetString()!));
    }

    private static EntityKind Kind(string kind) => kind switch
    {
        "ModelVersion" => EntityKind.Model,
        "DatasetVersion" => EntityKind.Dataset,
        _ => Enum.Parse<EntityKind>(kind),
    };

    private static string Alias(string id)
    {
        (string group, string name, string version) = Split(id);
        return $"{group}/{name}@{version}";
    }

    private static (string Group, string Name, string Version) Split(string id)
    {
        string[] parts = Unprefixed(id).Split("/@".ToCharArray());
        return (parts[0], parts[1], parts.ElementAtOrDefault(2) ?? ImagesVersion);
    }

    private static string Unprefixed(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..];

    private static string Pascal(string upperSnake) => string.Concat(
        upperSnake.Split('_').Select(word => word.Length == 0 ? "" : word[..1] + word[1..].ToLowerInvariant()));
}
