using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiBom.GraphQL.Execution;

namespace AiBom.GraphQL.Http;

/// <summary>A message to a client of <c>graphql-transport-ws</c>.</summary>
/// <param name="Utf8">JSON.</param>
/// <param name="Operation">The operation that it belongs to, if any: when that is stopped, it is not sent.</param>
/// <param name="IsLast">Whether the operation's id is free once this is sent.</param>
internal sealed record ServerMessage(ReadOnlyMemory<byte> Utf8, SocketOperation? Operation = null, bool IsLast = false)
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ServerMessage Acknowledgement { get; } = new("{\"type\":\"connection_ack\"}"u8.ToArray());

    public static ServerMessage Ping { get; } = new("{\"type\":\"ping\"}"u8.ToArray());

    public static ServerMessage Pong { get; } = new("{\"type\":\"pong\"}"u8.ToArray());

    /// <summary>What the message takes in a queue: its bytes and about as much as an object around them.</summary>
    public int Cost => Utf8.Length + 100;

    /// <summary>A result of an operation, of which more may follow.</summary>
    public static ServerMessage Next(SocketOperation operation, ExecutionResult result) =>
        new(Write(operation.Id, "next"u8, result.WriteTo), operation);

    /// <summary>The errors for which an operation has no result, or no further one.</summary>
    public static ServerMessage Error(SocketOperation operation, ExecutionResult result) =>
        new(WriteErrors(operation.Id, result), operation, IsLast: true);

    /// <summary>The errors for which an operation was not begun.</summary>
    public static ServerMessage Refusal(string id, ExecutionResult result) =>
        new(WriteErrors(id, result));

    /// <summary>There is nothing more.</summary>
    public static ServerMessage Complete(SocketOperation operation) =>
        new(Write(operation.Id, "complete"u8, writePayload: null), operation, IsLast: true);

    // Everything without data goes through here, whatever kept it from having some.
    private static ReadOnlyMemory<byte> WriteErrors(string id, ExecutionResult result)
    {
        Signals.NoteAnswer(result);
        return Write(id, "error"u8, result.WriteErrorsTo);
    }

    private static ReadOnlyMemory<byte> Write(
        string id,
        ReadOnlySpan<byte> type,
        Action<Utf8JsonWriter>? writePayload)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, WriterOptions);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("type"u8, type);
        if (writePayload is not null)
        {
            writer.WritePropertyName("payload"u8);
            writePayload(writer);
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }
}
