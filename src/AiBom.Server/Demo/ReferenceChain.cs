using System.Collections.Immutable;
using System.Globalization;
using AiBom.Domain;
using static AiBom.Domain.DerivationMethod;
using static AiBom.Domain.EdgeKind;

namespace AiBom.Server.Demo;

/// <summary>
/// The chain that the demonstration posts: a detector of road signs, fine-tuned on a vendor's base model whose training
/// data another vendor labelled, then quantized, distilled, merged by a third party, and deployed.
/// </summary>
internal static class ReferenceChain
{
    /// <summary>The base model whose compromise the demonstration declares.</summary>
    public const string Compromised = "aurora/sign-base@2.1.0";

    public static Chain Create() => new(Organizations(), [.. Data(), .. Models()], Edges(), Deployments());

    private static ImmutableArray<ChainOrganization> Organizations() =>
    [
        new("northwind", "Northwind Mobility"),
        new("aurora", "Aurora Models"),
        new("brightlabel", "BrightLabel"),
        new("delta", "Delta Annotators"),
        new("xenon", "Xenon Roads"),
        new("yonder", "Yonder Maps"),
        new("zephyr", "Zephyr Imaging"),
        new("cobalt", "Cobalt Tuning"),
        new("darkbox", "Darkbox AI"),
    ];

    private static IEnumerable<ChainEntity> Data() =>
    [
        Dataset("yonder", "street-scenes", "2025.11", "2025-11-15"),
        Dataset("zephyr", "sign-images", "3", "2025-10-01"),
        Labels("z-labels", "1", "2025-10-31", new("brightlabel", null, Day("2025-10-10"), Day("2025-10-31"))),
        Labels("z-labels", "2", "2025-12-05", new("delta", "brightlabel", Day("2025-11-20"), Day("2025-12-05"))),
        Dataset("zephyr", "sign-images-labeled", "3.1", "2025-11-01"),
        Dataset("zephyr", "sign-images-labeled", "3.2", "2025-12-10"),
        Dataset("xenon", "dashcam", "1.0", "2026-01-15", "train.parquet", "xenon dashcam 1.0 rows\n"),
        Dataset("xenon", "dashcam", "1.1", "2026-02-12", "train.parquet", "xenon dashcam 1.1 rows\n"),
        Dataset("xenon", "dashcam", "1.2", "2026-03-20", "train.parquet", "xenon dashcam 1.2 rows\n"),
        Dataset("northwind", "synthetic-signs", "1", "2026-03-05"),
    ];

    private static IEnumerable<ChainEntity> Models() =>
    [
        Model("aurora", "sign-base", "2.1.0", "2025-12-20") with { TrainingData = Completeness.NotSpecified },
        Model("aurora", "sign-base", "2.2.0", "2026-05-10"),
        Model("northwind", "sign-detect", "1.0.0", "2026-01-28"),
        Model("northwind", "sign-detect", "1.1.0", "2026-02-20"),
        Model("northwind", "sign-detect-int8", "1.1.0", "2026-02-22"),
        Model("northwind", "sign-detect", "1.2.0", "2026-05-30"),
        Model("northwind", "sign-lite", "1.0.0", "2026-03-15"),
        Model("cobalt", "lane-keeper", "5.0", "2025-12-01") with { TrainingData = Completeness.Incomplete },
        Model("cobalt", "road-merge", "0.9", "2026-04-02"),
        Model("northwind", "pedestrian", "4.0.0", "2025-12-15"),
        Model("darkbox", "sign-saas", "2026.04", "2026-04-01") with
        {
            Ancestors = Completeness.Unknown,
            TrainingData = Completeness.Unknown,
            Files = [],
        },
    ];

