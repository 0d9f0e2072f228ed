using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiBom.Cli;

/// <summary>An answer for people: what it is about and the verdict, then a row for each thing that was found.</summary>
internal sealed class AnswerTable
{
    private readonly StringBuilder text = new();

    /// <summary>Starts with the verdict.</summary>
    public AnswerTable(string about, string verdict) =>
        text.Append(CultureInfo.InvariantCulture, $"{Shown(about)}: {verdict}\n\n");

    /// <summary>Adds a row.</summary>
    public void Row(string check, string outcome, string message) =>
        text.Append(CultureInfo.InvariantCulture, $"{check,-16}  {outcome,-11}  {Shown(message)}\n");

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary><c>ValidLegacy</c> as <c>VALID_LEGACY</c>, as it is in JSON.</summary>
    public static string Words(Enum value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>Control characters that a stranger chose do not reach the terminal.</summary>
    private static string Shown(string message) =>
        string.Concat(message.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
