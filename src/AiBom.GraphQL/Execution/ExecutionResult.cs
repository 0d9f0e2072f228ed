using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using AiBom.GraphQL.Language;

namespace AiBom.GraphQL.Execution;

/// <summary>
/// The answer to a request (section 7.1): data with the errors of its fields, or the errors for which there is none.
/// </summary>
[SuppressMessage("Design", "MA0016", Justification = "An immutable array is the abstraction.")]
public sealed class ExecutionResult
{
    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // The answer is JSON and nothing else, so only what JSON asks for is escaped.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Frame? _root;

    internal ExecutionResult(Frame root, ImmutableArray<ResponseError> errors)
    {
        _root = root;
        Errors = errors;
    }

    /// <summary>A request error, for which there is no data; or, without errors, a request that was only looked at.</summary>
    public ExecutionResult(params ImmutableArray<ResponseError> errors) => Errors = errors;

    /// <summary>Empty if all went well.</summary>
    public ImmutableArray<ResponseError> Errors { get; }

    /// <summary>What a transport says besides (section 7.1.7); null for nothing.</summary>
    public IReadOnlyDictionary<string, object?>? Extensions { get; set; }

    /// <summary>
    /// Whether the request was executed, even if its data became null; a transport answers 400 where it was not.
    /// </summary>
    public bool IsExecuted => _root is not null;

    /// <summary>Writes the response as UTF-8 JSON, errors first.</summary>
    /// <returns>How many bytes were written.</returns>
    public long WriteTo(IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, WriterOptions);
        WriteTo(writer);
        writer.Flush();
        return writer.BytesCommitted;
    }

    /// <summary>Writes the response into a larger JSON document, such as a message of a socket.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (!Errors.IsEmpty)
        {
            writer.WritePropertyName("errors"u8);
            WriteErrorsTo(writer);
        }

        if (_root is { IsNull: false })
        {
            writer.WritePropertyName("data"u8);
            _root.Write(writer, row: 0);
        }
        else if (_root is not null || Errors.IsEmpty)
        {
            writer.WriteNull("data"u8);
        }

        if (Extensions is { } extensions)
        {
            writer.WritePropertyName("extensions"u8);
            JsonValue.Write(writer, extensions);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the list of errors alone, which may be empty.</summary>
    public void WriteErrorsTo(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (ResponseError error in Errors)
        {
            WriteError(writer, error);
        }

        writer.WriteEndArray();
    }

    private static void WriteError(Utf8JsonWriter writer, ResponseError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message"u8, error.Message);
        if (!error.Locations.IsDefaultOrEmpty)
        {
            writer.WriteStartArray("locations"u8);
            foreach (SourceLocation location in error.Locations)
            {
                writer.WriteStartObject();
                writer.WriteNumber("line"u8, location.Line);
                writer.WriteNumber("column"u8, location.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (error.Path is { } path)
        {
            writer.WritePropertyName("path"u8);
            JsonValue.Write(writer, path);
        }

        if (error.Extensions is { } extensions)
        {
            writer.WritePropertyName("extensions"u8);
            JsonValue.Write(writer, extensions);
        }

        writer.WriteEndObject();
    }
}
