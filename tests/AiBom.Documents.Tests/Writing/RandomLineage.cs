using AiBom.Domain;
using AiBom.Testing.Graphs;

namespace AiBom.Documents.Tests.Writing;

/// <summary>A lineage from a seed, with everything that makes one hard to write down.</summary>
internal static class RandomLineage
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Names =
    [
        "base", "", "a/b", "x@1", "Ünïcödé ☃ 𝔘", "<script>alert('1')</script>", "\"quoted\" \\ back", "tab\tline\nend",
        "\u202Eright", "urn:cdx:x/1#y", "{}", "null", " ", "e1", "\u0000zero",
    ];

    /// <param name="seed">The same seed gives the same lineage.</param>
    /// <param name="isHostile">Whether there are cycles, and edges for which no format has a form.</param>
    public static LineageDocument Of(ulong seed, bool isHostile)
    {
        var dice = new Dice(seed);
        DeclaredEntity[] entities = [.. Enumerable.Range(0, 2 + dice.Below(20)).Select(number => Entity(dice, number))];
        return new LineageDocument
        {
            Author = "https://aibom.example/" + seed,
            AsOf = dice.Below(1_000),
            Timestamp = Start.AddMinutes(dice.Below(100_000)),
            Entities = [.. entities],
            Edges = [.. Edges(dice, entities, isHostile).DistinctBy(
                edge => (edge.Subject, edge.Kind, edge.Object, edge.Role))],
            TruncatedBy = dice.Chance(0.2) ? "DEPTH" : null,
            ExcludedByAssurance = dice.Chance(0.2) ? 3 : 0,
        };
    }

    private static DeclaredEntity Entity(Dice dice, int number)
    {
        EntityKind kind = dice.Pick(
            EntityKind.Model,
            EntityKind.Model,
            EntityKind.Model,
            EntityKind.Dataset,
            EntityKind.Dataset,
            EntityKind.LabelSet,
            EntityKind.AiSystem,
            EntityKind.SoftwareComponent);
        return new DeclaredEntity
        {
            Kind = kind,
            Pointer = "",
            Group = dice.Chance(0.4) ? dice.Pick("aurora", "a/b", "☃") : null,
            Name = dice.Pick<string>(Names),
            Version = dice.Chance(0.6) ? dice.Pick("1", "2.0", "main") : null,
            PackageUrl = dice.Chance(0.3) ? $"pkg:generic/aurora/thing{number}@{number}" : null,
            Description = dice.Chance(0.2) ? dice.Pick<string>(Names) : null,
            Digests = [.. Enumerable.Range(0, dice.Run(0.4)).Select(_ => Digest(dice))],
            Created = dice.Chance(0.5) ? Start.AddMilliseconds(dice.Below(1_000_000)) : null,
            Organizations = [.. Organizations(dice)],
            Completeness = [.. Completeness(dice)],
            LabeledFrom = kind is EntityKind.LabelSet && dice.Chance(0.5) ? Start : null,
            LabeledUntil = kind is EntityKind.LabelSet && dice.Chance(0.5) ? Start.AddDays(dice.Below(9)) : null,
            IsDescribed = dice.Chance(0.6),
        };
    }

    private static DeclaredDigest Digest(Dice dice)
    {
        HashFunction function = dice.Pick(
            HashFunction.Sha256, HashFunction.Sha512, HashFunction.Sha3384, HashFunction.Blake3, HashFunction.Sha1);
        string hex = string.Concat(
            Enumerable.Range(0, DeclaredDigest.HexLengthOf(function) / 8).Select(_ => $"{dice.Next() >> 32:x8}"));
        return new DeclaredDigest(function, hex);
    }

    private static IEnumerable<OrganizationClaim> Organizations(Dice dice)
    {
        foreach (OrganizationRole role in new[]
        {
            OrganizationRole.Producer, OrganizationRole.Supplier, OrganizationRole.Publisher,
            OrganizationRole.LabelingVendor, OrganizationRole.LabelingPrincipal,
        })
        {
            if (dice.Chance(0.3))
            {
                yield return new OrganizationClaim(role, dice.Pick("aurora", "Z & Söhne", "<b>"), "");
            }
        }
    }

    private static IEnumerable<CompletenessClaim> Completeness(Dice dice)
    {
        foreach (CompletenessRelation relation in Enum.GetValues<CompletenessRelation>())
        {
            if (dice.Chance(0.5))
            {
                yield return new CompletenessClaim(
                    relation, dice.Pick<Completeness>(Enum.GetValues<Completeness>()), "");
            }
        }
    }

    private static IEnumerable<LineageStatement> Edges(Dice dice, DeclaredEntity[] entities, bool isHostile)
    {
        for (int subject = 0; subject < entities.Length - 1; subject++)
        {
            for (int more = 1 + dice.Run(0.5); more > 0; more--)
            {
                int source = isHostile && dice.Chance(0.2)
                    ? dice.Below(entities.Length)
                    : subject + 1 + dice.Below(entities.Length - subject - 1);
                EdgeKind kind = isHostile && dice.Chance(0.2)
                    ? (EdgeKind)(1 + dice.Below(8))
                    : Fitting(dice, entities[subject].Kind, entities[source].Kind);
                yield return Edge(dice, subject, kind, source);
            }
        }
    }

    private static EdgeKind Fitting(Dice dice, EntityKind subject, EntityKind source) => (subject, source) switch
    {
        (EntityKind.Model, EntityKind.Dataset or EntityKind.LabelSet) =>
            dice.Pick(EdgeKind.TrainedOn, EdgeKind.TrainedOn, EdgeKind.TestedOn, EdgeKind.Supersedes),
        (EntityKind.Dataset, EntityKind.LabelSet) => EdgeKind.LabeledWith,
        (EntityKind.Dataset or EntityKind.LabelSet, EntityKind.Model) => EdgeKind.GeneratedWith,
        (EntityKind.AiSystem, _) => dice.Pick(EdgeKind.Contains, EdgeKind.Supersedes),
        (_, EntityKind.SoftwareComponent) => dice.Pick(EdgeKind.DependsOn, EdgeKind.Contains),
        _ => dice.Pick(EdgeKind.DerivedFrom, EdgeKind.DerivedFrom, EdgeKind.DerivedFrom, EdgeKind.Supersedes),
    };

    private static LineageStatement Edge(Dice dice, int subject, EdgeKind kind, int source)
    {
        DerivationMethod? method = dice.Chance(0.6)
            ? dice.Pick<DerivationMethod>(Enum.GetValues<DerivationMethod>())
            : null;
        DatasetRole? role = dice.Chance(0.8) ? dice.Pick<DatasetRole>(Enum.GetValues<DatasetRole>()) : null;
        return new LineageStatement(
            subject, kind, source, dice.Pick<Assurance>(Enum.GetValues<Assurance>()), method, role)
        {
            Claims =
            [
                .. Enumerable.Range(0, dice.Run(0.6)).Select(_ => new LineageClaim(
                    dice.Pick("aurora", "zephyr", null, "\"☃\""),
                    dice.Pick<Assurance>(Enum.GetValues<Assurance>()),
                    dice.Chance(0.7) && kind is EdgeKind.DerivedFrom ? method : null)),
            ],
        };
    }
}
