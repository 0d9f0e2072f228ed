using AiBom.Domain;

namespace AiBom.Verification;

/// <summary>Makes the findings of <see cref="BundleCheck"/>s.</summary>
internal static class Findings
{
    /// <summary>The check's name in a <see cref="Finding"/>.</summary>
    public static string NameOf(BundleCheck check) => check switch
    {
        BundleCheck.Envelope => "envelope",
        BundleCheck.Signature => "signature",
        BundleCheck.PayloadType => "payload-type",
        BundleCheck.Predicate => "predicate",
        BundleCheck.Subject => "subject",
        BundleCheck.Signer => "signer",
        BundleCheck.Validity => "validity",
        _ => throw new ArgumentOutOfRangeException(nameof(check), check, "There is no such check."),
    };

    public static Finding Passed(BundleCheck check, string message) =>
        new(NameOf(check), Outcome.Passed, FindingCodes.CheckPassed, Severity.Information, "", message);

    /// <summary>Never a pass: a check that was not made proves nothing.</summary>
    public static Finding NotReached(BundleCheck check) => new(
        NameOf(check),
        Outcome.NotReached,
        FindingCodes.CheckNotReached,
        Severity.Information,
        "",
        "Not made, because a check before it did not pass.");

    /// <summary>A failure that quarantines.</summary>
    public static Finding Failed(
        BundleCheck check, string code, string message, string? expected = null, string? found = null) =>
        Make(check, Outcome.Failed, code, Severity.Error, message, expected, found);

    /// <summary>A failure that only keeps the signer from being the author.</summary>
    public static Finding Noted(
        BundleCheck check, string code, string message, string? expected = null, string? found = null) =>
        Make(check, Outcome.Failed, code, Severity.Warning, message, expected, found);

    /// <summary>Something that is as it should be, and is no evidence of who said the document.</summary>
    public static Finding Aside(BundleCheck check, string code, string message, string? found) =>
        Make(check, Outcome.Failed, code, Severity.Information, message, null, found);

    public static Finding Malformed(BundleCheck check, string message) =>
        Make(check, Outcome.Malformed, FindingCodes.EnvelopeMalformed, Severity.Error, message, null, null);

    public static Finding Unsupported(BundleCheck check, string message, string? expected, string? found) => Make(
        check, Outcome.Unsupported, FindingCodes.AlgorithmUnsupported, Severity.Warning, message, expected, found);

    /// <summary>What cannot be told with what this service was given: neither good nor false.</summary>
    public static Finding Undecided(BundleCheck check, string code, string message) =>
        Make(check, Outcome.Unsupported, code, Severity.Warning, message, null, null);

    /// <summary>A signature that may hold under a key of a kind that the platform does not have.</summary>
    public static Finding Untold(Keys.PublicKey key) => Unsupported(
        BundleCheck.Signature,
        $"Signatures under the key '{key.Id}' cannot be verified on this platform.",
        expected: null,
        found: key.Algorithm.ToString());

    private static Finding Make(
        BundleCheck check,
        Outcome outcome,
        string code,
        Severity severity,
        string message,
        string? expected,
        string? found) =>
        new(NameOf(check), outcome, code, severity, "", message, FindingLimits.Cut(expected), FindingLimits.Cut(found));
}
