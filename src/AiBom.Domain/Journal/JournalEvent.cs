using System.Text.Json.Serialization;

namespace AiBom.Domain.Journal;

/// <summary>
/// What happened. Each kind is one record of this folder; its <see cref="Kind"/> is stable, and a field that was once
/// written keeps its meaning for ever.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(OrganizationRegistered), OrganizationRegistered.Name)]
[JsonDerivedType(typeof(SignerRegistered), SignerRegistered.Name)]
[JsonDerivedType(typeof(SignerRevoked), SignerRevoked.Name)]
[JsonDerivedType(typeof(AccessTokenIssued), AccessTokenIssued.Name)]
[JsonDerivedType(typeof(ArtifactStored), ArtifactStored.Name)]
[JsonDerivedType(typeof(SubmissionRecorded), SubmissionRecorded.Name)]
[JsonDerivedType(typeof(AttestationRecorded), AttestationRecorded.Name)]
[JsonDerivedType(typeof(DeploymentRecorded), DeploymentRecorded.Name)]
[JsonDerivedType(typeof(DeploymentEnded), DeploymentEnded.Name)]
[JsonDerivedType(typeof(CompromiseReported), CompromiseReported.Name)]
[JsonDerivedType(typeof(CompromiseRetracted), CompromiseRetracted.Name)]
[JsonDerivedType(typeof(PolicyRegistered), PolicyRegistered.Name)]
[JsonDerivedType(typeof(SameAsAsserted), SameAsAsserted.Name)]
[JsonDerivedType(typeof(SameAsRetracted), SameAsRetracted.Name)]
public abstract record JournalEvent
{
    private protected JournalEvent(string kind) => Kind = kind;

    /// <summary>The stable name of the kind, such as <c>SUBMISSION_RECORDED</c>.</summary>
    [JsonIgnore]
    public string Kind { get; }
}
