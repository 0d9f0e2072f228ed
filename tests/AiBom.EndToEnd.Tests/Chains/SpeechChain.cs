using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.EndToEnd.Tests.Asking;
using AiBom.Server.Demo;
using static AiBom.Domain.DerivationMethod;
using static AiBom.Domain.EdgeKind;
using static AiBom.EndToEnd.Tests.Chains.Made;

namespace AiBom.EndToEnd.Tests.Chains;

/// <summary>
/// A second chain of another shape: speech and translation, with two diamonds, two merges, a parent that nobody
/// describes, a model that was only tested on what is affected, and labels made by a subcontractor.
/// </summary>
internal static class SpeechChain
{
    /// <summary>Named as a parent; its own document comes later or never.</summary>
    public const string Ghost = "gull/ghost-base@9";

    /// <summary>What ghost turns out to be made from, once its document comes.</summary>
    public const string GhostCorpus = "gull/shore-corpus@1";

    private static readonly string[] Organizations =
        ["tidal", "quill", "inkwell", "harbor", "lantern", "fjord", "quay", "gull"];

    private static readonly Dictionary<string, string> ByQualifiedName = new()
    {
        ["tidal/parallel-corpus@2024"] = "P24",
        ["tidal/parallel-corpus@2025"] = "P25",
        ["tidal/call-audio@7"] = "audio",
        ["tidal/call-audio-transcribed@7.1"] = "transcribed",
        ["quill/transcripts@1"] = "T1",
        ["lantern/back-translations@1"] = "back",
        ["harbor/spell-base@3"] = "spell3",
        ["harbor/spell-base@4"] = "spell4",
        ["harbor/hear-base@2"] = "hear",
        ["lantern/translate@1"] = "tr1",
        ["lantern/translate@2"] = "tr2",
        ["lantern/listen@1"] = "listen",
        ["fjord/speech-translate@1"] = "speech",
        ["fjord/omni@1"] = "omni",
        ["lantern/omni-int4@1"] = "int4",
        ["quay/captioner@1"] = "cap",
        ["quay/captioner-lite@1"] = "caplite",
        ["quay/judge@1"] = "judge",
        [Ghost] = "ghost",
        [GhostCorpus] = "shore",
    };

    private static readonly Dictionary<string, string> ByShortName =
        ByQualifiedName.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static Reader Read { get; } = new(ByQualifiedName);

    public static string Of(string shortName) => ByShortName[shortName];

    /// <summary>The aliases of all that is posted at first: the unknown parent and its data are left out.</summary>
    public static string[] Known() =>
        [.. ByQualifiedName.Keys.Where(alias => !alias.StartsWith("gull/", StringComparison.Ordinal))];

    /// <summary>The signed document about one of the entities.</summary>
    public static ChainPosting Posting(string alias) =>
        ChainDocument.Of(Create()).Single(posting => posting.IsSigned && posting.Subject.Alias == alias);

    public static Chain Create() => new(
        [.. Organizations.Select(id => new ChainOrganization(id, $"The {id} company"))],
        Entities(),
        [.. Edges().Select(edge => edge with { From = Of(edge.From), To = Of(edge.To) })],
        Deployments());

    private static ImmutableArray<ChainEntity> Entities() =>
    [
        Dataset(Of("P24"), "2024-03-01", "pairs.tsv"),
        Dataset(Of("P25"), "2025-02-01", "pairs.tsv"),
        Dataset(Of("audio"), "2024-05-01"),
        Labels(Of("T1"), "2024-06-20", new ChainLabeling(
            "inkwell", "quill", FixtureTime.At("2024-05-10"), FixtureTime.At("2024-06-20"))),
        Dataset(Of("transcribed"), "2024-07-01"),
        Dataset(Of("back"), "2025-05-01"),
        Model(Of("spell3"), "2024-08-01", "weights.bin", "vocab.txt"),
        Model(Of("spell4"), "2026-01-15", "weights.bin", "vocab.txt"),
        Model(Of("hear"), "2024-09-01"),
        Model(Of("tr1"), "2025-03-01", "weights.bin"),
        Model(Of("tr2"), "2025-07-01"),
        Model(Of("listen"), "2025-06-01", "weights.bin"),
        Model(Of("speech"), "2025-09-01"),
        Model(Of("omni"), "2025-11-01", "part-1.bin", "part-2.bin"),
        Model(Of("int4"), "2025-12-01"),
        Model(Of("cap"), "2025-09-10") with { Ancestors = Completeness.Incomplete },
        Model(Of("caplite"), "2025-09-20"),
        Model(Of("judge"), "2024-01-01") with { TrainingData = Completeness.Unknown },
        Dataset(GhostCorpus, "2023-01-01"),
        Model(Ghost, "2024-02-01"),
    ];

    private static IEnumerable<ChainEdge> Edges() =>
    [
        new("P25", DerivedFrom, "P24", DerivationMethod.Revision),
        new("transcribed", DerivedFrom, "audio", DerivationMethod.Revision),
        new("transcribed", LabeledWith, "T1"),
        new("spell3", TrainedOn, "P24", Role: DatasetRole.Training),
        new("spell4", TrainedOn, "P25", Role: DatasetRole.Training),
        new("spell4", Supersedes, "spell3"),
        new("hear", TrainedOn, "transcribed", Role: DatasetRole.Training),

        // A diamond: spell3 and P25 both lead back to P24.
        new("tr1", DerivedFrom, "spell3", FineTuning),
        new("tr1", TrainedOn, "P25", Role: DatasetRole.FineTuning),

        // A diamond: tr1 is behind tr2 by weights and by the data that it generated.
        new("back", DerivedFrom, "P25", Augmentation),
        new("back", GeneratedWith, "tr1"),
        new("tr2", DerivedFrom, "tr1", ContinuedPretraining),
        new("tr2", TrainedOn, "back", Role: DatasetRole.Training),
        new("tr2", Supersedes, "tr1"),
        new("listen", DerivedFrom, "hear", FineTuning),
        new("speech", DerivedFrom, "tr2", Merge),
        new("speech", DerivedFrom, "listen", Merge),

        // The second merge is on somebody's word alone.
        new("omni", DerivedFrom, "speech", Merge, IsSigned: false),
        new("omni", DerivedFrom, "spell3", Merge, IsSigned: false),
        new("int4", DerivedFrom, "omni", Quantization),
        new("cap", DerivedFrom, "ghost", FineTuning),
        new("cap", TrainedOn, "transcribed", Role: DatasetRole.FineTuning),
        new("caplite", DerivedFrom, "cap", Pruning),
        new("judge", TestedOn, "back", Role: DatasetRole.Testing),
        new("ghost", TrainedOn, "shore", Role: DatasetRole.Training),
    ];

    private static ImmutableArray<ChainDeployment> Deployments() =>
    [
        Runs("desk", "voice", "callcenter", "tr1", "2025-04-01", "2025-08-01"),
        Runs("desk", "voice", "callcenter", "tr2", "2025-08-01"),
        Runs("captions", "media", null, "caplite", "2025-10-01"),
        Runs("field", "edge", null, "int4", "2026-01-01"),
        Runs("lab", "voice", "callcenter", "spell4", "2026-02-01") with { Environment = DeploymentEnvironment.Test },
    ];

    private static ChainDeployment Runs(
        string deployment, string owner, string? system, string model, string from, string? until = null) => new(
        deployment,
        DeploymentEnvironment.Production,
        owner,
        system,
        Of(model),
        FixtureTime.At(from),
        until is null ? null : FixtureTime.At(until));
}
