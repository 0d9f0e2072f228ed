using AiBom.Domain;
using AiBom.Domain.Journal;
using AiBom.Storage.Blobs;

namespace AiBom.Storage.Journal;

/// <summary>What must hold of a draft whoever made it. A breach is a bug of the caller, so it throws.</summary>
internal static class DraftCheck
{
    public static void Check(JournalDraft draft, FolderBlobStore blobs)
    {
        AtMost(draft.Actor, StorageLimits.Actor, nameof(draft.Actor));
        switch (draft.Event)
        {
            case SubmissionRecorded submission:
                Check(submission, draft.Content as SubmissionContent, blobs);
                break;
            case AttestationRecorded attestation:
                Check(attestation, draft.Content as AttestationContent, blobs);
                break;
            case ArtifactStored artifact:
                MustBeStored(artifact.Artifact, blobs);
                break;
            case OrganizationRegistered organization:
                AtMost(organization.Organization, StorageLimits.OrganizationId, nameof(organization.Organization));
                break;
            case AccessTokenIssued token:
                AtMost(token.Holder, StorageLimits.Actor, nameof(token.Holder));
                break;
            case DeploymentRecorded deployment:
                AtMost(deployment.Deployment, StorageLimits.DeploymentId, nameof(deployment.Deployment));
                break;
            case CompromiseReported compromise:
                AtMost(compromise.Advisory, StorageLimits.AdvisoryId, nameof(compromise.Advisory));
                break;
            case PolicyRegistered policy:
                AtMost(policy.Policy, StorageLimits.PolicyId, nameof(policy.Policy));
                break;
        }
    }

    private static void Check(SubmissionRecorded submission, SubmissionContent? content, FolderBlobStore blobs)
    {
        AtMost(submission.Poster, StorageLimits.Actor, nameof(submission.Poster));
        if (submission.Status is not (SubmissionStatus.Quarantined
            or SubmissionStatus.Accepted or SubmissionStatus.AcceptedWithFindings))
        {
            throw new ArgumentException(
                $"A submission that is {submission.Status} is not recorded.", nameof(submission));
        }

        if (content is not null
            && (content.StatementSet != submission.StatementSet || content.ReportDigest != submission.Report))
        {
            throw new ArgumentException("The content is not what the submission names.", nameof(content));
        }

        // The journal may name only what is durable already.
        foreach (Digest blob in (Digest[])
            [submission.Document, .. submission.Bundles])
        {
            MustBeStored(blob, blobs);
        }
    }

    private static void Check(AttestationRecorded attestation, AttestationContent? content, FolderBlobStore blobs)
    {
        AtMost(attestation.Poster, StorageLimits.Actor, nameof(attestation.Poster));
        if (content is not null && content.ReportDigest != attestation.Report)
        {
            throw new ArgumentException("The content is not what the attestation names.", nameof(content));
        }

        MustBeStored(attestation.Envelope, blobs);
    }

    private static void MustBeStored(Digest blob, FolderBlobStore blobs)
    {
        if (!blobs.Exists(blob))
        {
            throw new InvalidOperationException($"The blob {blob} must be stored before an entry names it.");
        }
    }

    private static void AtMost(string text, int most, string name)
    {
        if (text.Length > most)
        {
            throw new ArgumentException($"{name} has {text.Length} characters, more than {most}.", nameof(text));
        }
    }
}
