using System.Collections.Immutable;
using AiBom.Domain;
using AiBom.Verification.Sigstore;

namespace AiBom.Cli;

/// <summary>What a bundle came to, for people and for programs.</summary>
/// <param name="Case">The name that the question gave it; null where it gave none that can be read.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">One finding for each check, in order.</param>
/// <param name="Verified">What is proven; null unless the bundle was accepted.</param>
internal sealed record BundleAnswer(
    string? Case, string Verdict, ImmutableArray<Finding> Findings, VerifiedBundle? Verified)
{
    /// <summary>The verdict where the question could not be put to the verifier.</summary>
    private const string NotChecked = "NOT_CHECKED";

    /// <summary>Whether the answer is yes.</summary>
    public bool IsAccepted => Verified is not null;

    /// <summary>What the verifier found.</summary>
    public static BundleAnswer Of(string? name, SigstoreReport report) =>
        new(name, AnswerTable.Words(report.Verdict), report.Findings, report.Verified);

    /// <summary>That the question could not be put to the verifier.</summary>
    public static BundleAnswer Refused(string? name, string why) => new(
        name,
        NotChecked,
        [new Finding("request", Outcome.Malformed, FindingCodes.RequestInvalid, Severity.Error, "", why)],
        null);

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonLines.Of(
        new
        {
            Case,
            Accepted = IsAccepted,
            Verdict,
            Findings = Findings.Select(finding => new
            {
                finding.Check,
                finding.Outcome,
                finding.Code,
                finding.Message,
            }),
        });

    /// <summary>A table: what each check found, then what is proven.</summary>
    public string ToText()
    {
        var table = new AnswerTable(Case ?? "", Verdict);
        foreach (Finding finding in Findings)
        {
            table.Row(finding.Check, AnswerTable.Words(finding.Outcome), finding.Message);
        }

        if (Verified is { } verified)
        {
            string signer = verified.Identity is { } identity
                ? $"{identity} ({verified.Issuer})"
                : $"{verified.Key.Id}";
            table.Row("signer", "", signer);
            foreach (DateTimeOffset time in verified.Times)
            {
                table.Row("time", "", time.ToCanonicalText());
            }
        }

        return table.ToString();
    }
}
