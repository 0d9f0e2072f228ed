using System.Collections.Immutable;
using System.Globalization;
using AiBom.Domain;

namespace AiBom.Verification.ModelSigning;

/// <summary>How a file stands to the manifest.</summary>
public enum ModelFileStatus
{
    /// <summary>It has the bytes that were signed.</summary>
    Verified = 1,

    /// <summary>It has other bytes.</summary>
    Changed,

    /// <summary>It is listed and not there.</summary>
    Missing,

    /// <summary>It is there and not listed.</summary>
    Extra,

    /// <summary>It is nothing that can be signed or hashed: a link, a device, a name that is no Unicode.</summary>
    Refused,

    /// <summary>It lies under an ignored path, so no signature covers it.</summary>
    Unverified,
}

/// <summary>
/// A file, or for <see cref="ModelFileStatus.Unverified"/> an ignored path, that is not as it was signed.
/// </summary>
/// <param name="Name">Its path from the root.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Resource">The index of its entry in the manifest; null where it is not listed.</param>
/// <param name="Expected">What was signed, where there is such a thing.</param>
/// <param name="Found">What is there.</param>
public sealed record ModelFile(
    string Name,
    ModelFileStatus Status,
    string Message,
    int? Resource = null,
    string? Expected = null,
    string? Found = null)
{
    /// <summary>The file as a finding.</summary>
    public Finding ToFinding() => new(
        ModelFindings.NameOf(ModelCheck.Files),
        Status switch
        {
            ModelFileStatus.Verified => Outcome.Passed,
            ModelFileStatus.Unverified => Outcome.Unsupported,
            _ => Outcome.Failed,
        },
        Status switch
        {
            ModelFileStatus.Verified => FindingCodes.CheckPassed,
            ModelFileStatus.Changed => FindingCodes.FileChanged,
            ModelFileStatus.Missing => FindingCodes.FileMissing,
            ModelFileStatus.Extra => FindingCodes.FileExtra,
            ModelFileStatus.Refused => FindingCodes.FileRefused,
            _ => FindingCodes.FileUnverified,
        },
        Status switch
        {
            ModelFileStatus.Verified => Severity.Information,
            ModelFileStatus.Unverified => Severity.Warning,
            _ => Severity.Error,
        },
        Resource is { } index ? string.Create(CultureInfo.InvariantCulture, $"/predicate/resources/{index}") : "",
        Message,
        Expected,
        Found);
}

/// <summary>What comparing a model's files with its manifest gave.</summary>
/// <param name="Verified">How many files have the bytes that were signed.</param>
/// <param name="Wrong">How many do not, are missing, are extra or were refused.</param>
/// <param name="BytesHashed">How many bytes were read.</param>
/// <param name="UnverifiedFiles">How many files lie under ignored paths.</param>
/// <param name="Files">
/// All that is not as signed, by name: at most <see cref="FindingLimits.PerDocument"/>, the counts tell the rest.
/// </param>
public sealed record ModelContentReport(
    long Verified, long Wrong, long BytesHashed, long UnverifiedFiles, ImmutableArray<ModelFile> Files)
{
    /// <summary>Whether the files are exactly those that were signed; ignored paths aside.</summary>
    public bool IsWhole => Wrong == 0;
}

/// <summary>How far the hashing is.</summary>
/// <param name="BytesDone">The bytes hashed so far.</param>
/// <param name="BytesTotal">All bytes that are hashed.</param>
public readonly record struct ModelProgress(long BytesDone, long BytesTotal);
