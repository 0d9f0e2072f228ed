namespace AiBom.Domain.Journal;

/// <summary>
/// A model runs in a deployment from an instant on. It ends whatever ran there, unless traffic is split.
/// </summary>
/// <param name="Deployment">The deployment's id: one slot that runs one model at a time.</param>
/// <param name="Environment">Where it runs.</param>
/// <param name="Owner">The team that answers for it; null is a finding of its own.</param>
/// <param name="System">The AI system that it belongs to.</param>
/// <param name="Model">The key of the model that runs (<see cref="IdentityKey.Text"/>).</param>
/// <param name="From">The first instant at which it runs.</param>
/// <param name="Until">The first instant at which it no longer runs, if that is known already.</param>
/// <param name="IsTrafficSplit">Whether it runs beside what ran before.</param>
public sealed record DeploymentRecorded(
    string Deployment,
    DeploymentEnvironment Environment,
    string? Owner,
    string? System,
    string Model,
    DateTimeOffset From,
    DateTimeOffset? Until,
    bool IsTrafficSplit) : JournalEvent(Name)
{
    internal const string Name = "DEPLOYMENT_RECORDED";
}

/// <summary>Everything that ran in a deployment stopped.</summary>
/// <param name="Deployment">The deployment's id.</param>
/// <param name="At">The first instant at which nothing runs.</param>
public sealed record DeploymentEnded(string Deployment, DateTimeOffset At) : JournalEvent(Name)
{
    internal const string Name = "DEPLOYMENT_ENDED";
}
