using System.Buffers;
using System.Text;
using System.Text.Json;

namespace AiBom.Cli;

/// <summary>
/// Writes one object as a line of JSON, bit by bit: a document within its bound may have more edges than one text can
/// hold.
/// </summary>
internal sealed class JsonLineWriter(TextWriter output) : IAsyncDisposable
{
    private const int Block = 64 * 1024;

    private readonly ArrayBufferWriter<byte> block = new(2 * Block);
    private Utf8JsonWriter? json;

    private Utf8JsonWriter Json => json ??= Open();

    /// <summary>Writes a member.</summary>
    public void Member<T>(string name, T value)
    {
        Json.WritePropertyName(name);
        JsonSerializer.Serialize(Json, value, JsonLines.Options);
    }

    /// <summary>Writes a member that is an array.</summary>
    public async Task ItemsAsync<T>(string name, IEnumerable<T> items)
    {
        Json.WriteStartArray(name);
        foreach (T item in items)
        {
            JsonSerializer.Serialize(Json, item, JsonLines.Options);
            if (block.WrittenCount + Json.BytesPending >= Block)
            {
                await DrainAsync();
            }
        }

        Json.WriteEndArray();
    }

    /// <summary>Closes the object and the line.</summary>
    public async Task EndAsync()
    {
        Json.WriteEndObject();
        await DrainAsync();
        await output.WriteAsync('\n');
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => json?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Utf8JsonWriter Open()
    {
        var opened = new Utf8JsonWriter(block, new JsonWriterOptions { Encoder = JsonLines.Options.Encoder });
        opened.WriteStartObject();
        return opened;
    }

    private async Task DrainAsync()
    {
        await Json.FlushAsync();

        // The encoder escapes all that is not ASCII.
        await output.WriteAsync(Encoding.ASCII.GetString(block.WrittenSpan));
        block.ResetWrittenCount();
    }
}
