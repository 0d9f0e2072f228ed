using System.Text.Json;
using AiBom.Documents.Content;

namespace AiBom.Cli;

/// <summary>
/// Answers a file of questions about bundles, one line of JSON each, with one line of JSON each, in order. Holds one
/// question at a time. A line that cannot be asked is answered with that.
/// </summary>
/// <param name="output">Where the answers go.</param>
internal sealed class BundleBatch(TextWriter output)
{
    private const int LineBytes = 64 * 1024;

    /// <summary>Answers every line.</summary>
    /// <returns>Whether every bundle was accepted.</returns>
    /// <exception cref="InvalidDataException">There is no line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<bool> RunAsync(string path, CancellationToken cancellationToken)
    {
        var verification = new BundleVerification(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "");
        await using FileStream file = InputFiles.Open(path);
        (int answered, int accepted) = (0, 0);
        await foreach (ReadOnlyMemory<byte>? line in BoundedLines.ReadAsync(file, LineBytes, cancellationToken))
        {
            BundleAnswer answer = line is { } text
                ? await AnswerAsync(verification, text, cancellationToken)
                : BundleAnswer.Refused(null, $"The line has more than {LineBytes} bytes.");
            await output.WriteAsync(answer.ToJson());
            answered++;
            accepted += answer.IsAccepted ? 1 : 0;
        }

        return answered == 0
            ? throw new InvalidDataException($"'{path}' asks nothing.")
            : answered == accepted;
    }

    private static async Task<BundleAnswer> AnswerAsync(
        BundleVerification verification, ReadOnlyMemory<byte> line, CancellationToken cancellationToken)
    {
        string? name = null;
        try
        {
            name = NameOf(line);
            return BundleAnswer.Of(
                name, await verification.VerifyAsync(BundleQuestion.Parse(line.Span), cancellationToken));
        }
        catch (Exception refused) when (refused is JsonException or InvalidDataException
            or IOException or UnauthorizedAccessException)
        {
            return BundleAnswer.Refused(name, refused.Message);
        }
    }

    /// <summary>The name of the case, also where the rest of the line is not as it should be.</summary>
    private static string? NameOf(ReadOnlyMemory<byte> line)
    {
        using var document = JsonDocument.Parse(line);
        try
        {
            return document.RootElement.ValueKind is JsonValueKind.Object
                && document.RootElement.TryGetProperty("case", out JsonElement name)
                && name.ValueKind is JsonValueKind.String
                ? name.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            // How JsonElement reports an escape that is half of a surrogate pair.
            return null;
        }
    }
}
