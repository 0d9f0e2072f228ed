using AiBom.Domain;

namespace AiBom.Verification.Sigstore;

/// <summary>One rule that a bundle must meet.</summary>
/// <param name="Name">Its place in <see cref="SigstoreChecks.All"/>, such as <c>C8</c>.</param>
/// <param name="Rule">The rule, as one sentence that is true where the check passes.</param>
/// <param name="Find">Finds what breaks the rule; null for nothing.</param>
internal sealed record SigstoreCheck(string Name, string Rule, Func<SigstoreEvidence, Flaw?> Find)
{
    public Finding Passed() =>
        new(Name, Outcome.Passed, FindingCodes.CheckPassed, Severity.Information, "", Rule);

    /// <summary>Never a pass: a check that was not made proves nothing.</summary>
    public Finding NotReached() => new(
        Name,
        Outcome.NotReached,
        FindingCodes.CheckNotReached,
        Severity.Information,
        "",
        "Not made, because a check before it did not pass.");

    public Finding Report(Flaw flaw) => new(
        Name,
        flaw.Outcome,
        flaw.Code,
        flaw.Outcome is Outcome.Unsupported ? Severity.Warning : Severity.Error,
        flaw.Pointer,
        flaw.Message,
        FindingLimits.Cut(flaw.Expected),
        FindingLimits.Cut(flaw.Found));
}

/// <summary>What breaks a rule.</summary>
/// <param name="Outcome">Whether it is false, not done here, or cannot be read.</param>
/// <param name="Code">One of <see cref="FindingCodes"/>.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Pointer">RFC 6901 pointer into the bundle.</param>
/// <param name="Expected">What should have been there.</param>
/// <param name="Found">What came.</param>
internal sealed record Flaw(
    Outcome Outcome, string Code, string Message, string Pointer = "", string? Expected = null, string? Found = null)
{
    public static Flaw Failed(
        string code, string message, string pointer = "", string? expected = null, string? found = null) =>
        new(Outcome.Failed, code, message, pointer, expected, found);

    public static Flaw Malformed(string code, string message, string pointer = "") =>
        new(Outcome.Malformed, code, message, pointer);

    public static Flaw Unsupported(
        string message, string pointer = "", string? expected = null, string? found = null) =>
        new(Outcome.Unsupported, FindingCodes.AlgorithmUnsupported, message, pointer, expected, found);
}
