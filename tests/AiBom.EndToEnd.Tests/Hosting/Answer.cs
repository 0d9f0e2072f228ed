using System.Net;
using System.Text;
using System.Text.Json;

namespace AiBom.EndToEnd.Tests.Hosting;

/// <summary>An answer over HTTP, whole.</summary>
internal sealed record Answer(HttpStatusCode Status, byte[] Body)
{
    /// <summary>The headers of the answer and of its content.</summary>
    public ILookup<string, string> Headers { get; init; } =
        Array.Empty<string>().ToLookup(name => name, StringComparer.OrdinalIgnoreCase);

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The values of a header, as one text.</summary>
    public string Header(string name) => string.Join(", ", Headers[name]);

    public JsonElement Json => JsonElement.Parse(Text);

    /// <summary>
    /// The verdict on a submission in one line: HTTP status, verdict, gate with what fails it, and the code of each
    /// finding that is more than worth knowing; for a refusal, HTTP status and code.
    /// </summary>
    public string Verdict()
    {
        if (Json.TryGetProperty("error", out JsonElement error))
        {
            return $"{(int)Status} {error.String("code")}";
        }

        string reasons = string.Concat(Json.At("gate.reasons").EnumerateArray()
            .Where(reason => reason.String("mode") is "ENFORCE")
            .Select(reason => $" {reason.String("code")}")
            .Distinct());
        string codes = string.Join(' ', Problems().Select(finding => finding.String("code")));
        return $"{(int)Status} {Json.String("status")} gate {Json.At("gate").String("result")}{reasons} [{codes}]";
    }

    /// <summary>
    /// The findings that are more than worth knowing, without those of the official schemas: a build may have none.
    /// </summary>
    public IEnumerable<JsonElement> Problems() => Json.At("findings").EnumerateArray().Where(finding =>
        finding.String("severity") is not "INFORMATION" && finding.String("check") is not "schema");
}
