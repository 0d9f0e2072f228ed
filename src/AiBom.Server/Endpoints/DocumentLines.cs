using System.Collections.Immutable;
using System.Text.Json;
using AiBom.Documents.Content;
using AiBom.Domain;
using AiBom.Registry;
using AiBom.Registry.Gates;
using AiBom.Registry.Ingestion;
using AiBom.Server.Access;
using AiBom.Server.Options;

namespace AiBom.Server.Endpoints;

/// <summary>
/// Many documents in one request, one a line (JSON Lines), each a submission of its own: the answer has a line for
/// each, in order, with the status that the document would have been answered with alone.
/// </summary>
internal sealed class DocumentLines(AibomRegistry registry, RegistryIdentity identity, AibomOptions options)
{
    /// <summary>The media type under which each line is read: its content says what it is.</summary>
    public const string PerLine = "application/json";

    /// <summary>The media type of the answer.</summary>
    private const string JsonLines = "application/jsonl";

    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>Whether a media type is one of lines.</summary>
    public static bool IsLines(string mediaType) =>
        mediaType.Equals(JsonLines, StringComparison.OrdinalIgnoreCase)
        || mediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes the lines in, and answers while it does.</summary>
    /// <param name="context">The request.</param>
    /// <param name="each">The submission of each line, but for its document.</param>
    /// <param name="policy">The policy of the gates.</param>
    /// <param name="cancellationToken">Stops it between lines.</param>
    public async Task<IResult> PostAsync(
        HttpContext context, Submission each, PolicyVersion policy, CancellationToken cancellationToken)
    {
        RequestBody body = await RequestBody.ReadAsync(
            context.Request, "body of lines", options.MaxDocumentBytes, cancellationToken);
        if (body.Refusal is { } refusal)
        {
            return refusal.ToResult();
        }

        ImmutableArray<ReadOnlyMemory<byte>> lines =
            [.. BoundedLines.Split(body.Content).Take(options.MaxLines + 1)];
        if (lines.Length > options.MaxLines)
        {
            // Before anything is recorded: half of a batch would have to be told from the other.
            return Problem.Result(
                StatusCodes.Status413PayloadTooLarge,
                FindingCodes.SizeExceeded,
                $"A body of lines has at most {options.MaxLines} documents.");
        }

        return Results.Stream(
            output => WriteAsync(output, lines, each, policy, context, cancellationToken), JsonLines);
    }

    private async Task WriteAsync(
        Stream output,
        ImmutableArray<ReadOnlyMemory<byte>> lines,
        Submission each,
        PolicyVersion policy,
        HttpContext context,
        CancellationToken cancellationToken)
    {
        foreach ((int index, ReadOnlyMemory<byte> line) in lines.Index())
        {
            object answer;
            bool isFailed = false;
            try
            {
                Verdict verdict = await registry.Ingestion.IngestAsync(
                    each with { Document = line }, cancellationToken);
                Gate gate = await registry.Gates.EvaluateAsync(verdict, policy, cancellationToken);
                answer = new LineVerdictJson(
                    index + 1, DocumentEndpoints.StatusOf(verdict), VerdictJson.Of(verdict, gate, identity));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The status of the answer is sent; that the world failed is said in the line, and none follows it.
                Problem problem = FailureHandler.Log(context, exception, out int status);
                answer = new LineProblemJson(index + 1, status, problem);
                isFailed = true;
            }

            await JsonSerializer.SerializeAsync(output, answer, CanonicalJson.Options, cancellationToken);
            await output.WriteAsync(NewLine, cancellationToken);
            if (isFailed)
            {
                return;
            }
        }
    }
}

/// <summary>What became of one line.</summary>
/// <param name="Line">Which of the documents, from 1; blank lines do not count.</param>
/// <param name="HttpStatus">The status with which it would have been answered alone.</param>
/// <param name="Verdict">The verdict.</param>
internal sealed record LineVerdictJson(int Line, int HttpStatus, VerdictJson Verdict);

/// <summary>That a line could not be taken in, and those after it were not tried.</summary>
internal sealed record LineProblemJson(int Line, int HttpStatus, Problem Error);
