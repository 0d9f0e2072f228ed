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
        var table = new AnswerTable(path, AnswerTable.Words(report.Verdict));
        foreach (Finding check in report.Checks)
        {
            table.Row(check.Check, AnswerTable.Words(check.Outcome), check.Message);
        }

        foreach (ModelFile file in report.Content?.Files ?? [])
        {
            table.Row("", AnswerTable.Words(file.Status), file.Message);
        }

        return table.ToString();
    }
}
