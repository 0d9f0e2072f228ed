using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AiBom.Cli;

/// <summary>An answer for people: what it is about and the verdict, then a row for each thing that was found.</summary>
internal sealed class AnswerTable
{
    private const int CheckWidth = 16;

    private readonly StringBuilder text = new();
    private readonly int outcomeWidth;

    /// <summary>Starts with the verdict.</summary>
    public AnswerTable(string about, string verdict, int outcomeWidth = 11)
    {
        this.outcomeWidth = outcomeWidth;
        text.Append(CultureInfo.InvariantCulture, $"{Shown(about)}: {Shown(verdict)}\n\n");
    }

    /// <summary>Adds a row.</summary>
    public void Row(string check, string outcome, string message) =>
        text.Append(check.PadRight(CheckWidth)).Append("  ").Append(outcome.PadRight(outcomeWidth)).Append("  ")
            .Append(Shown(message)).Append('\n');

    /// <inheritdoc/>
    public override string ToString() => text.ToString();

    /// <summary><c>ValidLegacy</c> as <c>VALID_LEGACY</c>, as it is in JSON.</summary>
    public static string Words(Enum value) => JsonNamingPolicy.SnakeCaseUpper.ConvertName(value.ToString());

    /// <summary>Control characters that a stranger chose do not reach the terminal.</summary>
    private static string Shown(string message) =>
        string.Concat(message.Select(c => char.IsControl(c) ? '\uFFFD' : c));
}
