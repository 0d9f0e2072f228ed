using AiBom.Domain;

namespace AiBom.Storage.Projections;

/// <summary>A slot in which models run.</summary>
internal sealed class DeploymentRow
{
    public required string Id { get; set; }

    public required DeploymentEnvironment Environment { get; set; }

    public string? Owner { get; set; }

    public string? System { get; set; }

    /// <summary>The entry that the environment, the owner and the system are from.</summary>
    public required long Sequence { get; set; }
}

/// <summary>That a model runs in a deployment, from an instant until before another.</summary>
internal sealed class DeploymentIntervalRow
{
    /// <summary>The entry that recorded it.</summary>
    public required long Sequence { get; set; }

    public required string Deployment { get; set; }

    public required int ModelId { get; set; }

    public required DateTimeOffset From { get; set; }

    public DateTimeOffset? Until { get; set; }

    public required bool IsTrafficSplit { get; set; }
}

/// <summary>A reported compromise.</summary>
internal sealed class AdvisoryRow
{
    public required long Sequence { get; set; }

    public required string Id { get; set; }

    public string? Technique { get; set; }

    public required string Source { get; set; }

    public string? Summary { get; set; }

    public required DateTimeOffset ReportedAt { get; set; }

    public required string Reporter { get; set; }

    public DateTimeOffset? RetractedAt { get; set; }

    public string? RetractionReason { get; set; }

    /// <summary>The entry that took it back.</summary>
    public long? RetractionSequence { get; set; }
}

/// <summary>A key that an advisory names; whether the record knows it is found out when it is read.</summary>
internal sealed class AdvisorySubjectRow
{
    public required long AdvisorySequence { get; set; }

    public required int Ordinal { get; set; }

    public required string Key { get; set; }

    public required Digest KeyHash { get; set; }
}

/// <summary>The one row that says what the projected tables are a projection of.</summary>
internal sealed class ProjectionStateRow
{
    public const int OnlyId = 1;

    public required int Id { get; set; }

    /// <summary>The version of the projector that wrote the tables.</summary>
    public required int Version { get; set; }

    /// <summary>The last entry that they contain.</summary>
    public required long Watermark { get; set; }
}
