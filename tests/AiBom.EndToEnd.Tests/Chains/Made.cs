using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Server.Demo;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>Writes the parts of a chain in one line each.</summary>
internal static class Made
{
    /// <summary>Reads <c>harbor/spell-base@3</c>; its producer is <c>harbor</c>.</summary>
    public static ChainEntity Model(string alias, string created, params string[] files) =>
        Entity(EntityKind.Model, alias, created, files);

    public static ChainEntity Dataset(string alias, string created, params string[] files) =>
        Entity(EntityKind.Dataset, alias, created, files);

    public static ChainEntity Labels(string alias, string created, ChainLabeling labeling) =>
        Entity(EntityKind.LabelSet, alias, created, []) with { Labeling = labeling };

    /// <summary>A chain of what is given, every producer registered, nothing deployed.</summary>
    public static Chain Chain(ImmutableArray<ChainEntity> entities, params ImmutableArray<ChainEdge> edges) => new(
        [.. entities.Select(entity => entity.Producer).Distinct().Select(id => new ChainOrganization(id, $"The {id}"))],
        entities,
        edges,
        []);

    private static ChainEntity Entity(EntityKind kind, string alias, string created, string[] files)
    {
        string[] parts = alias.Split("/@".ToCharArray());
        return new ChainEntity(kind, parts[0], parts[1], parts[2])
        {
            Producer = parts[0],
            Created = FixtureTime.At(created),
            Files = [.. files.Select(file => new ChainFile(file, $"{file} of {alias}\n"))],
        };
    }
}
