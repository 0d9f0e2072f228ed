using AiBom.Domain;

namespace AiBom.Verification.ModelSigning;

/// <summary>Makes the findings of <see cref="ModelCheck"/>s.</summary>
internal static class ModelFindings
{
    /// <summary>The check's name in a <see cref="Finding"/>.</summary>
    public static string NameOf(ModelCheck check) => check switch
    {
        ModelCheck.Bundle => "model-bundle",
        ModelCheck.Signature => "model-signature",
        ModelCheck.Signer => "model-signer",
        ModelCheck.Validity => "model-validity",
        ModelCheck.Manifest => "model-manifest",
        ModelCheck.Files => "model-files",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, "There is no such check."),
    };

    public static Finding Passed(ModelCheck check, string message) =>
        new(NameOf(check), Outcome.Passed, FindingCodes.CheckPassed, Severity.Information, "", message);

    /// <summary>Never a pass: a check that was not made proves nothing.</summary>
    public static Finding NotReached(ModelCheck check) => new(
        NameOf(check),
        Outcome.NotReached,
        FindingCodes.CheckNotReached,
        Severity.Information,
        "",
        "Not made, because a check before it did not pass.");

    public static Finding Failed(ModelCheck check, string code, string message, string? found = null) => new(
        NameOf(check), Outcome.Failed, code, Severity.Error, "", message, Found: FindingLimits.Cut(found));

    public static Finding Malformed(ModelCheck check, string code, string message) =>
        new(NameOf(check), Outcome.Malformed, code, Severity.Error, "", message);

    public static Finding Unsupported(ModelCheck check, string message, string? found = null) => new(
        NameOf(check),
        Outcome.Unsupported,
        FindingCodes.AlgorithmUnsupported,
        Severity.Warning,
        "",
        message,
        Found: FindingLimits.Cut(found));

    /// <summary>The check of all files; each that is not as signed has a finding of its own.</summary>
    public static Finding Files(ModelContentReport content) => content.IsWhole
        ? Passed(ModelCheck.Files, $"All {content.Verified} files are as they were signed.")
        : Failed(
            ModelCheck.Files,
            FindingCodes.FileChanged,
            $"{content.Wrong} files are not as they were signed, {content.Verified} are.");
}
