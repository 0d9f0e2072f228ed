using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Lineage;
using AiBom.Storage.Reads;

namespace AiBom.Registry.Incidents;

/// <summary>
/// What a compromise means for everything recorded: entities, and what runs where. Each list stands alone.
/// </summary>
public sealed record ImpactAssessment
{
    /// <summary>The entities, their paths, and how whole the answer is.</summary>
    public required ImpactAnswer Entities { get; init; }

    /// <summary>The graph that answered.</summary>
    public required LineageGraph Lineage { get; init; }

    /// <summary>The instant at which "active" is meant.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Every deployment in which something ran at <see cref="At"/>, in order of their ids.</summary>
    public required ImmutableArray<DeploymentExposure> Deployments { get; init; }

    /// <summary>Affected models that ran and no longer do, in order of deployment and time.</summary>
    public required ImmutableArray<PastExposure> PastExposure { get; init; }

    /// <summary>The systems that active deployments belong to, in order of their names.</summary>
    public required ImmutableArray<SystemExposure> Systems { get; init; }

    /// <summary>
    /// Who answers for affected or possibly affected deployments, in order of their names; nobody comes first.
    /// </summary>
    public required ImmutableArray<OwnerExposure> Owners { get; init; }

    /// <summary>Whether an assurance filter narrowed an incident question, which may hide what is affected.</summary>
    public required bool IsFiltered { get; init; }

    /// <summary>
    /// A digest over what the answer lists, so that a report can be compared with a later one: the same lists give the
    /// same digest, also after a rebuild, whenever they were asked for.
    /// </summary>
    public Digest ResultDigest() => Digest.Of(CanonicalJson.Serialize(new
    {
        Entities.Seeds,
        Affected = Entities.Affected.Select(node => new { node.Id, node.Distance, node.Assurance }),
        PossiblyAffected = Entities.PossiblyAffected.Select(
            possible => new { possible.Id, Reasons = (int)possible.Reasons }),
        EvaluationOnly = Entities.EvaluationOnly.Select(edge => new { edge.Subject, edge.Object }),
        SuccessorHints = Entities.SuccessorHints.Select(edge => new { edge.Subject, edge.Object }),
        Deployments = Deployments.Select(exposure => new { exposure.Deployment.Id, exposure.Exposure }),
        PastExposure = PastExposure.Select(past => new { past.Deployment.Id, past.Interval.From, past.Interval.Until }),
        Entities.Completeness.TruncatedBy,
    }));
}

/// <summary>How a deployment stands: as its worst model does.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Exposure">The verdict.</param>
/// <param name="Models">What runs in it, each with its own verdict.</param>
public sealed record DeploymentExposure(
    DeploymentRecord Deployment, Exposure Exposure, ImmutableArray<DeployedModel> Models);

/// <summary>A model that runs in a deployment.</summary>
/// <param name="Model">The representative of the model's keys.</param>
/// <param name="Interval">Since when, and until when.</param>
/// <param name="Exposure">The model's verdict.</param>
public sealed record DeployedModel(int Model, IntervalRecord Interval, Exposure Exposure);

/// <summary>An affected model ran in a deployment and no longer does.</summary>
/// <param name="Deployment">The deployment.</param>
/// <param name="Model">The representative of the model's keys.</param>
/// <param name="Interval">From when until when.</param>
public sealed record PastExposure(DeploymentRecord Deployment, int Model, IntervalRecord Interval);

/// <summary>How an AI system stands: as its worst deployment does.</summary>
/// <param name="System">Its name.</param>
/// <param name="Exposure">The verdict.</param>
/// <param name="Deployments">Its active deployments.</param>
public sealed record SystemExposure(string System, Exposure Exposure, ImmutableArray<DeploymentExposure> Deployments)
{
    /// <summary>The models of the system with a verdict, each once, in order.</summary>
    public IEnumerable<int> ModelsWith(Exposure exposure) => Deployments
        .SelectMany(deployment => deployment.Models)
        .Where(model => model.Exposure == exposure)
        .Select(model => model.Model)
        .Distinct()
        .Order();
}

/// <summary>Who has to act.</summary>
/// <param name="Owner">The team; null for deployments without one.</param>
/// <param name="Affected">Its affected deployments.</param>
/// <param name="PossiblyAffected">Its possibly affected deployments.</param>
public sealed record OwnerExposure(
    string? Owner, ImmutableArray<DeploymentExposure> Affected, ImmutableArray<DeploymentExposure> PossiblyAffected);
