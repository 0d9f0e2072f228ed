using System.Globalization;
using System.Text;
using System.Text.Json;
using AiBom.Domain;
using AiBom.Verification.ModelSigning;

namespace AiBom.Cli;

/// <summary>A model's report, for people and for programs.</summary>
/// <param name="path">The model as it was named.</param>
/// <param name="report">The report.</param>
internal sealed class ModelAnswer(string path, ModelReport report)
{
    /// <summary>Whether the answer is yes.</summary>
    public bool IsAccepted => report.Verdict is ModelVerdict.Valid or ModelVerdict.ValidLegacy;

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Model = path,
            Accepted = IsAccepted,
            report.Verdict,
            Signer = report.Signer is { } signer ? new { signer.Key, signer.Name } : null,
            Root = report.Manifest?.Root,
            Files = report.Content is { } content
                ? new
                {
                    content.Verified,
                    content.Wrong,
                    Unverified = content.UnverifiedFiles,
                    Bytes = content.BytesHashed,
                }
                : null,
            NotAsSigned = report.Content?.Files
                .Select(file => new { file.Name, file.Status, file.Message, file.Expected, file.Found }),
            report.Checks,
        },
        CanonicalJson.Options) + "\n";

    /// <summary>A table: what each check found, then what is not as it was signed.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{path}: {Words(report.Verdict.ToString())}\n\n");
        foreach (Finding check in report.Checks)
        {
            Row(text, check.Check, Words(check.Outcome.ToString()), check.Message);
        }

        foreach (ModelFile file in report.Content?.Files ?? [])
        {
            Row(text, "", Words(file.Status.ToString()), file.Message);
        }

        return text.ToString();
    }

    /// <summary>Control characters in a file's name do not reach the terminal.</summary>
    private static void Row(StringBuilder text, string check, string outcome, string message)
    {
        string shown = string.Concat(message.Select(c => char.IsControl(c) ? '\uFFFD' : c));
        text.Append(CultureInfo.InvariantCulture, $"{check,-16}  {outcome,-11}  {shown}\n");
    }

    /// <summary><c>ValidLegacy</c> as <c>VALID_LEGACY</c>, as it is in JSON.</summary>
    private static string Words(string name) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);
}