    private static ImmutableArray<ChainEdge> Edges() =>
    [
        new("zephyr/sign-images-labeled@3.1", DerivedFrom, "zephyr/sign-images@3", DerivationMethod.Revision),
        new("zephyr/sign-images-labeled@3.1", LabeledWith, "brightlabel/z-labels@1"),
        new("zephyr/sign-images-labeled@3.2", DerivedFrom, "zephyr/sign-images@3", DerivationMethod.Revision),
        new("zephyr/sign-images-labeled@3.2", LabeledWith, "brightlabel/z-labels@1"),
        new("zephyr/sign-images-labeled@3.2", LabeledWith, "brightlabel/z-labels@2"),
        new("xenon/dashcam@1.1", DerivedFrom, "xenon/dashcam@1.0", DerivationMethod.Revision),
        new("xenon/dashcam@1.2", DerivedFrom, "xenon/dashcam@1.0", DerivationMethod.Revision),
        new("xenon/dashcam@1.2", Supersedes, "xenon/dashcam@1.1"),
        new("aurora/sign-base@2.1.0", TrainedOn, "yonder/street-scenes@2025.11", Role: DatasetRole.Training),
        new("aurora/sign-base@2.1.0", TrainedOn, "zephyr/sign-images-labeled@3.1", Role: DatasetRole.Training),
        new("aurora/sign-base@2.2.0", TrainedOn, "yonder/street-scenes@2025.11", Role: DatasetRole.Training),
        new("aurora/sign-base@2.2.0", TrainedOn, "zephyr/sign-images-labeled@3.2", Role: DatasetRole.Training),
        new("aurora/sign-base@2.2.0", Supersedes, "aurora/sign-base@2.1.0"),
        new("northwind/sign-detect@1.0.0", DerivedFrom, "aurora/sign-base@2.1.0", FineTuning),
        new("northwind/sign-detect@1.0.0", TrainedOn, "xenon/dashcam@1.0", Role: DatasetRole.FineTuning),
        new("northwind/sign-detect@1.1.0", DerivedFrom, "aurora/sign-base@2.1.0", FineTuning),
        new("northwind/sign-detect@1.1.0", TrainedOn, "xenon/dashcam@1.1", Role: DatasetRole.FineTuning),
        new("northwind/sign-detect@1.1.0", Supersedes, "northwind/sign-detect@1.0.0"),
        new("northwind/sign-detect-int8@1.1.0", DerivedFrom, "northwind/sign-detect@1.1.0", Quantization),
        new("northwind/sign-detect@1.2.0", DerivedFrom, "aurora/sign-base@2.2.0", FineTuning),
        new("northwind/sign-detect@1.2.0", TrainedOn, "xenon/dashcam@1.2", Role: DatasetRole.FineTuning),
        new("northwind/sign-detect@1.2.0", Supersedes, "northwind/sign-detect@1.1.0"),
        new("northwind/synthetic-signs@1", GeneratedWith, "northwind/sign-detect@1.1.0"),
        new("northwind/sign-lite@1.0.0", TrainedOn, "northwind/synthetic-signs@1", Role: DatasetRole.Training),
        new("cobalt/lane-keeper@5.0", TrainedOn, "yonder/street-scenes@2025.11", Role: DatasetRole.Training)
        {
            IsSigned = false,
        },
        new("cobalt/road-merge@0.9", DerivedFrom, "northwind/sign-detect@1.1.0", Merge),
        new("cobalt/road-merge@0.9", DerivedFrom, "cobalt/lane-keeper@5.0", Merge),
        new("northwind/pedestrian@4.0.0", TrainedOn, "yonder/street-scenes@2025.11", Role: DatasetRole.Training),
        new("northwind/pedestrian@4.0.0", TestedOn, "xenon/dashcam@1.1", Role: DatasetRole.Testing),
    ];

    private static ImmutableArray<ChainDeployment> Deployments() =>
    [
        Runs("car-vision-eu", "perception-eu", "car-vision", "northwind/sign-detect@1.0.0", "2026-01-30", "2026-02-25"),
        Runs("car-vision-eu", "perception-eu", "car-vision", "northwind/sign-detect-int8@1.1.0", "2026-02-25"),
        Runs("car-vision-us", "perception-us", "car-vision", "northwind/sign-detect@1.0.0", "2026-02-01"),
        Runs("car-vision-old", "perception-eu", null, "northwind/sign-detect@1.1.0", "2026-02-21", "2026-03-31"),
        Runs("kiosk-lite", "retail", null, "northwind/sign-lite@1.0.0", "2026-03-20"),
        Runs("road-assist", "cobalt-hosted", null, "cobalt/road-merge@0.9", "2026-04-10"),
        Runs("ped-prod", "perception-eu", "car-vision", "northwind/pedestrian@4.0.0", "2026-01-01"),
        Runs("sign-saas", "procurement", null, "darkbox/sign-saas@2026.04", "2026-04-15"),
        Runs("car-vision-next", "perception-eu", null, "northwind/sign-detect@1.2.0", "2026-06-01") with
        {
            Environment = DeploymentEnvironment.Staging,
        },
    ];

    private static ChainEntity Model(string group, string name, string version, string created) =>
        new(EntityKind.Model, group, name, version)
        {
            Producer = group,
            Created = Day(created),
            Files =
            [
                new("config.json", "{\"arch\":\"cnn\"}\n"),
                new("model.safetensors", $"{group} {name} {version} weights\n"),
            ],
        };

    private static ChainEntity Dataset(
        string group, string name, string version, string created, string? file = null, string? content = null) =>
        new(EntityKind.Dataset, group, name, version)
        {
            Producer = group,
            Created = Day(created),
            Files = file is null || content is null ? [] : [new(file, content)],
        };

    private static ChainEntity Labels(string name, string version, string created, ChainLabeling labeling) =>
        new(EntityKind.LabelSet, "brightlabel", name, version)
        {
            Producer = "brightlabel",
            Created = Day(created),
            Labeling = labeling,
        };

    private static ChainDeployment Runs(
        string deployment, string owner, string? system, string model, string from, string? until = null) =>
        new(
            deployment,
            DeploymentEnvironment.Production,
            owner,
            system,
            model,
            Day(from),
            until is null ? null : Day(until));

    private static DateTimeOffset Day(string date) =>
        new(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeOnly.MinValue, TimeSpan.Zero);
}
