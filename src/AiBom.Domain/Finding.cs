namespace AiBom.Domain;

/// <summary>How a check ended. Only <see cref="Passed"/> is a pass.</summary>
public enum Outcome
{
    /// <summary>The check was made and holds.</summary>
    Passed = 1,

    /// <summary>The check was made and does not hold.</summary>
    Failed,

    /// <summary>An earlier check failed, so this one was not made.</summary>
    NotReached,

    /// <summary>The check needs something that this service does not do.</summary>
    Unsupported,

    /// <summary>What should be checked cannot be read.</summary>
    Malformed,
}

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information = 1,

    /// <summary>Something is wrong, and the rest was taken.</summary>
    Warning,

    /// <summary>Something is wrong that quarantines or rejects.</summary>
    Error,
}

/// <summary>One observation about a document or its evidence. Bad input is data: this is the data.</summary>
/// <param name="Check">What was looked at, such as <c>reader</c>, <c>signature</c>, <c>artifact</c>.</param>
/// <param name="Outcome">How that check ended.</param>
/// <param name="Code">One of <see cref="FindingCodes"/>; stable.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Pointer">RFC 6901 pointer into the document, or empty for the document as a whole.</param>
/// <param name="Message">One sentence for a person.</param>
/// <param name="Expected">What should have been there, where there is such a thing.</param>
/// <param name="Found">What came, cut to <see cref="FindingLimits.Excerpt"/> characters.</param>
public sealed record Finding(
    string Check,
    Outcome Outcome,
    string Code,
    Severity Severity,
    string Pointer,
    string Message,
    string? Expected = null,
    string? Found = null);

/// <summary>The bounds of what a report may hold.</summary>
public static class FindingLimits
{
    /// <summary>The most findings that one document's report lists; a last one counts the rest.</summary>
    public const int PerDocument = 1_000;

    /// <summary>The most characters of a stranger's text that a finding repeats.</summary>
    public const int Excerpt = 200;

    /// <summary>
    /// A stranger's text as a finding or an answer may repeat it: without the credentials of addresses
    /// (<see cref="UrlCredentials"/>), and cut to <see cref="Excerpt"/> characters.
    /// </summary>
    public static string? Cut(string? text) => text is null ? null : CutMasked(UrlCredentials.Mask(text));

    private static string CutMasked(string text) =>
        text.Length > Excerpt ? string.Concat(text.AsSpan(0, Excerpt), "…") : text;
}
